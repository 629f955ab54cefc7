// SPDX-License-Identifier: Apache-2.0
// One user's tokens: the list with Revoke, and above it the form or, once, the value of a new one.

import { get, post } from "./api.js";
import { announce, h, problem, row, table } from "./dom.js";
import { createForm } from "./form.js";
import { ask, dismissQuestion } from "./question.js";
import { resumeButton, suspendedNote, suspension } from "./suspended.js";
import { nodes, t } from "./text.js";
import { ago, expiration, moment, parse } from "./time.js";
import { showValue } from "./value.js";

const MANY = 10; // tokens, beyond which they can be filtered

function typeOf(token) {
  return token.project ? nodes("ofProject", { key: token.project.key }) : t(token.type);
}

function lastUseOf({ lastConnectionDate, lastIp, lastAgent }) {
  if (!lastConnectionDate) {
    return [t("usedNever")];
  }
  const key = lastIp ? (lastAgent ? "usedFromBy" : "usedFrom") : "used";
  return nodes(key, { when: ago(parse(lastConnectionDate)), ip: lastIp, agent: lastAgent });
}

/**
 * Shows a user's tokens in an element.
 * @param root the element
 * @param login, display the user, and how he is called
 * @param own whether he is the reader
 * @param status the region for announcements
 * @param onCount called with the number of tokens whenever it is known
 * @param onValue called before the value of a new token is shown
 * @returns leave(), which says whether the value shown may be let go, asking once; forget(), which lets it go
 */
export function createTokens({ root, login, display, own, status, onCount = () => {}, onValue = () => {} }) {
  const headings = ["name", "type", "created", "lastUse", "expiration", "actions"].map((key) => t(key));
  const list = table(headings, { "aria-label": t("tokens"), "aria-busy": "true" });
  const body = list.tBodies[0];
  const title = h("h2", { id: "form-title" }, own ? t("generateToken") : nodes("generateFor", { user: display }));
  const filter = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: showRows });
  const filterLine = h("label", { class: "search", hidden: true }, h("span", {}, t("filter")), filter);
  const above = h("div", { class: "above" });
  const note = h("p", { class: "quiet" }, t("loading"));
  const { form, settled } = createForm({ login, own, onGenerated, onUncertain: load });
  const maker = h("section", { class: "maker", "aria-labelledby": "form-title" }, title, form);
  let tokens = [];
  let turn = 0; // of loading: an answer that was overtaken counts no more
  let value = null;
  let asked = false;

  root.replaceChildren(maker, above, filterLine, note, list);

  function tokenRow(token) {
    const created = h("div", { class: "pair" }, moment(token.createdAt), token.createdBy
      ? h("span", { class: "quiet" }, nodes(token.createdByToken ? "byToken" : "by", { who: token.createdBy })) : null);
    const button = h("button", { type: "button", class: "danger plain", "aria-label": t("revokeToken", { name: token.name }),
      onclick: () => revoke(token) }, t("revoke"));
    const ends = suspension(token) ?? expiration(token.expirationDate);
    const buttons = h("div", { class: "buttons" }, resumeButton(token, onResumed), button);
    return row(headings, [h("b", {}, h("bdi", {}, token.name)), typeOf(token), created, moment(token.lastConnectionDate),
      ends, buttons], { "data-name": token.name, class: token.isExpired ? "expired" : null });
  }

  function showRows() {
    const wanted = filter.value.trim().toLocaleLowerCase();
    const shown = tokens.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
    const focused = document.activeElement.closest?.("tr");
    body.replaceChildren(...shown.map(tokenRow));
    if (focused && !focused.isConnected && focused.dataset.name !== undefined) {
      focusNear([...body.rows].findIndex((line) => line.dataset.name === focused.dataset.name));
    }
    list.hidden = shown.length === 0;
    note.textContent = tokens.length === 0 ? t("noTokens") : t("shown", { shown: shown.length, count: tokens.length });
    note.hidden = shown.length > 0 && shown.length === tokens.length;
  }

  function showTokens(rows) {
    tokens = rows;
    above.replaceChildren(...[suspendedNote(tokens, login, display, onResumed)].filter(Boolean));
    filterLine.hidden = tokens.length <= MANY;
    filter.value = filterLine.hidden ? "" : filter.value;
    showRows();
    onCount(tokens.length);
  }

  async function load() {
    const mine = ++turn;
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await get("api/user_tokens/search", { login, additionalFields: "_all" });
      if (mine === turn) {
        maker.hidden = false;
        showTokens(answer.userTokens);
      }
    } catch (failure) {
      if (mine === turn) {
        maker.hidden = failure.status === 404 && !value; // nobody to make tokens for
        list.hidden = true;
        note.hidden = false;
        note.replaceChildren(problem(failure, load));
      }
    } finally {
      if (mine === turn) {
        list.setAttribute("aria-busy", "false");
      }
    }
  }

  function focusNear(index) {
    const buttons = body.querySelectorAll("button.danger"); // one in each row
    (buttons[Math.min(Math.max(index, 0), buttons.length - 1)] ?? maker.querySelector("#value-title, input")).focus();
  }

  async function onResumed(words) {
    announce(status, words);
    await load();
    if (document.activeElement === document.body) {
      focusNear(0);
    }
  }

  async function revoke(token) {
    const index = [...body.rows].findIndex((line) => line.contains(document.activeElement));
    const done = await ask({
      title: nodes("revokeQuestion", { name: token.name }),
      text: [lastUseOf(token), [t("revokeMeans")]],
      no: t("cancel"),
      yes: t("revoke"),
      act: () => post("api/user_tokens/revoke", { login, name: token.name }),
    });
    if (done) {
      showTokens(tokens.filter(({ name }) => name !== token.name));
      announce(status, t("revoked", { name: token.name }));
      if (list.getAttribute("aria-busy") === "true") {
        load(); // what is on its way may have been read before
      }
    }
    if (done || document.activeElement === document.body) {
      focusNear(index);
    }
  }

  function onGenerated(answer) {
    if (!maker.isConnected) {
      return;
    }
    onValue();
    value = showValue(answer, dismiss);
    asked = false;
    title.hidden = form.hidden = true;
    maker.setAttribute("aria-labelledby", "value-title");
    maker.prepend(value.element);
    // Not to a button: whoever holds Enter down would press it.
    maker.querySelector("#value-title").focus();
    load();
  }

  function forget() {
    value?.forget();
    value = null;
    title.hidden = form.hidden = false;
    maker.setAttribute("aria-labelledby", "form-title");
  }

  async function leave() {
    await settled(); // what is being generated has a value that would be lost
    await dismissQuestion();
    if (!value || value.copied() || asked) {
      return true;
    }
    asked = true;
    return ask({
      title: [t("closeUncopied")],
      text: [nodes("valueLost", { name: maker.querySelector("#value-title bdi").textContent })],
      no: t("back"),
      yes: t("closeAnyway"),
    });
  }

  async function dismiss() {
    if (await leave()) {
      forget();
      form.querySelector("input").focus();
    }
  }

  load();
  return { leave, forget };
}
