# SPDX-License-Identifier: Apache-2.0
"""The server that most tests share, and its people."""
import itertools

import pytest

from harness import carriers, conf
from harness.backend import HttpBackend

LOGINS = 3000
pytest_plugins = ["harness.fixtures", "harness.failures"]


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
def shared_site(make_session_site, backend):
    """One server for all tests that need nothing special."""
    return make_session_site(shared_conf(), backend=backend.port)


@pytest.fixture
def site(shared_site):
    """The shared server. A test uses `user`, which no other test has, so that tests don't meet."""
    return shared_site


@pytest.fixture
def own(make_site):
    """A server of this test alone, with a token of alice in `value`."""
    site = make_site(conf.sample())
    site.value = site.me("alice").token("first")
    return site


_numbers = itertools.count()


@pytest.fixture
def user() -> str:
    """A login of the shared server that no other test uses; its password is pw."""
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
