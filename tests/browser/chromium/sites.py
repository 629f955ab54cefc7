# SPDX-License-Identifier: Apache-2.0
"""Configurations for browsers: pages have a type, there is an icon, and people may sign in by a form."""
from harness import conf

ICON = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>\n')

LOGIN = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in</title></head>
<body>
<main>
<h1>Sign in</h1>
<form method="post" action="/sign-in">
<p><label>User name <input name="httpd_username" autocomplete="username"></label></p>
<p><label>Password <input name="httpd_password" type="password" autocomplete="current-password"></label></p>
<p><button>Sign in</button></p>
</form>
</main>
</body>
</html>
"""


def for_browsers(configuration: conf.Conf) -> conf.Conf:
    """Adds types for files, and the icon that a browser asks for where a page names none, open to everybody."""
    configuration.modules("headers").raw("AddType text/html .html\nAddType text/javascript .js\nAddType text/css .css")
    configuration.raw("AddType image/svg+xml .ico").file("htdocs/favicon.ico", ICON)
    return configuration.location("/favicon.ico", "Require all granted", "TokenAuth Off")


def sample(*root_lines) -> conf.Conf:
    """The sample, which people sign in to by Basic."""
    return for_browsers(conf.sample(*root_lines))


def pages(**texts) -> conf.Conf:
    """A server without our module that serves these pages to everybody: pages(front="…") is /front.html."""
    configuration = for_browsers(conf.Conf().without_module("tokenadmin")).drop('<Location "/favicon.ico">')
    for name, text in texts.items():
        configuration.file(f"htdocs/{name}.html", text)
    return configuration


def with_form(lifetime: int = 3600, login_page: str = "redirect") -> conf.Conf:
    """
    The sample, which people sign in to at /login.html and keep a session in a cookie. Those who have none are sent there
    by a redirect, as is usual, or get it as the body of a 401 (login_page="body"); a session lasts `lifetime` seconds.
    """
    configuration = sample().modules("auth_form", "session", "session_cookie", "request")
    form = ["AuthType form", 'AuthName "Portal"', "AuthFormProvider file", "AuthUserFile @users@", "Session On",
            "SessionCookieName session path=/;HttpOnly;SameSite=Lax", f"SessionMaxAge {lifetime}"]
    unknown = "AuthFormLoginRequiredLocation /login.html" if login_page == "redirect" else "ErrorDocument 401 /login.html"
    configuration.file("htdocs/login.html", LOGIN)
    configuration.location("/", *form, unknown, "Require valid-user", "TokenAuth On")
    configuration.location("/login.html", "Require all granted", "TokenAuth Off")
    configuration.location("/sign-in", *form, "SetHandler form-login-handler", "AuthFormLoginRequiredLocation /login.html",
                           "AuthFormLoginSuccessLocation /index.html", "Require all granted", "TokenAuth Off")
    return configuration.location("/sign-out", "SetHandler form-logout-handler", "SessionMaxAge 1",
                                  "AuthFormLogoutLocation /login.html", "Require all granted", "TokenAuth Off")
