# SPDX-License-Identifier: Apache-2.0
"""The console: what must not be in it, and what a test says will be."""
import re

MARK = "noticed: "

# Runs first in every document. Events are said on the console, which outlives the page; at level debug, for us only.
COLLECTOR = """
(() => {
    const say = console.debug.bind(console);
    addEventListener("securitypolicyviolation", (event) => say(
        `@policy: ${event.effectiveDirective} refuses ${event.blockedURI} in ${event.sourceFile || event.documentURI}`), true);
    addEventListener("error", (event) => say(
        event.message ? `@error: ${event.message}` : `@load: ${event.target.src || event.target.href}`), true);
    addEventListener("unhandledrejection", (event) => say(`@rejection: ${event.reason}`), true);
})();
""".replace("@", MARK)


def is_fault(entry: dict) -> bool:
    """Whether an entry is a warning, an error, or an event that the collector noticed."""
    return entry["level"] in ("WARNING", "SEVERE") or MARK in entry["message"]


def problems(entries: list, expected: list) -> list:
    """What is wrong with the entries of a console, as lines; expected are the patterns of those that must have come."""
    faults = [f"{entry['source']} {entry['level']}: {entry['message']}" for entry in entries if is_fault(entry)]
    wrong = [f"console: {fault}" for fault in faults if not any(re.search(pattern, fault) for pattern in expected)]
    return wrong + [f"console: did not come: {pattern}" for pattern in expected
                    if not any(re.search(pattern, fault) for fault in faults)]
