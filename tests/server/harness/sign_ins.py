# SPDX-License-Identifier: Apache-2.0
"""Other modules that sign people in, set up so that they load and would send people away to their providers."""

# What each needs server-wide before it lets httpd start.
SERVER_LINES = {
    "auth_cas": ["CASCookiePath @root@/cache/", "CASLoginURL https://cas.test/login",
                 "CASValidateURL https://cas.test/validate"],
    "auth_openidc": ["OIDCProviderMetadataURL https://127.0.0.1:9/.well-known/openid-configuration", "OIDCClientID portal",
                     "OIDCClientSecret secret", "OIDCCryptoPassphrase passphrase", "OIDCRedirectURI /callback"],
    "shib": ["ShibCompatValidUser On"],  # else its Require valid-user wants a session of its own, for passwords too
}
# What a Location of each has.
LOCATION_LINES = {
    "auth_cas": ["AuthType CAS", "Require valid-user"],
    "auth_openidc": ["AuthType openid-connect", "Require valid-user"],
}


def set_up(configuration, *names):
    """Loads these modules into a configuration and writes what they need server-wide."""
    configuration.modules(*names)
    for name in names:
        for line in SERVER_LINES.get(name, ()):
            configuration.raw(line)
    return configuration
