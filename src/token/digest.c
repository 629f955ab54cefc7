/* SPDX-License-Identifier: Apache-2.0 */
/* Digests of values: computed for every request with a token, so nothing is made or looked up twice. */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>

#include "base/text.h"
#include "token/value.h"

#define DIGEST_BYTES (TA_DIGEST_LENGTH / 2)

/* Looking SHA-256 up by name each time costs more than computing it, and all threads meet in it. */
static EVP_MD *sha256;
static pthread_key_t context_key;
static bool ready;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void free_context(void *context)
{
    EVP_MD_CTX_free(context);
}

static void prepare(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    ready = sha256 && pthread_key_create(&context_key, free_context) == 0;
}

/* Each thread has its own, freed when it ends. */
static EVP_MD_CTX *context_of_thread(void)
{
    EVP_MD_CTX *context = pthread_getspecific(context_key);

    if (!context) {
        context = EVP_MD_CTX_new();
        if (context && pthread_setspecific(context_key, context) != 0) {
            EVP_MD_CTX_free(context);
            context = NULL;
        }
    }
    return context;
}

static bool compute(const char *text, size_t len, unsigned char bytes[DIGEST_BYTES])
{
    EVP_MD_CTX *context;
    unsigned int written = 0;

    pthread_once(&once, prepare);
    context = ready ? context_of_thread() : NULL;
    return context && EVP_DigestInit_ex2(context, sha256, NULL) == 1 && EVP_DigestUpdate(context, text, len) == 1 &&
           EVP_DigestFinal_ex(context, bytes, &written) == 1 && written == DIGEST_BYTES;
}

ta_code_t ta_value_digest(const ta_value_t *value, ta_digest_t *digest)
{
    /* an empty value must not have a digest that another empty value would match */
    if (strnlen(value->text, sizeof(value->text)) == TA_VALUE_LENGTH &&
        compute(value->text, TA_VALUE_LENGTH, digest->bytes)) {
        return TA_OK;
    }
    memset(digest, 0, sizeof(*digest));
    /* Otherwise a TLS connection of this thread takes what OpenSSL queued for an error of its own. A mark at the
     * beginning, to which to go back, would cost each request half as much again as the digest does. */
    ERR_clear_error();
    return TA_BROKEN;
}

void ta_digest_hex(const ta_digest_t *digest, char hex[TA_DIGEST_LENGTH + 1])
{
    ta_text_hex(digest->bytes, DIGEST_BYTES, hex);
}

bool ta_digest_parse(const char *hex, ta_digest_t *digest)
{
    int i;

    memset(digest, 0, sizeof(*digest));
    if (!hex || strnlen(hex, TA_DIGEST_LENGTH + 1) != TA_DIGEST_LENGTH) {
        return false;
    }
    for (i = 0; i < DIGEST_BYTES; i++) {
        int high = ta_text_hex_digit(hex[2 * i]), low = ta_text_hex_digit(hex[2 * i + 1]);

        if (high < 0 || low < 0) {
            return false;
        }
        digest->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

bool ta_digest_equal(const ta_digest_t *a, const char *b)
{
    ta_digest_t other;

    return ta_digest_parse(b, &other) && CRYPTO_memcmp(a->bytes, other.bytes, DIGEST_BYTES) == 0;
}
