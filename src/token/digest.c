/* SPDX-License-Identifier: Apache-2.0 */
/* Digests of values. Each request with a token computes one, so algorithm and contexts are kept. */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>

#include "base/text.h"
#include "token/value.h"

#define DIGEST_BYTES (TA_DIGEST_LENGTH / 2)

/* To fetch SHA-256 by name costs more than to compute it, and takes a lock that all threads share. */
static EVP_MD *sha256;
static pthread_key_t context_key;
static bool ready;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void free_context(void *context)
{
    EVP_MD_CTX_free(context);
}

static void fetch_sha256(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    ready = sha256 && pthread_key_create(&context_key, free_context) == 0;
}

/* One for each thread, freed when the thread ends. */
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

static bool compute_digest(const char *text, size_t len, unsigned char bytes[DIGEST_BYTES])
{
    EVP_MD_CTX *context;
    unsigned int written = 0;

    pthread_once(&once, fetch_sha256);
    context = ready ? context_of_thread() : NULL;
    return context && EVP_DigestInit_ex2(context, sha256, NULL) == 1 && EVP_DigestUpdate(context, text, len) == 1 &&
           EVP_DigestFinal_ex(context, bytes, &written) == 1 && written == DIGEST_BYTES;
}

ta_code_t ta_value_digest(const ta_value_t *value, ta_digest_t *digest)
{
    /* an empty value has no digest, or it would match another empty value */
    if (strnlen(value->text, sizeof(value->text)) == TA_VALUE_LENGTH &&
        compute_digest(value->text, TA_VALUE_LENGTH, digest->bytes)) {
        return TA_OK;
    }
    memset(digest, 0, sizeof(*digest));
    /* Else a TLS connection of this thread would take the queued error for its own. ERR_set_mark() before the digest
     * would make that half as expensive again, for each request. */
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
