# SPDX-License-Identifier: Apache-2.0
"""Finds elements as people with assistive technology do: in the browser's own accessibility tree, by role and name."""
import re

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement


def _split(element: WebElement) -> tuple:
    """The driver's id of an element is the document's, then ".e.", then the number that DevTools has for the node."""
    document, _, node = element.id.rpartition(".e.")
    return document, int(node)


def nodes(driver, role: str, within=None) -> list:
    """(name, element) of all that have a role and are not hidden, in the document's order."""
    document, node = _split(within or driver.find_element(By.CSS_SELECTOR, ":root"))
    answer = driver.execute_cdp_cmd("Accessibility.queryAXTree", {"backendNodeId": node, "role": role})
    return [(name_of(found), WebElement(driver, f"{document}.e.{found['backendDOMNodeId']}"))
            for found in answer["nodes"] if not found["ignored"]]


def name_of(node: dict) -> str:
    return " ".join(node.get("name", {}).get("value", "").split())


def matches(name: str, wanted) -> bool:
    """Whether a name is that text, or contains that compiled pattern; everything matches None."""
    if isinstance(wanted, re.Pattern):
        return bool(wanted.search(name))
    return wanted is None or name == wanted


def describe(driver, element: WebElement) -> tuple:
    """Role, name, description and further properties of one element."""
    answer = driver.execute_cdp_cmd("Accessibility.getPartialAXTree",
                                    {"backendNodeId": _split(element)[1], "fetchRelatives": False})
    node = answer["nodes"][0]
    facts = {item["name"]: item["value"].get("value") for item in node.get("properties", ())}
    facts["description"] = node.get("description", {}).get("value", "")
    return node.get("role", {}).get("value", ""), name_of(node), facts
