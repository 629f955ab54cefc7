/* SPDX-License-Identifier: Apache-2.0 */
/* Calls access(2) in a process that runs as the children's user. */
#include "config/access.h"

#include <apr_strings.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unixd.h>

/* Runs between fork() and _exit(): it may not allocate memory or take a lock. */
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
    if (S_ISDIR(found.st_mode) != ((mode & X_OK) != 0)) {
        return S_ISDIR(found.st_mode) ? EISDIR : ENOTDIR;
    }
    return 0;
}

static const char *name_of(apr_pool_t *pool, uid_t id)
{
    const struct passwd *entry = getpwuid(id);

    return entry ? apr_pstrdup(pool, entry->pw_name) : apr_psprintf(pool, "#%lu", (unsigned long)id);
}

/* Without the directive User, user_id is one that no user has. */
static bool is_user_known(void)
{
    return ap_unixd_config.user_name && ap_unixd_config.user_name[0] != '#';
}

bool ta_access_is_children(void)
{
    return geteuid() == 0 || !is_user_known() || ap_unixd_config.user_id == geteuid();
}

const char *ta_access_user(apr_pool_t *pool)
{
    return geteuid() == 0 || is_user_known() ? name_of(pool, ap_unixd_config.user_id) : name_of(pool, geteuid());
}

const char *ta_access_check(apr_pool_t *pool, const char *path, ta_access_t access_mode)
{
    static const int modes[] = {
        [TA_ACCESS_READ] = R_OK, [TA_ACCESS_CHANGE] = R_OK | W_OK, [TA_ACCESS_WRITE] = R_OK | W_OK | X_OK};
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        _exit(try_as_child(path, modes[access_mode]) & 0x7f);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        return NULL; /* could not be tested: the first use will fail with a message of its own */
    }
    if (WEXITSTATUS(status) == 0) {
        return NULL;
    }
    if (!ta_access_is_children()) {
        return apr_psprintf(pool,
                            "%s for %s, the user of this check; to try it for %s, the user of httpd's children, "
                            "run the check as root",
                            strerror(WEXITSTATUS(status)), name_of(pool, geteuid()), ta_access_user(pool));
    }
    return apr_psprintf(pool, "%s for the user of httpd's children, %s", strerror(WEXITSTATUS(status)),
                        ta_access_user(pool));
}
