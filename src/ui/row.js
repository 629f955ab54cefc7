// SPDX-License-Identifier: Apache-2.0
// One token as a row of the list, and what is said of it when it is to be revoked.

import { h, row } from "./dom.js";
import { resumeButton, suspension } from "./suspended.js";
import { nodes, t } from "./text.js";
import { ago, expiration, formatDay, moment, parse } from "./time.js";

export const COLUMNS = ["name", "created", "lastUse", "expiration", "actions"];

/** A type is said where it is not the usual one: limits of analysis tokens are the applications' business. */
function nameOf({ name, type, project }) {
  const badge = type === "USER_TOKEN" ? null : h("span", { class: "badge" }, t(type));
  return h("span", { class: "named" }, h("b", {}, h("bdi", {}, name)), badge,
    project ? h("bdi", { class: "quiet" }, project.key) : null);
}

function createdOf({ createdAt, createdBy, createdByToken }) {
  return h("div", { class: "pair" }, moment(createdAt),
    createdBy ? h("span", { class: "quiet" }, nodes(createdByToken ? "byToken" : "by", { who: createdBy })) : null);
}

/** When, and by what and from where, as far as that is known: "curl · 192.0.2.7". */
function lastUseOf({ lastConnectionDate, lastAgent, lastIp }) {
  const known = [lastAgent, lastIp].filter(Boolean);
  const parts = known.flatMap((text, index) => [index > 0 ? " · " : null, h("bdi", {}, text)]);
  return known.length > 0
    ? h("div", { class: "pair" }, moment(lastConnectionDate), h("span", { class: "quiet" }, parts))
    : moment(lastConnectionDate);
}

/**
 * Makes a token's row.
 * @param ended whether it was revoked or removed just now: the row says so, and has no button any more
 * @param act called by the button that ends it
 * @param onResumed called with what to announce when it was resumed
 */
export function tokenRow(token, { ended, act, onResumed }) {
  const { name, isExpired } = token;
  const last = ended
    ? h("span", { class: "quiet" }, t(isExpired ? "removedNow" : "revokedNow"))
    : h("div", { class: "buttons" }, resumeButton(token, onResumed),
      h("button", { type: "button", class: isExpired ? "ends plain" : "ends danger plain", onclick: act,
        "aria-label": t(isExpired ? "removeToken" : "revokeToken", { name }) }, t(isExpired ? "remove" : "revoke")));
  return row(COLUMNS.map((key) => t(key)),
    [nameOf(token), createdOf(token), lastUseOf(token), suspension(token) ?? expiration(token.expirationDate), last],
    { "data-name": name, class: [isExpired && "expired", ended && "gone"].filter(Boolean).join(" ") || null });
}

function usedLast({ lastConnectionDate, lastIp, lastAgent }) {
  if (!lastConnectionDate) {
    return [t("usedNever")];
  }
  const key = lastIp ? (lastAgent ? "usedFromBy" : "usedFrom") : "used";
  return nodes(key, { when: ago(parse(lastConnectionDate)), ip: lastIp, agent: lastAgent });
}

/**
 * The words of the question before a token is revoked, for ask(). One that has expired serves nothing any more: it is
 * removed.
 * @param owner how its owner is called; null for the reader
 */
export function endingQuestion(token, owner) {
  const { name, isExpired, expirationDate } = token;
  const [plain, named] = isExpired ? ["removeQuestion", "removeQuestionOf"] : ["revokeQuestion", "revokeQuestionOf"];
  return {
    title: nodes(owner ? named : plain, { name, owner }),
    text: [usedLast(token), isExpired
      ? [t("removeMeans", { day: formatDay(parse(expirationDate)) })]
      : [t("revokeMeans")]],
    no: t("cancel"),
    yes: t(isExpired ? "remove" : "revoke"),
  };
}

/** The same before all tokens that have expired are removed. */
export const tidyingQuestion = (tokens, owner) => ({
  title: nodes(owner ? "tidyQuestionOf" : "tidyQuestion", { count: tokens.length, owner }),
  text: [[t("tidyMeans")]],
  no: t("cancel"),
  yes: t("remove"),
});

/** What is said to screen readers once it is done. */
export const endedWords = ({ name, isExpired }) => t(isExpired ? "removed" : "revoked", { name });
