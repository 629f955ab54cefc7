// SPDX-License-Identifier: Apache-2.0
// Small helpers for elements. Nothing here, or anywhere on the page, makes elements from text: names are text nodes.

import { t, translate } from "./text.js";

export const byId = (id) => document.getElementById(id);

/** Makes an element: attributes (none for null or false, listeners by "onclick"), then children, strings as text. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A row of a table whose cells say their column's name where the table is shown as cards. */
export function row(headings, cells, attributes = {}) {
  return h("tr", { role: "row", ...attributes }, cells.map((cell, index) =>
    h("td", { role: "cell", "data-heading": headings[index] }, cell)));
}

/** A table with a heading row; attributes.aria-label names it. */
export function table(headings, attributes) {
  return h("table", { role: "table", class: "cards", ...attributes },
    h("thead", { role: "rowgroup", class: "out-of-sight-on-cards" }, h("tr", { role: "row" },
      headings.map((heading) => h("th", { role: "columnheader", scope: "col" }, heading)))),
    h("tbody", { role: "rowgroup" }));
}

/** A copy of a <template>, with its texts. */
export function fromTemplate(id) {
  const element = byId(id).content.firstElementChild.cloneNode(true);
  translate(element);
  return element;
}

/** The three dots of a menu button. */
export function dots() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  for (const y of [3, 8, 13]) {
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    circle.setAttribute("cx", 8);
    circle.setAttribute("cy", y);
    circle.setAttribute("r", 1.5);
    svg.append(circle);
  }
  return svg;
}

/** Says something to screen readers through a status region that is there already. */
export function announce(region, text) {
  region.textContent = "";
  // A change in the same turn would be no change for a screen reader.
  setTimeout(() => { region.textContent = text; }, 50);
}

/** What is shown in place of content that could not be had; retry, unless null, is called by its button, which goes with it. */
export function problem(failure, retry) {
  async function tryAgain() {
    const around = again.closest("section, dialog");
    await retry();
    if (!again.isConnected && document.activeElement === document.body) {
      (around.querySelector(".problem button") ?? around.querySelector("[tabindex='-1']"))?.focus();
    }
  }
  const again = failure.signedOut
    ? h("button", { type: "button", class: "plain", onclick: () => location.reload() }, t("signIn"))
    : retry && h("button", { type: "button", class: "plain", onclick: tryAgain }, t("retry"));
  return h("div", { class: "problem", role: "alert" }, h("p", {}, failure.message), again);
}
