/* SPDX-License-Identifier: Apache-2.0 */
/* Reads parameters that several calls have, and refuses them in the same words everywhere. */
#include "api/params.h"
#include "base/limits.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <limits.h>
#include <string.h>

#define PAGE_MAX INT_MAX

ta_result_t ta_param_word(const ta_api_t *api, const char *name, const char *const *words, int *which)
{
    const char *text = ta_api_param(api, name);
    const char *list = words[0];
    int i;

    if (!text) {
        return ta_done();
    }
    for (i = 0; words[i]; i++) {
        if (strcmp(text, words[i]) == 0) {
            *which = i;
            return ta_done();
        }
    }
    for (i = 1; words[i]; i++) {
        list = apr_pstrcat(api->call.pool, list, ", ", words[i], NULL);
    }
    return ta_refused(TA_INVALID, apr_psprintf(api->call.pool, "Value of parameter '%s' (%s) must be one of: [%s]",
                                               name, text, list));
}

ta_result_t ta_param_flag(const ta_api_t *api, const char *name, bool *flag)
{
    static const char *const words[] = {"true", "false", "yes", "no", NULL};
    int which = *flag ? 0 : 1;
    ta_result_t result = ta_param_word(api, name, words, &which);

    *flag = which % 2 == 0;
    return result;
}

ta_result_t ta_param_number(const ta_api_t *api, const char *name, int most, int *number)
{
    const char *text = ta_api_param(api, name);
    apr_int64_t parsed;
    const char *c;

    if (!text) {
        return ta_done();
    }
    for (c = text; apr_isdigit(*c); c++) {
    }
    if (*c || c == text || c - text > 10) {
        return ta_refused(TA_INVALID,
                          apr_psprintf(api->call.pool, "The '%s' parameter must be a whole number from 1 to %d", name,
                                       most));
    }
    parsed = apr_atoi64(text);
    if (parsed < 1 || parsed > most) {
        return ta_refused(TA_INVALID,
                          apr_psprintf(api->call.pool, "The '%s' parameter must be from 1 to %d", name, most));
    }
    *number = (int)parsed;
    return ta_done();
}

ta_result_t ta_param_missing(const ta_api_t *api, const char *name)
{
    return ta_refused(TA_INVALID, apr_psprintf(api->call.pool, "The '%s' parameter is missing", name));
}

ta_result_t ta_param_paging(const ta_api_t *api, ta_paging_t *paging)
{
    ta_result_t result;

    *paging = (ta_paging_t){1, TA_PAGE_SIZE_DEFAULT};
    result = ta_param_number(api, "p", PAGE_MAX, &paging->number);
    return result.code == TA_OK ? ta_param_number(api, "ps", TA_PAGE_SIZE_MAX, &paging->size) : result;
}

json_t *ta_paging_json(const ta_paging_t *paging, apr_int64_t total)
{
    return json_pack("{s:i,s:i,s:I}", "pageIndex", paging->number, "pageSize", paging->size, "total",
                     (json_int_t)total);
}
