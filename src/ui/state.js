// SPDX-License-Identifier: Apache-2.0
// What is shown, kept in the address, so that reload, Back and a shared link work. Never a secret: see isSecret().

const PAGE_MAX = 9999999; // what lies behind is shown as the last page
const START = { q: "", page: 1, sort: "login", ascending: true, user: null };

/** Whether a text may hold the value of a token, which must get into no address and thus into no history and no log. */
export const isSecret = (text) => /[A-Za-z0-9]{2}[uap]_[A-Za-z0-9]{20,}/.test(text);

/** The state that the address tells. */
export function readState() {
  const params = new URLSearchParams(location.search);
  const sort = params.get("s") === "lastConnectionDate" ? "lastConnectionDate" : START.sort;
  return {
    q: params.get("q") ?? START.q,
    page: Math.min(Math.max(1, Number.parseInt(params.get("p"), 10) || 1), PAGE_MAX),
    sort,
    ascending: params.has("asc") ? params.get("asc") === "true" : sort === START.sort,
    user: params.get("user") || null,
  };
}

function address({ q, page, sort, ascending, user }) {
  const params = new URLSearchParams();
  const put = (name, value, usual) => value !== usual && params.set(name, value);
  put("q", q, START.q);
  put("p", page, START.page);
  put("s", sort, START.sort);
  put("asc", ascending, sort === START.sort);
  put("user", user, START.user);
  return `${location.pathname}${params.size ? `?${params}` : ""}`;
}

/** Puts a state into the address, as a new step of the history or in the place of this one. */
export function writeState(state, { step = false, mark = null } = {}) {
  history[step ? "pushState" : "replaceState"](mark, "", address(state));
}
