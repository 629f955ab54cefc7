// SPDX-License-Identifier: Apache-2.0
// The Tokens dialog of a user: opening, closing, and its two tabs.

import { byId } from "./dom.js";
import { createHistory } from "./history.js";
import { nodes } from "./text.js";
import { createTokens } from "./tokens.js";

const dialog = byId("tokens");
const tabs = [...dialog.querySelectorAll("[role=tab]")];
let panel = null;
let login = null;
let closing = false;
let onClosed = () => {};

function choose(tab) {
  for (const other of tabs) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (tab.id === "tab-history") {
    createHistory(byId("panel-history"), login);
  }
}

function onArrow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  }
}

/** Whose tokens are shown, or null. */
export const shownLogin = () => (dialog.open ? login : null);

/**
 * Opens the dialog.
 * @param user login, and name if it is known
 * @param onCount called with the number of the user's tokens
 * @param closed called when the dialog was closed
 */
export function openTokens(user, onCount, closed) {
  login = user.login;
  onClosed = closed;
  const display = user.name && user.name !== user.login ? `${user.name} (${user.login})` : user.login;
  byId("tokens-title").replaceChildren(...nodes("tokensOf", { user: display }));
  byId("tokens-status").textContent = "";
  choose(tabs[0]);
  panel = createTokens({
    root: byId("panel-tokens"), login, display, own: login === document.body.dataset.login,
    status: byId("tokens-status"), onCount, onValue: () => choose(tabs[0]),
  });
  dialog.showModal();
  byId("tokens-title").focus();
}

/** What the dialog leaves behind, once, by whichever way it was closed. */
function tidy() {
  if (panel && !dialog.open) {
    panel.forget();
    panel = null;
    byId("panel-tokens").replaceChildren();
    byId("panel-history").replaceChildren();
    onClosed();
  }
}

/**
 * Closes the dialog; if a value is shown that was not copied, asks first.
 * @param wanted asked once nothing is under way any more: whether it is still to be closed
 * @returns whether it was closed
 */
export async function closeTokens(wanted = () => true) {
  if (closing) {
    return false;
  }
  closing = true;
  const may = await panel.leave() && wanted();
  closing = false;
  if (may) {
    dialog.close();
    tidy();
  }
  return may;
}

/** Connects the dialog's own controls; once. */
export function prepareDialog() {
  for (const tab of tabs) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", onArrow);
  }
  dialog.querySelector(".head button").addEventListener("click", () => closeTokens());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      closeTokens();
    }
  });
  // From other than a key, such as a phone's Back.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    closeTokens();
  });
  dialog.addEventListener("close", tidy);
}

/** Lets go of a value that is shown, without asking: the page is left. */
export const forgetValue = () => panel?.forget();
