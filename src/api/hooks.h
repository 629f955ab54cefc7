/* SPDX-License-Identifier: Apache-2.0 */
/* The hooks by which this room answers at mounts. mod_tokenadmin.c registers them, in the order in which they run. */
#ifndef TA_API_HOOKS_H
#define TA_API_HOOKS_H

#include <httpd.h>

/* Each returns what httpd expects of its phase: DECLINED to go on, OK, or the HTTP status that ends the request. */

/** translate_name: keeps the path that the client sent to a mount, before other modules rewrite it. */
int ta_mount_remember(request_rec *r);

/** translate_name: keeps httpd from looking for a file of a mount's path. */
int ta_mount_translate(request_rec *r);

/** map_to_storage: claims the request of a mount, with the path that the client sent. */
int ta_mount_map(request_rec *r);

/** check_access: refuses a call that needs a user where Satisfy Any let it in without one. */
int ta_entry_check_access(request_rec *r);

/** force_authn: makes httpd ask for a user where a call needs one and the mount's rule does not. */
int ta_entry_force_authn(request_rec *r);

/** handler: answers the request of a mount. */
int ta_mount_handler(request_rec *r);

#endif
