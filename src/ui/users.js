// SPDX-License-Identifier: Apache-2.0
// The table of users: search, order and pages, all by the server; only what is shown is ever fetched.

import { get, post } from "./api.js";
import { byId, dots, h, problem, row } from "./dom.js";
import { ask } from "./question.js";
import { isSecret, readState, writeState } from "./state.js";
import { nodes, t } from "./text.js";
import { moment } from "./time.js";

const PAGE_SIZE = 50;
const PAUSE = 250; // milliseconds after the last key

const list = byId("users-table");
const body = list.tBodies[0];
const status = byId("users-status");
const pager = byId("pager");
const [previous, next] = pager.querySelectorAll("button");
const search = byId("q");
const headings = ["user", "lastUse", "tokens"].map((key) => t(key));

let shown = null; // the state that is shown, as text
let request = null;
let timer = null; // of a search that has not begun

/** The user with a login, if on this page. */
export function userOf(login) {
  return [...body.rows].find((line) => line.dataset.login === login)?.user ?? { login };
}

/** Corrects the number of a user's tokens. */
export function setCount(login, count) {
  const line = [...body.rows].find((candidate) => candidate.dataset.login === login);
  if (line) {
    line.querySelector(".count").textContent = count;
  }
}

function userRow(user, open) {
  const person = h("div", { class: "pair" }, h("b", {}, h("bdi", {}, user.name)),
    user.name === user.login ? null : h("bdi", { class: "quiet" }, user.login));
  const button = h("button", { type: "button", class: "round", "aria-haspopup": "dialog",
    "aria-label": t("tokensOf", { user: user.name }), onclick: () => open(user.login) }, dots());
  const line = row(headings, [person, moment(user.lastConnectionDate),
    h("span", { class: "tokens" }, h("span", { class: "count" }, user.tokensCount), button)], { "data-login": user.login });
  line.user = user;
  return line;
}

function showOrder({ sort, ascending }) {
  for (const heading of list.tHead.querySelectorAll("[data-sort]")) {
    if (heading.dataset.sort === sort) {
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    } else {
      heading.removeAttribute("aria-sort");
    }
  }
}

// With `more` nothing is known but that there is a next page.
function showPager(page, total, more) {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  pager.hidden = pages === 1 && page === 1;
  pager.querySelector("span").textContent = more ? t("pageMore", { page }) : t("page", { page, pages });
  // Not disabled, which would take the focus away from the button just pressed.
  previous.setAttribute("aria-disabled", page <= 1);
  next.setAttribute("aria-disabled", page >= pages);
}

function say(...words) {
  if (!isSecret(search.value)) {
    status.replaceChildren(...words);
  }
}

/** Promises a search by name or e-mail only where users have them. */
function hintAt(users) {
  if (users.some(({ login, name, email }) => name !== login || email)) {
    search.placeholder = t("searchHintNames");
  }
}

/** What stands above the users while too many owners of tokens are missing for us to believe it. */
function missing(count, reload) {
  // A call suspends the tokens of some hundred owners, and says how many others are left.
  let left = count;
  async function suspendAll() {
    while (left > 0) {
      ({ missingOwners: left } = await post("api/users/confirm_gone", { count: left }));
    }
  }
  async function confirm() {
    const done = await ask({ title: [t("confirmGoneQuestion", { count })], text: [[t("confirmGoneMeans")]], no: t("cancel"),
      yes: t("confirmGone"), act: suspendAll });
    if (done) {
      reload();
    }
  }
  const words = h("p", {}, h("b", {}, t("missingOwners", { count })), " ", t("missingMeans"));
  return h("div", { class: "problem", role: "alert" }, words,
    h("button", { type: "button", class: "plain", onclick: confirm }, t("confirmGone")));
}

function showUsers({ users, paging, more, missingOwners }, state, open) {
  hintAt(users);
  body.replaceChildren(...users.map((user) => userRow(user, open)));
  list.hidden = users.length === 0;
  byId("users-problem").replaceChildren(...(missingOwners ? [missing(missingOwners, () => {
    shown = null;
    byId("users-title").focus();
    showState(state, open);
  })] : []));
  showPager(state.page, paging.total, more);
  say(...(paging.total === 0
    ? (state.q ? nodes("noMatch", { q: state.q }) : [t("noUsers")])
    : [more ? t("foundMore", { count: paging.total - 1 }) : t("found", { count: paging.total })]));
}

/**
 * Shows a state, fetching it unless it is what is shown.
 * @param open called with a login by a row's button
 */
export async function showState(state, open) {
  const wanted = JSON.stringify([state.q, state.page, state.sort, state.ascending]);
  if (wanted === shown) {
    return;
  }
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  shown = wanted;
  if (search.value.trim() !== state.q) {
    search.value = state.q;
  }
  showOrder(state);
  list.setAttribute("aria-busy", "true");
  if (body.rows.length === 0) {
    say(t("loading"));
  }
  try {
    const answer = await get("api/users/search", { q: state.q || null, p: state.page, ps: PAGE_SIZE, s: state.sort,
      asc: state.ascending }, signal);
    const last = Math.max(1, Math.ceil(answer.paging.total / PAGE_SIZE));
    if (state.page > last) {
      writeState({ ...readState(), page: last });
      await showState(readState(), open);
      return;
    }
    showUsers(answer, state, open);
  } catch (failure) {
    if (signal.aborted) {
      return;
    }
    shown = null;
    body.replaceChildren();
    list.hidden = pager.hidden = true;
    say();
    byId("users-problem").replaceChildren(problem(failure, () => showState(state, open)));
  } finally {
    if (request.signal === signal) { // else it is for the one that came after
      list.setAttribute("aria-busy", "false");
    }
  }
}

/**
 * Connects search, order and pages.
 * @param change called with what is to change in the state, and whether that is a step of its own in the history
 */
export function prepareUsers(change) {
  let typing = false;
  function stop() {
    clearTimeout(timer);
    timer = null;
  }
  function find() {
    stop();
    change(() => ({ q: search.value.trim(), page: 1 }), !typing);
    typing = true;
  }
  search.addEventListener("input", () => {
    stop();
    if (isSecret(search.value)) {
      status.textContent = t("looksSecret");
      shown = null; // the count has to be said again
    } else {
      timer = setTimeout(find, PAUSE);
    }
  });
  // Whatever is done next must find the search in the address.
  search.addEventListener("blur", () => {
    if (timer !== null) {
      find();
    }
    typing = false;
  });
  addEventListener("popstate", () => {
    stop();
    typing = false;
  });
  for (const heading of list.tHead.querySelectorAll("[data-sort]")) {
    heading.firstElementChild.addEventListener("click", () => change((state) => {
      const sort = heading.dataset.sort;
      // Names from A on, uses from the latest on; the second click turns that round.
      return { sort, page: 1, ascending: state.sort === sort ? !state.ascending : sort === "login" };
    }, true));
  }
  const turn = (button, by) => button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") {
      change((state) => ({ page: state.page + by }), true);
    }
  });
  turn(previous, -1);
  turn(next, 1);
}
