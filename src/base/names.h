/* SPDX-License-Identifier: Apache-2.0 */
/* Names that administrators and clients see: directives, variables, versions. */
#ifndef TA_BASE_NAMES_H
#define TA_BASE_NAMES_H

#define TA_VERSION "0.1.0"
#define TA_API_VERSION "10.7.0" /* the level of SonarQube's API that clients may count on: digits and dots only */

#define TA_DIRECTIVE_MOUNT "TokenAdmin"
#define TA_DIRECTIVE_STORE "TokenAdminStore"
#define TA_DIRECTIVE_USERS "TokenAdminUsers"
#define TA_DIRECTIVE_PREFIX "TokenAdminPrefix"
#define TA_DIRECTIVE_MAX_LIFETIME "TokenAdminMaxLifetime"
#define TA_DIRECTIVE_MAX_TOKENS "TokenAdminMaxTokens"
#define TA_DIRECTIVE_OWNER_GONE "TokenAdminOwnerGone"
#define TA_DIRECTIVE_SCHEMA "TokenAdminSchema"
#define TA_DIRECTIVE_ORIGIN "TokenAdminOrigin"
#define TA_DIRECTIVE_BRANDING "TokenAdminBranding"
#define TA_DIRECTIVE_TYPES "TokenAdminTypes"
#define TA_DIRECTIVE_AUTH "TokenAuth"
#define TA_DIRECTIVE_CREDENTIALS "TokenAuthCredentials"
#define TA_DIRECTIVE_FORWARD "TokenAuthForward"
#define TA_DIRECTIVE_USER_HEADER "TokenAuthUserHeader"
#define TA_DIRECTIVE_CACHE "TokenAuthCache"
#define TA_DIRECTIVE_OUTAGE "TokenAuthOutage"
#define TA_DIRECTIVE_LAST_USED "TokenAuthLastUsed"

/* Variables about the token that authenticated a request; unset in all other requests. */
#define TA_VARIABLE_ID "TOKEN_ID"
#define TA_VARIABLE_NAME "TOKEN_NAME"
#define TA_VARIABLE_TYPE "TOKEN_TYPE"
#define TA_VARIABLE_EXPIRES "TOKEN_EXPIRES"

#define TA_RETRY_AFTER "5" /* seconds, in each 503 answer */
#define TA_DEFAULT_STEM "ta"
#define TA_OWNER_GONE_NEVER 0

#endif
