# SPDX-License-Identifier: Apache-2.0
"""A builder of httpd configurations that reads as the configuration does."""
import copy
import re

from . import modules, users

# One line a request: everything a credential could leak into is here, so that the check after each test sees it.
ACCESS_LOG = (
    r'LogFormat "%h %l %u %t \"%r\" %>s auth=%{Authorization}i key=%{X-Api-Key}i proxy=%{Proxy-Authorization}i '
    r'id=%{TOKEN_ID}e name=\"%{TOKEN_NAME}e\" note=%{TOKEN_ID}n" ta'
)

FRAME = """\
ServerRoot @root@
PidFile @root@/run/httpd.pid
DefaultRuntimeDir @root@/run
ServerName localhost
Listen 127.0.0.1:@port@
ErrorLog @root@/logs/error.log
LogLevel warn
<IfModule tokenadmin_module>
    LogLevel tokenadmin:debug
</IfModule>
CustomLog @root@/logs/access.log ta
DocumentRoot @root@/htdocs
Timeout 20
KeepAliveTimeout 2
EnableSendfile Off
TypesConfig /dev/null
<Directory />
    AllowOverride None
    Require all denied
</Directory>
<Directory @root@/htdocs>
    Require all granted
</Directory>
"""

MPM = {
    "event": "StartServers 2\nServerLimit 3\nThreadsPerChild 8\nThreadLimit 8\nMaxRequestWorkers 24\n"
             "MinSpareThreads 4\nMaxSpareThreads 24",
    "worker": "StartServers 2\nServerLimit 3\nThreadsPerChild 8\nThreadLimit 8\nMaxRequestWorkers 24\n"
              "MinSpareThreads 4\nMaxSpareThreads 24",
    "prefork": "StartServers 4\nMinSpareServers 4\nMaxSpareServers 12\nMaxRequestWorkers 12",
}


class Conf:
    """
    Directives and sections in the order they are written. Texts may hold @root@, @port@, @docroot@, @driver@, @db@,
    @reworded@, @nowhere@, @users@, @groups@ and @backend@, which stand for this server's own; every method returns the
    configuration itself.
    """

    frame = FRAME
    workers = MPM
    access_log = ACCESS_LOG

    def __init__(self):
        self.parts = []
        self.sections = {}
        self.accounts = {}
        self.groups = {}
        self.files = {}
        self.mpm_name = "event"
        self.extra_modules = []
        self.without = set()
        self.early = []

    def copy(self) -> "Conf":
        return copy.deepcopy(self)

    def users(self, **passwords) -> "Conf":
        """Adds people to the AuthUserFile."""
        self.accounts.update(passwords)
        return self

    def group(self, name: str, *members) -> "Conf":
        """Says who is in a group of the AuthGroupFile."""
        self.groups[name] = list(members)
        return self

    def modules(self, *names) -> "Conf":
        """Loads further modules, named without mod_."""
        self.extra_modules.extend(names)
        return self

    def without_module(self, name: str) -> "Conf":
        self.without.add(name)
        return self

    def mpm(self, name: str) -> "Conf":
        self.mpm_name = name
        return self

    def set(self, name: str, *values) -> "Conf":
        """Writes a server-wide directive, in the place of an earlier one of that name."""
        line = " ".join([name, *map(str, values)])
        for index, (kind, key, _) in enumerate(self.parts):
            if kind == "directive" and key == name:
                self.parts[index] = (kind, key, line)
                return self
        self.parts.append(("directive", name, line))
        return self

    def drop(self, name: str) -> "Conf":
        """Takes a server-wide directive or a section away."""
        self.parts = [part for part in self.parts if part[1] != name]
        return self

    def raw(self, text: str) -> "Conf":
        """Adds lines as they are."""
        self.parts.append(("raw", "", text))
        return self

    def first(self, text: str) -> "Conf":
        """Adds lines before all others of the configuration proper."""
        self.early.append(text)
        return self

    def location(self, path: str, *lines) -> "Conf":
        """Writes a <Location>, in the place of an earlier one of that path."""
        return self.section("Location", f'"{path}"', *lines)

    def section(self, kind: str, argument: str, *lines) -> "Conf":
        """Writes a section of any kind."""
        key = f"<{kind} {argument}>"
        if key not in self.sections:
            self.parts.append(("section", key, kind))
        self.sections[key] = list(lines)
        return self

    def extend(self, path: str, *lines) -> "Conf":
        """Adds lines to a <Location> that is there."""
        self.sections[f'<Location "{path}">'].extend(lines)
        return self

    def virtual_host(self, name: str, *lines, port: str = "@port@") -> "Conf":
        """Adds a name-based virtual host."""
        inside = "\n".join(f"    {line}" for line in (f"ServerName {name}", *lines))
        return self.raw(f"<VirtualHost *:{port}>\n{inside}\n</VirtualHost>")

    def file(self, name: str, text, mode: int = 0o644) -> "Conf":
        """Writes a file below the server's folder before it starts; its text may hold the same @words@."""
        self.files[name] = (text, mode)
        return self

    def htpasswd(self) -> str:
        return "".join(users.line(login, password) for login, password in self.accounts.items())

    def htgroup(self) -> str:
        return "".join(f"{name}: {' '.join(members)}\n" for name, members in self.groups.items())

    def _body(self):
        for kind, key, text in self.parts:
            if kind != "section":
                yield text
                continue
            yield key
            yield from (f"    {line}" for line in self.sections[key])
            yield f"</{text}>"

    def render(self, words: dict) -> str:
        """The text of httpd.conf."""
        names = [name for name in (*modules.BASIC, *self.extra_modules) if name not in self.without]
        lines = modules.load_lines([f"mpm_{self.mpm_name}", *names])
        if "tokenadmin" not in self.without:
            lines.append(modules.load_ours())
        lines += [self.frame, self.workers[self.mpm_name], self.access_log]
        if words["user"]:
            lines.append(f"User {words['user']}\nGroup {words['group']}")
        return fill("\n".join([*lines, *self.early, *self._body(), ""]), words)


def fill(text: str, words: dict) -> str:
    """Replaces @word@ by what this server has for it."""
    return re.sub(r"@(\w+)@", lambda found: str(words.get(found[1], found[0])), text)


def store(conf: Conf) -> Conf:
    """Adds the database and the users."""
    conf.set("DBDriver", "@driver@")
    conf.set("DBDParams", '"@db@"')
    return conf.set("TokenAdminUsers", "file @users@")


def without_database(conf: Conf) -> Conf:
    """Names a database that is not there."""
    return conf.set("DBDParams", '"@nowhere@"')


def sign_in(*more) -> list:
    """The lines of a Location that people sign in to by name and password, and scripts by token."""
    return ["AuthType Basic", 'AuthName "Portal"', "AuthUserFile @users@", "AuthzSendForbiddenOnFailure On",
            "Require valid-user", "TokenAuth On", *more]


def sample(*root_lines, kind: type = Conf) -> Conf:
    """The configuration of the documentation: everything protected, one mount for everybody, one for administrators."""
    conf = store(kind().users(admin="pw", alice="pw", bob="pw").group("admins", "admin"))
    conf.location("/", *sign_in(*root_lines))
    conf.location("/my/tokens", "Require valid-user", "TokenAdmin self")
    return conf.location("/admin/tokens", "AuthGroupFile @groups@", "Require group admins",
                         "TokenAdmin administrator")
