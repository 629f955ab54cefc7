// SPDX-License-Identifier: Apache-2.0
// Texts in the reader's language: the first of the browser's languages that messages.js has, else English.

import { messages } from "./messages.js";

const wanted = navigator.languages.find((tag) => tag.split("-")[0] in messages) ?? "en";

/** A BCP 47 tag for Intl, with the region: en-GB writes dates differently from en-US. */
export const language = wanted;

const texts = messages[wanted.split("-")[0]];
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

function template(key, values) {
  const text = texts[key];
  return typeof text === "object" ? (text[plural.select(values.count)] ?? text.other) : text;
}

const written = (value) => (typeof value === "number" ? number.format(value) : String(value));

/** A text with its values, as a string. */
export function t(key, values = {}) {
  return template(key, values).replace(/\{(\w+)\}/g, (_, word) => written(values[word]));
}

/**
 * The same as nodes, each value in a <bdi> of its own: a name that is written from right to left, or pretends to be,
 * must not turn the words around it. A value may be a node itself.
 */
export function nodes(key, values) {
  return template(key, values).split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) {
      return part;
    }
    if (values[part] instanceof Node) {
      return values[part];
    }
    const bdi = document.createElement("bdi");
    bdi.textContent = written(values[part]);
    return bdi;
  });
}

/** Fills in the texts of a part of the document, by its data-t attributes. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
  for (const element of root.querySelectorAll("[data-t-hint]")) {
    element.placeholder = t(element.dataset.tHint);
  }
}
