// SPDX-License-Identifier: Apache-2.0
// Moments as people say them, with the exact time on hover and focus.

import { h } from "./dom.js";
import { language, t } from "./text.js";

const DAY = 86400000; // milliseconds
const NEAR = 30; // days, up to which the time left is told instead of the date
const SOON = 14; // days, up to which that is a warning
const UNITS = [["year", 365 * DAY], ["month", 30 * DAY], ["day", DAY], ["hour", 3600000], ["minute", 60000]];

const relative = new Intl.RelativeTimeFormat(language);
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
// Expirations are dates in UTC: in local time some readers would see the day before.
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });

/** The API's "2026-11-24T15:29:52+0000" as a Date. */
export const parse = (text) => new Date(text.replace(/(\d\d)(\d\d)$/, "$1:$2"));

/** A Date as the API's YYYY-MM-DD, in UTC. */
export const isoDay = (date) => date.toISOString().slice(0, 10);

export const formatDay = (date) => day.format(date);

/** Today in UTC and so many days. */
export const inDays = (days) => new Date(Math.floor(Date.now() / DAY) * DAY + days * DAY);

function distance(milliseconds) {
  const [unit, size] = UNITS.find(([, least]) => Math.abs(milliseconds) >= least) ?? ["minute", 60000];
  return relative.format(Math.trunc(milliseconds / size), unit);
}

/** "3 days ago"; whatever is less than a minute away is now, also if this clock is behind the server's. */
export function ago(date) {
  const past = Date.now() - date;
  return past < 60000 ? t("justNow") : distance(-past);
}

let tips = 0;

function withExact(date, words, className = "") {
  const id = `tip-${++tips}`;
  return h("span", { class: `when ${className}`, tabindex: "0", "aria-describedby": id },
    h("time", { datetime: date.toISOString() }, words), h("span", { class: "tip", role: "tooltip", id }, exact.format(date)));
}

/** A moment in the past, or "Never". */
export const moment = (text) => (text ? withExact(parse(text), ago(parse(text))) : h("span", { class: "quiet" }, t("never")));

/** When a token ends, in words: expired and ending soon are not told by colour alone. */
export function expiration(text) {
  if (!text) {
    return h("span", { class: "quiet" }, t("noExpiration"));
  }
  const date = parse(text);
  const left = date - Date.now();
  if (left <= 0) {
    return h("span", {}, h("span", { class: "badge bad" }, t("expired")), " ", withExact(date, formatDay(date)));
  }
  if (left > NEAR * DAY) {
    return withExact(date, formatDay(date));
  }
  const words = left < DAY ? distance(left) : relative.format(Math.ceil(left / DAY), "day");
  return withExact(date, t("expires", { when: words }), left > SOON * DAY ? "" : "soon");
}

/** Lets Escape take away the exact time that is shown, before it does anything else. */
export function dismissTips() {
  document.addEventListener("keydown", (event) => {
    const shown = event.key === "Escape" && document.querySelector(".when:is(:hover, :focus):not(.dismissed)");
    if (shown) {
      event.preventDefault();
      event.stopImmediatePropagation();
      shown.classList.add("dismissed");
      const forget = () => shown.classList.remove("dismissed");
      shown.addEventListener("pointerleave", forget, { once: true });
      shown.addEventListener("blur", forget, { once: true });
    }
  }, { capture: true });
}
