// SPDX-License-Identifier: Apache-2.0
// Suspended tokens: how they are marked, and how administrators resume them.

import { post } from "./api.js";
import { h } from "./dom.js";
import { ask } from "./question.js";
import { nodes, t } from "./text.js";

const MAY_RESUME = document.body.dataset.role === "administrator";

const isOwnerGone = (token) => token.suspendedBecause === "OWNER_GONE";

/** The words for a suspended token; null for others. */
export const suspension = (token) => (token.isSuspended
  ? h("span", { class: "badge bad" }, t(isOwnerGone(token) ? "ownerGone" : "suspended")) : null);

function question(title, which) {
  const act = () => post("api/tokens/resume", which);
  return ask({ title, text: [[t("resumeMeans")]], no: t("cancel"), yes: t("resume"), act });
}

/**
 * The button that resumes a token, for those who may; null for others.
 * @param done called with what to announce
 */
export function resumeButton(token, done) {
  async function resume() {
    if (await question(nodes("resumeQuestion", { name: token.name }), { id: token.id })) {
      done(t("resumed", { name: token.name }));
    }
  }
  return token.isSuspended && MAY_RESUME ? h("button", { type: "button", class: "plain",
    "aria-label": t("resumeToken", { name: token.name }), onclick: resume }, t("resume")) : null;
}

/** What stands above the tokens of a user some of which are suspended since the user was missing; null else. */
export function suspendedNote(tokens, login, display, done) {
  const count = tokens.filter(isOwnerGone).length;
  async function resumeAll() {
    if (await question(nodes("resumeAllQuestion", { user: display }), { login })) {
      done(t("allResumed"));
    }
  }
  return count && MAY_RESUME ? h("div", { class: "warning" }, h("p", {}, t("someSuspended", { count })),
    h("button", { type: "button", class: "plain", onclick: resumeAll }, t("resumeAll"))) : null;
}
