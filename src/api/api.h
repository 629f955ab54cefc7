/* SPDX-License-Identifier: Apache-2.0 */
/* The HTTP API at a mount: one request on its way through the checks of contract section 3. */
#ifndef TA_API_API_H
#define TA_API_API_H

#include <httpd.h>

#include <jansson.h>

#include "admin/tokens.h"
#include "admin/users.h"
#include "api/form/form.h"
#include "api/reply.h"
#include "config/config.h"

/*
 * Good for: the calls of contract section 4 at a mount, and the page that makes them.
 *
 * How it works: mount.c recognises a request to a mount. routes.c finds its line in the table of routes and checks in
 * the order of contract section 3: method, other site, user, body, parameters, role. The file of an API family has two
 * functions for a route: check() looks at parameters only, run() does the work by a use case of admin. The role is
 * checked between the two, since errors in parameters win over 403, and 403 over 404. ta_params_t carries the
 * parameters from check() to run().
 *
 * Thread-safety: a ta_api_t belongs to the request's thread.
 *
 * Failure: a ta_result_t whose code decides the status and whose message is for the client.
 */

typedef struct ta_route_t ta_route_t;

/** Which page of a list is asked for. */
typedef struct {
    int number; /* from 1 */
    int size;   /* 1 to 500 */
} ta_paging_t;

/** Parameters of api/users/search. */
typedef struct {
    ta_match_t match;
    ta_paging_t paging;
    bool deactivated;
    ta_user_sort_t sort;
    bool ascending;
} ta_users_params_t;

/** Parameters of api/tokens/resume: which tokens. */
typedef struct {
    const char *id;    /* NULL: all of login */
    const char *login; /* NULL with id */
} ta_resume_params_t;

/** Parameters of a request: check() of a route sets the member of that route, run() of the same route reads it. */
typedef union {
    ta_request_t generate; /* without login and max_tokens, which are no parameters */
    bool search_details;   /* additionalFields=_all */
    const char *revoke_name;
    ta_paging_t history;
    ta_resume_params_t resume;
    ta_users_params_t users;
    int confirm_gone_count;
} ta_params_t;

/** One request to the API. */
typedef struct {
    request_rec *r;
    ta_call_t call;
    const ta_server_conf_t *conf;
    const ta_site_t *site; /* NULL without TokenAdminUsers */
    const ta_mount_t *mount;
    const ta_route_t *route;
    const ta_form_t *form; /* never NULL once check() runs */
    bool body_ignored;     /* there was a body of a type that is not read */
    int refused_by;        /* the status that ta_api_read() wants in place of 400; 0: none */
    ta_actor_t actor;      /* login is NULL at an open route without a user */
    const char *login;     /* the user that the call is about: the parameter login, else the caller */
    ta_params_t params;    /* set by check() of the route */
    const char *rest;      /* what follows the route's path; "" where the path is the whole */
    json_t *answer;        /* set by run(): the body of a 200; NULL for 204 */
    const ta_body_t *body; /* set by run(): one that is not JSON instead */
} ta_api_t;

/** @return done, or what is wrong: its code decides the status (TA_INVALID is 400, and so on) */
typedef ta_result_t ta_api_fn(ta_api_t *api);

/** What a caller needs to call a route. */
typedef enum {
    TA_RIGHT_OPEN,         /* every request that httpd lets through */
    TA_RIGHT_USER,         /* any user that has signed in */
    TA_RIGHT_ADMINISTRATOR /* only at mounts of that role */
} ta_right_t;

/** Flags of a route. */
enum {
    TA_ABOUT_LOGIN = 1, /* takes a parameter login: another user's only at mounts with role administrator */
    TA_MINTS = 2        /* makes tokens: may be refused to requests that a token authenticated */
};

struct ta_route_t {
    const char *path; /* below the mount; "" is the mount itself; one that ends in '/' holds for all below it */
    int method;       /* M_GET (HEAD comes with it) or M_POST */
    ta_right_t right;
    int flags;
    ta_api_fn *check; /* parameters only; may be NULL */
    ta_api_fn *run;
};

/** All routes, ended by one without a path; what tests and documents are made from. */
extern const ta_route_t ta_routes[];

/**
 * @param mount the mount that holds for it
 * @return its route, or NULL
 */
const ta_route_t *ta_api_route(const request_rec *r, const ta_mount_t *mount);

/**
 * @param path what follows a mount and its slash
 * @return the route of that path, or NULL
 */
const ta_route_t *ta_route_find(const char *path);

/**
 * Takes a request through routing, checks and work to its answer.
 * @param mount where it came to
 * @param path what follows the mount and its slash
 * @return OK once the answer was sent, or DONE
 */
int ta_api_handle(request_rec *r, const ta_mount_t *mount, const char *path);

/**
 * Reads the parameters of a request: the query, and for POST a form in the body.
 * @param api the request; form is set
 * @return done; TA_INVALID for what is malformed
 */
ta_result_t ta_api_read(ta_api_t *api);

/**
 * Refuses changes that a browser makes for another site (design: Sec-Fetch-Site, else Origin).
 * @return NULL if it may go on, else why not, for the client
 */
const char *ta_origin_refusal(request_rec *r);

/**
 * @return its value, trimmed, or NULL if it is absent
 */
const char *ta_api_param(const ta_api_t *api, const char *name);

/**
 * Refuses a request that has put its parameters into a body of a type that is not read, such as JSON: what it lacks is
 * no parameter but the right type. Such a body beside a complete query is no error (contract section 1).
 * @param name of a parameter without which nothing can be done
 * @return TA_OK, or TA_INVALID whose status is 415
 */
ta_result_t ta_api_require_form(ta_api_t *api, const char *name);

ta_api_fn ta_api_generate_check, ta_api_generate, ta_api_search_check, ta_api_search, ta_api_revoke_check,
    ta_api_revoke;
ta_api_fn ta_api_history_check, ta_api_history;
ta_api_fn ta_api_resume_check, ta_api_resume;
ta_api_fn ta_api_users_check, ta_api_users, ta_api_current, ta_api_confirm_gone_check, ta_api_confirm_gone;
ta_api_fn ta_api_validate, ta_api_status, ta_api_version, ta_api_info;
ta_api_fn ta_api_page, ta_api_asset;

#endif
