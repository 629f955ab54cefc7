/* SPDX-License-Identifier: Apache-2.0 */
/* Parameters that several calls have: one of some words, a flag, a page of a list. */
#ifndef TA_API_PARAMS_H
#define TA_API_PARAMS_H

#include "api/api.h"

/**
 * Reads a parameter that is one of some words.
 * @param words those that are allowed, ended by NULL
 * @param which receives the word's place among them; stays as it is if the parameter is absent
 * @return done; TA_INVALID for any other word
 */
ta_result_t ta_param_word(const ta_api_t *api, const char *name, const char *const *words, int *which);

/**
 * Reads a parameter that is true, false, yes or no.
 * @param flag receives it; stays as it is if the parameter is absent
 * @return done; TA_INVALID for any other word
 */
ta_result_t ta_param_flag(const ta_api_t *api, const char *name, bool *flag);

/**
 * Reads a parameter that is a whole number.
 * @param most the largest number that is allowed; the smallest is 1
 * @param number receives it; stays as it is if the parameter is absent
 * @return done; TA_INVALID for what is no number or out of bounds
 */
ta_result_t ta_param_number(const ta_api_t *api, const char *name, int most, int *number);

/**
 * @return the refusal of a request that lacks it
 */
ta_result_t ta_param_missing(const ta_api_t *api, const char *name);

/**
 * Reads the parameters p and ps.
 * @param paging receives them, or what holds without them
 * @return done; TA_INVALID for what is no number or out of bounds
 */
ta_result_t ta_param_paging(const ta_api_t *api, ta_paging_t *paging);

/** @return how many rows come before the page. */
static inline apr_int64_t ta_paging_first(const ta_paging_t *paging)
{
    return (apr_int64_t)(paging->number - 1) * paging->size;
}

/**
 * @param paging which page was asked for
 * @param total how many rows there are on all pages
 * @return the member "paging" of an answer
 */
json_t *ta_paging_json(const ta_paging_t *paging, apr_int64_t total);

#endif
