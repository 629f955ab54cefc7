# SPDX-License-Identifier: Apache-2.0
"""Servers for the tests, and the check after each test that no server complained or leaked a token."""
import itertools

import pytest

from harness import carriers, conf
from harness.backend import HttpBackend
from harness.httpd import Httpd

LIVE = []
LOGINS = 3000


def pytest_make_parametrize_id(config, val, argname):
    """Bytes and texts name a case by how they begin, so that a huge one does not fill the report."""
    return repr(val)[:40].encode("ascii", "backslashreplace").decode() if isinstance(val, (str, bytes)) else None


def _start(configuration, words) -> Httpd:
    server = Httpd(configuration, **words)
    try:
        server.start()
    except Exception:
        server.remove()
        raise
    LIVE.append(server)
    return server


def _end(server: Httpd) -> list:
    server.stop()
    wrong = server.check_logs()
    LIVE.remove(server)
    server.remove()
    return wrong


@pytest.fixture(autouse=True)
def logs_hold_nothing_undeclared():
    """Fails a test after which a server's log has a line that it did not declare, or lacks one that it did."""
    yield
    wrong = [complaint for server in list(LIVE) for complaint in server.check_logs()]
    assert not wrong, "\n".join(wrong)


def _sites():
    """Starts servers, and ends them all."""
    servers = []

    def make(configuration, **words) -> Httpd:
        servers.append(_start(configuration, words))
        return servers[-1]
    yield make
    wrong = [complaint for server in servers for complaint in _end(server)]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def make_site(logs_hold_nothing_undeclared):
    """Starts servers for one test only."""
    yield from _sites()


@pytest.fixture(scope="module")
def make_module_site():
    """Starts servers that the tests of one file share."""
    yield from _sites()


@pytest.fixture
def new_httpd():
    """Lays out servers that are not started: for configtest."""
    servers = []

    def make(configuration, **words) -> Httpd:
        servers.append(Httpd(configuration, **words))
        return servers[-1]
    yield make
    for server in servers:
        server.remove()


@pytest.fixture(scope="session")
def backend():
    """The application behind the shared server."""
    return HttpBackend()


def shared_conf() -> conf.Conf:
    """The sample, in front of an application, with many people and every carrier."""
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/",
                                'RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"')
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.set("TokenAdminMaxTokens", 100000)
    return configuration.users(**{f"user{number:04}": "pw" for number in range(LOGINS)})


@pytest.fixture(scope="session")
def shared_site(backend):
    """One server for all tests that need nothing special."""
    server = _start(shared_conf(), {"backend": backend.port})
    yield server
    wrong = _end(server)
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def site(shared_site):
    """The shared server. A test uses `user`, which no other test has, so that tests don't meet."""
    return shared_site


_numbers = itertools.count()


@pytest.fixture
def user() -> str:
    """A login of the shared server that nobody has used; its password is pw."""
    return new_login()


@pytest.fixture
def other() -> str:
    """A second one."""
    return new_login()


@pytest.fixture
def make_users():
    """Gives several at once."""
    return lambda count: [new_login() for _ in range(count)]


def new_login() -> str:
    number = next(_numbers)
    assert number < LOGINS, "the shared server has too few users"
    return f"user{number:04}"


@pytest.fixture(params=list(carriers.ALL))
def carrier(request):
    """Each way to carry a token in turn: a function of value and login that gives the headers."""
    return carriers.ALL[request.param]
