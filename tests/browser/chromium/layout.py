# SPDX-License-Identifier: Apache-2.0
"""What of a page is wider than its place."""

# The document itself; then open dialogs and what scrolls in them. A text area scrolls by itself, whatever the page does.
TOO_WIDE = """
const wide = (element) => element.scrollWidth > element.clientWidth;
const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.localName !== "textarea";
const open = [...document.querySelectorAll("dialog[open], [role=dialog], [popover]")].filter((box) => box.checkVisibility());
const inside = open.flatMap((box) => [box, ...[...box.querySelectorAll("*")].filter(scrolls)]);
return [document.scrollingElement, ...inside].filter(wide).map((element) =>
    `${element.localName}${element.id && "#" + element.id} is ${element.scrollWidth} wide in ${element.clientWidth}`);
"""


def too_wide(driver) -> list:
    """A line for each of them, so none if nothing scrolls sideways."""
    return driver.execute_script(TOO_WIDE)
