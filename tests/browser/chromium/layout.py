# SPDX-License-Identifier: Apache-2.0
"""What of a page is not where people can read or press it."""

# The document itself; then open dialogs and what scrolls in them. A text area scrolls by itself.
TOO_WIDE = """
const wide = (element) => element.scrollWidth > element.clientWidth;
const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX)
    && element.localName !== "textarea";
const open = [...document.querySelectorAll("dialog[open], [role=dialog], [popover]")]
    .filter((box) => box.checkVisibility());
const inside = open.flatMap((box) => [box, ...[...box.querySelectorAll("*")].filter(scrolls)]);
return [document.scrollingElement, ...inside].filter(wide).map((element) =>
    `${element.localName}${element.id && "#" + element.id} is ${element.scrollWidth} wide in ${element.clientWidth}`);
"""

# What people see: of the topmost dialog, else of the page. What is only for screen readers is clipped to a pixel.
SEEN = """
const top = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
const clipped = (element) => element
    && (getComputedStyle(element).clipPath !== "none" || clipped(element.parentElement));
const hidden = (element) => !element.checkVisibility({visibilityProperty: true}) || clipped(element);
const told = (element) => `${element.localName}: ${(element.innerText || element.outerHTML).slice(0, 40)}`;
const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
const texts = [];
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.trim() && !hidden(node.parentElement)) {
        const range = document.createRange();
        range.selectNodeContents(node);
        texts.push([node.parentElement, [...range.getClientRects()].filter((box) => box.width > 0)]);
    }
}
const CONTROLS = "button, input, select, textarea, a[href], [role=tab], [role=textbox], [tabindex='0']";
const controls = [...top.querySelectorAll(CONTROLS)].filter((element) => !hidden(element));
"""

OUTSIDE = SEEN + """
const beyond = (box, frame) => box.left < frame.left - 1 || box.right > frame.right + 1;
const frames = (element) => {
    const found = [{left: 0, right: document.documentElement.clientWidth}];
    for (let box = element; box; box = box.parentElement) {
        if (box.matches("button, dialog, td, th, .badge, code") || getComputedStyle(box).overflowX !== "visible") {
            found.push(box.getBoundingClientRect());
        }
    }
    return found;
};
return texts.filter(([element, boxes]) =>
    frames(element).some((frame) => boxes.some((box) => beyond(box, frame)))).map(([element]) => told(element));
"""

TOO_SMALL = SEEN + """
return controls.map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 23.99 || box.height < 23.99)
    .map(([element, box]) => `${told(element)} is ${box.width} x ${box.height}`);
"""

UNREACHABLE = SEEN + """
const wrong = controls.filter((element) => {
    document.activeElement.blur();
    element.focus();
    const box = element.getClientRects()[0];
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(box.left + Math.min(12, box.width / 2), y);
    return document.activeElement !== element || box.bottom < y || !element.contains(there);
}).map(told);
document.activeElement.blur();  // and with it goes what is shown on focus
return wrong;
"""

# Lines of text lie on a line of their own or beside each other; a pixel may be shared.
OVERLAPPING = SEEN + """
const boxes = texts.flatMap(([element, lines]) => lines.map((box) => [element, box]));
const meet = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
    && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 6;
const found = [];
boxes.forEach(([one, first], index) => {
    for (const [two, second] of boxes.slice(index + 1)) {
        if (one !== two && meet(first, second)) {
            found.push(`${told(one)} | ${told(two)}`);
        }
    }
});
return found;
"""

# What is on several lines has boxes at several heights.
BROKEN = SEEN + """
const LABELS = "button, .count, .badge, [role=tab], th";
const tops = (boxes) => new Set(boxes.map((box) => Math.round(box.top)));
return texts.filter(([element, boxes]) => element.closest(LABELS) && tops(boxes).size > 1).map(([element]) => told(element));
"""

# WCAG's ratio of the luminance of a placeholder to that of its field.
PLACEHOLDER = """
const luminance = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
const [one, two] = [getComputedStyle(arguments[0], "::placeholder").color, getComputedStyle(arguments[0]).backgroundColor]
    .map(luminance).sort((a, b) => b - a);
return (one + 0.05) / (two + 0.05);
"""

# WCAG 1.4.12.
SPACE = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    + "p { margin-block-end: 2em !important }");
document.adoptedStyleSheets.push(sheet);
"""


def too_wide(driver) -> list:
    """A line for each of them, so none if nothing scrolls sideways."""
    return driver.execute_script(TOO_WIDE)


def outside(driver) -> list:
    """Texts that stick out sideways of the window, of a dialog, of their button or cell."""
    return driver.execute_script(OUTSIDE)


def too_small(driver) -> list:
    """What can be pressed and is smaller than 24 x 24 pixels."""
    return driver.execute_script(TOO_SMALL)


def unreachable(driver) -> list:
    """Controls that don't come into view when they get the focus."""
    return driver.execute_script(UNREACHABLE)


def overlapping(driver) -> list:
    """Pairs of texts that lie on each other."""
    return driver.execute_script(OVERLAPPING)


def broken(driver) -> list:
    """Labels of what is pressed or counted that stand on more than one line."""
    return driver.execute_script(BROKEN)


def placeholder_contrast(driver, field) -> float:
    """How well a field's placeholder stands out from it: from 1 to 21."""
    return driver.execute_script(PLACEHOLDER, field)


def space_text(driver) -> None:
    """Sets lines, letters and words as far apart as readers may need."""
    driver.execute_script(SPACE)
