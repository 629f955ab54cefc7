# SPDX-License-Identifier: Apache-2.0
"""Configurations that more than one file of tests uses."""
from . import conf

# Tells the application behind the server who is calling and by which token.
TELL = (
    'RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"',
    'RequestHeader set X-Token-Id "expr=%{reqenv:TOKEN_ID}"',
    'RequestHeader set X-Token-Name "expr=%{reqenv:TOKEN_NAME}"',
    'RequestHeader set X-Token-Type "expr=%{reqenv:TOKEN_TYPE}"',
    'RequestHeader set X-Token-Expires "expr=%{reqenv:TOKEN_EXPIRES}"',
)
GRANTED = {
    "/public": ["Require all granted"],
    "/address": ["Require ip 127.0.0.1"],
    "/either": ["<RequireAny>", "    Require ip 127.0.0.1", "    Require valid-user", "</RequireAny>"],
}


def behind_a_proxy(*root_lines) -> conf.Conf:
    """The sample in front of an application, with every carrier, and Locations where Require passes without a user."""
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/", *TELL, *root_lines)
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.set("TokenAdminMaxTokens", 100000)
    for path, lines in GRANTED.items():
        configuration.location(path, *lines)
    configuration.location("/off", "TokenAuth Off")
    configuration.location("/bearer", "AuthType Bearer")
    return configuration.users(**{"ab~": "pw"})
