# SPDX-License-Identifier: Apache-2.0
"""Fixtures that start servers, and the check after each test that no server complained or leaked a token."""
import pytest

from . import databases
from .httpd import Httpd

LIVE = []
# Fixtures that start servers for one test, and for all tests of a file or of a process.
OWN_SERVERS = {"make_site", "new_httpd"}
SHARED_SERVERS = {"make_module_site", "make_session_site"}


def pytest_make_parametrize_id(config, val, argname):
    """Bytes and texts name a case by how they begin, so that a huge one does not fill the report."""
    return repr(val)[:40].encode("ascii", "backslashreplace").decode() if isinstance(val, (str, bytes)) else None


def pytest_configure(config):
    config.addinivalue_line("markers", "database(kind, …): is about these databases, and left out with others")
    config.addinivalue_line("markers", "each_database: one database may do otherwise than another; make test-store runs these")
    config.addinivalue_line("markers", "looks_at_time: something must happen, or be over, within seconds; make test-busy runs these")
    config.addinivalue_line("markers", "slow: waits for seconds; starts before the others, so that none waits for it at the end")


@pytest.hookimpl(tryfirst=True)  # before xdist, which reads the groups
def pytest_collection_modifyitems(config, items):
    """Leaves out what is about other databases than the one that this run is with; slow tests come first."""
    names = {databases.KIND, databases.DRIVER}
    others = [item for item in items if not all(names & set(mark.args) for mark in item.iter_markers("database"))]
    left = set(items) - set(others)
    items[:] = sorted((item for item in items if item in left), key=lambda item: not item.get_closest_marker("slow"))
    for item in items:
        if not starts_its_own_servers(item):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    config.hook.pytest_deselected(items=others)


def starts_its_own_servers(item) -> bool:
    """Whether another process may run it for no more; those that share a server are run by one process (--dist loadgroup)."""
    return OWN_SERVERS & set(item.fixturenames) and not SHARED_SERVERS & set(item.fixturenames)


def pytest_unconfigure():
    """Ends the database servers of this process, however the tests ended."""
    databases.end()


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
    """Starts servers, and ends them all, the last one first: it may work with files of one before."""
    servers = []

    def make(configuration, **words) -> Httpd:
        servers.append(_start(configuration, words))
        return servers[-1]
    make.servers = servers
    yield make
    wrong = [complaint for server in reversed(servers) for complaint in _end(server)]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def make_site(logs_hold_nothing_undeclared):
    """Starts servers for one test only."""
    yield from _sites()


@pytest.fixture(scope="module")
def make_module_site():
    """Starts servers that the tests of one file share."""
    yield from _sites()


@pytest.fixture(scope="session")
def make_session_site():
    """Starts servers that the tests of all files share."""
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
