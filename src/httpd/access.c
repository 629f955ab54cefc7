/* SPDX-License-Identifier: Apache-2.0 */
/* Tries access(2) as the children's user. */
#include "httpd/access.h"

#include <apr_strings.h>
#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unixd.h>

/* Runs between fork and _exit: nothing that allocates or locks. */
static int try_as_child(const char *path, int mode)
{
    const unixd_config_rec *user = &ap_unixd_config;
    struct stat found;

    if (geteuid() == 0 && user->user_id != 0 &&
        (initgroups(user->user_name ? user->user_name : "", user->group_id) != 0 || setgid(user->group_id) != 0 ||
         setuid(user->user_id) != 0)) {
        return EPERM;
    }
    if (access(path, mode) != 0 || stat(path, &found) != 0) {
        return errno;
    }
    return mode == R_OK && S_ISDIR(found.st_mode) ? EISDIR : 0;
}

const char *ta_access_check(apr_pool_t *pool, const char *path, ta_access_t access_mode)
{
    int mode = access_mode == TA_ACCESS_READ ? R_OK : (R_OK | W_OK | X_OK);
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        _exit(try_as_child(path, mode) & 0x7f);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        return NULL; /* could not be tried: let the first use tell */
    }
    if (WEXITSTATUS(status) == 0) {
        return NULL;
    }
    return apr_psprintf(pool, "%s for the user of httpd's children%s%s", strerror(WEXITSTATUS(status)),
                        geteuid() == 0 && ap_unixd_config.user_name ? ", " : "",
                        geteuid() == 0 && ap_unixd_config.user_name ? ap_unixd_config.user_name : "");
}
