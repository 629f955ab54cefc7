# SPDX-License-Identifier: Apache-2.0
"""Other modules that sign people in, set up so that they load and would send people away to their providers."""
import subprocess

SAML = "urn:oasis:names:tc:SAML:2.0"
# What a provider of mod_auth_mellon says of itself.
PROVIDER = f"""<EntityDescriptor xmlns="{SAML}:metadata" entityID="https://provider.test/">
  <IDPSSODescriptor protocolSupportEnumeration="{SAML}:protocol">
    <SingleSignOnService Binding="{SAML}:bindings:HTTP-Redirect" Location="https://provider.test/login"/>
  </IDPSSODescriptor>
</EntityDescriptor>
"""
# What each needs server-wide before it lets httpd start.
SERVER_LINES = {
    "auth_cas": ["CASCookiePath @root@/cache/", "CASLoginURL https://cas.test/login",
                 "CASValidateURL https://cas.test/validate"],
    "auth_openidc": ["OIDCProviderMetadataURL https://127.0.0.1:9/.well-known/openid-configuration",
                     "OIDCClientID portal", "OIDCClientSecret secret", "OIDCCryptoPassphrase passphrase",
                     "OIDCRedirectURI /callback"],
    "shib": ["ShibCompatValidUser On"],  # else its Require valid-user wants a session of its own, for passwords too
}
# What a Location of each has.
LOCATION_LINES = {
    "auth_cas": ["AuthType CAS", "CASAuthNHeader Remote-User"],
    "auth_openidc": ["AuthType openid-connect", "OIDCAuthNHeader X-Remote-User"],
    "oauth2": ["AuthType oauth2", "OAuth2TokenVerify introspect https://127.0.0.1:9/introspect",
               "OAuth2TargetPass authn_header=X-OAuth2-User&prefix=X-OAuth2-Claim-"],
    "shib": ["AuthType shibboleth", "ShibUseHeaders On", "ShibRequestSetting requireSession 1"],
    "auth_mellon": ["AuthType Mellon", "MellonEnable auth", "MellonSPentityId https://sp.test/",
                    "MellonSPPrivateKeyFile @root@/sp.key", "MellonSPCertFile @root@/sp.pem",
                    "MellonIdPMetadataFile @root@/provider.xml"],
    "lookup_identity": ["AuthType Basic", 'AuthName "Portal"', "AuthUserFile @users@",
                        "LookupUserGECOS REMOTE_USER_GECOS"],
}


def set_up(configuration, *names):
    """Loads these modules into a configuration and writes what they need server-wide."""
    configuration.modules(*names)
    for name in names:
        for line in SERVER_LINES.get(name, ()):
            configuration.raw(line)
    if "auth_mellon" in names:
        add_keys(configuration)
    return configuration


def add_keys(configuration) -> None:
    """Adds the files that mod_auth_mellon reads when it is first asked for a session."""
    done = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=sp.test", "-days", "2",
                           "-keyout", "-"], capture_output=True, text=True, check=True)
    for name in ("sp.key", "sp.pem"):
        configuration.file(name, done.stdout)
    configuration.file("provider.xml", PROVIDER)
