// SPDX-License-Identifier: Apache-2.0
// One user's tokens: the list with Revoke, and above it the form or, once, the value of a new one.

import { get, post } from "./api.js";
import { announce, h, problem, table } from "./dom.js";
import { createForm } from "./form.js";
import { ask, dismissQuestion } from "./question.js";
import { COLUMNS, endedWords, endingQuestion, tidyingQuestion, tokenRow } from "./row.js";
import { suspendedNote } from "./suspended.js";
import { nodes, t } from "./text.js";
import { showValue } from "./value.js";

const MANY = 10; // tokens, beyond which they can be filtered
const SEEN = 5000; // milliseconds for which a row still says that its token was revoked

/**
 * Shows a user's tokens in an element.
 * @param root the element
 * @param login, display the user, and the user's name
 * @param own whether that is the reader
 * @param status the region for announcements
 * @param onCount called with the number of tokens whenever it is known
 * @param onValue called before the value of a new token is shown
 * @returns leave(), which says whether the value shown may be let go, asking once; forget(), which lets it go
 */
export function createTokens({ root, login, display, own, status, onCount = () => {}, onValue = () => {} }) {
  const list = table(COLUMNS.map((key) => t(key)), { "aria-label": t("tokens"), "aria-busy": "true" });
  const body = list.tBodies[0];
  const title = h("h2", { id: "form-title" }, own ? t("newToken") : nodes("newTokenFor", { user: display }));
  const filter = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: showRows });
  const filterLine = h("label", { class: "search", hidden: true }, h("span", {}, t("filter")), filter);
  const tidy = h("button", { type: "button", class: "plain", hidden: true, onclick: removeExpired });
  const above = h("div", { class: "above" });
  const note = h("p", { class: "quiet" }, t("loading"));
  const { form, settled } = createForm({ login, own, onGenerated, onUncertain: load });
  const maker = h("section", { class: "maker", "aria-labelledby": "form-title" }, title, form);
  const ended = new Set(); // of tokens: revoked a moment ago, and still shown
  let tokens = [];
  let turn = 0; // of loading: an answer that was overtaken counts no more
  let value = null;
  let asked = false;

  root.replaceChildren(maker, above, h("div", { class: "tools" }, filterLine, tidy), note, list);

  const expired = () => tokens.filter((token) => token.isExpired && !ended.has(token));

  /** What the list as a whole says: how many there are, and whether it can be tidied. */
  function showCount() {
    const count = tokens.length - ended.size;
    const shown = body.rows.length;
    list.hidden = shown === 0;
    note.textContent = count === 0 ? t("noTokens") : t("shown", { shown, count });
    note.hidden = count > 0 && shown === tokens.length;
    tidy.hidden = expired().length < 2;
    tidy.textContent = t("removeExpired", { count: expired().length });
    onCount(count);
  }

  function showRows() {
    const wanted = filter.value.trim().toLocaleLowerCase();
    const shown = tokens.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
    const focused = document.activeElement.closest?.("tr");
    body.replaceChildren(...shown.map((token) => tokenRow(token,
      { ended: ended.has(token), act: () => revoke(token), onResumed })));
    if (focused && !focused.isConnected && focused.dataset.name !== undefined) {
      focusNear([...body.rows].findIndex((line) => line.dataset.name === focused.dataset.name));
    }
    showCount();
  }

  function showTokens(rows) {
    tokens = rows;
    ended.clear();
    above.replaceChildren(...[suspendedNote(tokens, login, display, onResumed)].filter(Boolean));
    filterLine.hidden = tokens.length <= MANY;
    filter.value = filterLine.hidden ? "" : filter.value;
    showRows();
  }

  function forgetEnded(token) {
    if (!ended.delete(token) || !list.isConnected) {
      return; // the list was loaded since, or is no longer shown
    }
    tokens = tokens.filter((other) => other !== token);
    const index = [...body.rows].findIndex((line) => line.dataset.name === token.name);
    const focused = body.rows[index]?.contains(document.activeElement);
    body.rows[index]?.remove();
    showCount();
    if (focused) {
      focusNear(index);
    }
  }

  /** Says in the row of a token that it is no more, and takes the row away when that could be read. */
  function end(token) {
    ended.add(token);
    showRows();
    setTimeout(() => forgetEnded(token), SEEN);
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
        const absent = failure.status === 404; // no user to make tokens for, now or later
        maker.hidden = absent && !value;
        list.hidden = true;
        note.hidden = false;
        note.replaceChildren(problem(failure, absent ? null : load));
      }
    } finally {
      if (mine === turn) {
        list.setAttribute("aria-busy", "false");
      }
    }
  }

  /** Puts the focus on the button of the row at an index, or after it, or else before it. */
  function focusNear(index) {
    const lines = [...body.rows];
    const at = Math.max(index, 0);
    const buttons = [...lines.slice(at), ...lines.slice(0, at).reverse()].map((line) => line.querySelector(".ends"));
    (buttons.find(Boolean) ?? maker.querySelector("#value-title, input")).focus();
  }

  async function onResumed(words) {
    announce(status, words);
    await load();
    if (document.activeElement === document.body) {
      focusNear(0);
    }
  }

  async function finish(token) {
    await post("api/user_tokens/revoke", { login, name: token.name });
    end(token);
  }

  /** Asks, ends those tokens, and says so; the focus stays near the row of the first. */
  async function endAsked(question, doomed, words) {
    const index = [...body.rows].findIndex((line) => line.dataset.name === doomed[0].name);
    const done = await ask({ ...question, act: async () => {
      for (const token of doomed.filter((one) => !ended.has(one))) { // a second try goes on where the first failed
        await finish(token);
      }
    } });
    if (done) {
      announce(status, words);
      if (list.getAttribute("aria-busy") === "true") {
        load(); // what is on its way may have been read before
      }
    }
    if (done || document.activeElement === document.body) {
      focusNear(index);
    }
  }

  const owner = own ? null : display;
  const revoke = (token) => endAsked(endingQuestion(token, owner), [token], endedWords(token));

  function removeExpired() {
    const doomed = expired();
    return endAsked(tidyingQuestion(doomed, owner), doomed, t("removedExpired", { count: doomed.length }));
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
    // Not to a button: a key Enter that is held down would press it.
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
