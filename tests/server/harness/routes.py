# SPDX-License-Identifier: Apache-2.0
"""The contract's table of API paths: method, and what a call needs."""

# path: (method, whether a self mount may call it, whether a user is needed)
ROUTES = {
    "api/user_tokens/generate": ("POST", True, True),
    "api/user_tokens/revoke": ("POST", True, True),
    "api/user_tokens/search": ("GET", True, True),
    "api/user_tokens/history": ("GET", False, True),
    "api/tokens/resume": ("POST", False, True),
    "api/users/search": ("GET", True, True),
    "api/users/confirm_gone": ("POST", False, True),
    "api/users/current": ("GET", True, True),
    "api/authentication/validate": ("GET", True, False),
    "api/system/status": ("GET", True, False),
    "api/system/info": ("GET", False, True),
    "api/server/version": ("GET", True, False),
}
GET = [path for path, (method, _, _) in ROUTES.items() if method == "GET"]
POST = [path for path, (method, _, _) in ROUTES.items() if method == "POST"]


def allow(path: str) -> set:
    """The methods that Allow must name."""
    return {"POST", "OPTIONS"} if ROUTES[path][0] == "POST" else {"GET", "HEAD", "OPTIONS"}
