# SPDX-License-Identifier: Apache-2.0
"""A browser for each worker, a fresh profile for each test, and the check after it that the pages had no fault."""
import pytest

from chromium.browser import Browser
from chromium.process import Chromium

pytest_plugins = ["harness.fixtures"]


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of a worker."""
    process = Chromium()
    yield process
    process.quit()


@pytest.fixture
def unchecked_browser(chromium, make_site):
    """A browser whose console the test judges itself. It ends before the servers, which wait for its connections."""
    with Browser(chromium) as browser:
        yield browser


@pytest.fixture
def browser(unchecked_browser):
    """A browser in a fresh profile; fails the test if its console has something undeclared or lacks what is declared."""
    yield unchecked_browser
    wrong = unchecked_browser.problems()
    assert not wrong, "\n".join(wrong)
