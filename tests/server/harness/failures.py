# SPDX-License-Identifier: Apache-2.0
"""What a failed test leaves behind: the end of each server's error log in the report, and a list for tests/again."""
import json
import os
import pathlib
import re

import pytest

from . import fixtures, log

LINES = 40  # of each error log


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Tells what the servers said, also what the test tolerates."""
    report = (yield).get_result()
    if report.failed:
        for server in fixtures.LIVE:
            report.sections.append((f"error log of {server.root}", "\n".join(server.error_log.text().splitlines()[-LINES:])))


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    """
    Writes which tests failed, and what they need to be run again, into the file that TA_FAILED names. Not after a run that
    was broken off, as by an error of collection: what it did not come to would be forgotten.
    """
    reports = [report for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, [])]
    whole = exitstatus == pytest.ExitCode.TESTS_FAILED and not any(report.when == "collect" for report in reports)
    if not reports or not whole or not os.environ.get("TA_FAILED"):
        return
    pathlib.Path(os.environ["TA_FAILED"]).write_text(json.dumps({
        "folder": os.path.relpath(config.rootpath),
        "tests": sorted({re.sub(r"@\w+$", "", report.nodeid) for report in reports}),  # without the group that xdist adds
        "crashed": any(log.CRASH.search(report.longreprtext) for report in reports),
        "environment": {name: value for name, value in os.environ.items() if name.startswith("TA_") and name != "TA_FAILED"},
    }), encoding="utf-8")
