# SPDX-License-Identifier: Apache-2.0
"""axe-core: runs its rules in the page and tells what they found."""
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# `preload` would fetch style sheets once more. What is put into the page by the driver is not subject to its policy.
RUN = """
const done = arguments[arguments.length - 1];
const options = {runOnly: {type: "tag", values: arguments[0]}, preload: false, resultTypes: ["violations"]};
axe.run(document, options).then((result) => done(result.violations), (error) => done(String(error)));
"""


def violations(driver) -> list:
    """A text for each rule that the page breaks: rule, help, and the elements."""
    if not driver.execute_script("return typeof axe === 'object'"):
        assert SOURCE.exists(), "axe-core is missing: make deps-test"
        answer = driver.execute_cdp_cmd("Runtime.evaluate", {"expression": SOURCE.read_text("utf-8")})
        assert "exceptionDetails" not in answer, answer
    found = driver.execute_async_script(RUN, TAGS)
    assert isinstance(found, list), f"axe-core failed: {found}"
    return [_told(rule) for rule in found]


def _told(rule: dict) -> str:
    lines = [f"axe: {rule['id']}: {rule['help']} ({', '.join(rule['tags'])})"]
    for node in rule["nodes"]:
        lines.append(f"    {' '.join(map(str, node['target']))}")
        lines.append(f"        {node['html']}")
        lines += [f"        {line}" for line in node.get("failureSummary", "").splitlines()[1:]]
    return "\n".join(lines)
