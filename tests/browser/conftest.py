# SPDX-License-Identifier: Apache-2.0
"""A browser for each worker, a clean profile for each test, and the check after it that the pages had no fault."""
import pytest

from selenium.common.exceptions import WebDriverException

from chromium.browser import Browser
from chromium.process import Chromium

pytest_plugins = ["harness.fixtures", "harness.failures"]


@pytest.fixture(scope="session")
def chromiums():
    """One process of each kind of Chromium for all tests of a worker, started when it is needed first."""
    processes = {}

    def get(kind: str) -> Chromium:
        if kind not in processes:
            processes[kind] = Chromium(kind)
        return processes[kind]
    yield get
    for process in processes.values():
        process.quit()


@pytest.fixture(scope="module")
def kept(make_module_site):
    """Browsers that the next test of the file goes on with, by kind. They end before the servers of the file."""
    browsers = {}
    yield browsers
    for browser in browsers.values():
        browser.__exit__()


@pytest.fixture
def unchecked_browser(request, chromiums, kept, make_site):
    """
    A browser whose console the test judges itself. It ends before the servers, which wait for its connections, or is made
    clean for the next test.
    """
    kind = "whole" if request.node.get_closest_marker("whole_browser") else "quick"
    browser = kept.pop(kind, None) or Browser(chromiums(kind)).__enter__()
    yield browser
    try:
        assert not make_site.servers
        browser.clean()
        kept[kind] = browser
    except (AssertionError, WebDriverException):
        browser.__exit__()


@pytest.fixture
def browser(unchecked_browser):
    """A browser in a fresh profile; fails the test if its console has something undeclared or lacks what is declared."""
    yield unchecked_browser
    wrong = unchecked_browser.problems()
    assert not wrong, "\n".join(wrong)
