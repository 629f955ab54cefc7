/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the calls to OpenSSL that a digest costs, and about comparing digests. */
/* link: -Wl,--wrap=EVP_MD_fetch,--wrap=EVP_MD_CTX_new,--wrap=EVP_MD_CTX_free,--wrap=CRYPTO_memcmp */
#include "unit.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>

#include "token/value.h"

#define THREADS 4
#define DIGESTS 1000 /* of each thread */

/* The linker redirects the module's calls to these functions. */
static atomic_int fetched, made, freed, compared;
static size_t compared_bytes;

EVP_MD *__real_EVP_MD_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties);
EVP_MD_CTX *__real_EVP_MD_CTX_new(void);
void __real_EVP_MD_CTX_free(EVP_MD_CTX *context);
int __real_CRYPTO_memcmp(const void *a, const void *b, size_t size);
EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties);
EVP_MD_CTX *__wrap_EVP_MD_CTX_new(void);
void __wrap_EVP_MD_CTX_free(EVP_MD_CTX *context);
int __wrap_CRYPTO_memcmp(const void *a, const void *b, size_t size);

EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties)
{
    fetched++;
    return __real_EVP_MD_fetch(library, name, properties);
}

EVP_MD_CTX *__wrap_EVP_MD_CTX_new(void)
{
    made++;
    return __real_EVP_MD_CTX_new();
}

void __wrap_EVP_MD_CTX_free(EVP_MD_CTX *context)
{
    freed += context != NULL;
    __real_EVP_MD_CTX_free(context);
}

int __wrap_CRYPTO_memcmp(const void *a, const void *b, size_t size)
{
    compared++;
    compared_bytes = size;
    return __real_CRYPTO_memcmp(a, b, size);
}

static ta_digest_t digest_of(int number)
{
    ta_value_t value;
    ta_digest_t digest;

    snprintf(value.text, sizeof(value.text), "tau_%0*d", TA_VALUE_LENGTH - 4, number);
    assert_int_equal(ta_value_digest(&value, &digest), TA_OK);
    return digest;
}

static void *compute_many(void *baton)
{
    int i;

    for (i = 0; i < DIGESTS; i++) {
        digest_of(i);
    }
    return baton;
}

static void many_digests_look_the_function_up_once_and_make_a_context_a_thread(void **state)
{
    pthread_t threads[THREADS];
    int i;

    (void)state;
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, compute_many, NULL), 0);
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(fetched, 1);
    assert_int_equal(made, THREADS);
    assert_int_equal(freed, THREADS); /* with its thread */
}

static void digests_are_compared_whole_and_in_constant_time(void **state)
{
    ta_digest_t digest = digest_of(1);
    char hex[TA_DIGEST_LENGTH + 1], other[TA_DIGEST_LENGTH + 1];
    int i;

    (void)state;
    ta_digest_hex(&digest, hex);
    for (i = -1; i < TA_DIGEST_LENGTH; i++) {
        memcpy(other, hex, sizeof(other));
        if (i >= 0) {
            other[i] = other[i] == '0' ? '1' : '0';
        }
        compared = 0;
        assert_int_equal(ta_digest_equal(&digest, other), i < 0);
        assert_int_equal(compared, 1);
        assert_int_equal(compared_bytes, sizeof(digest.bytes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_digests_look_the_function_up_once_and_make_a_context_a_thread),
        cmocka_unit_test(digests_are_compared_whole_and_in_constant_time),
    };

    return unit_run(tests);
}
