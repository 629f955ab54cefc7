// SPDX-License-Identifier: Apache-2.0
// The page: users and their tokens at an administrators' mount, one's own tokens at any other.

import { closeTokens, forgetValue, openTokens, prepareDialog, shownLogin } from "./dialog.js";
import { byId, h } from "./dom.js";
import { readState, writeState } from "./state.js";
import { language, t, translate } from "./text.js";
import { dismissTips } from "./time.js";
import { createTokens } from "./tokens.js";
import { prepareUsers, setCount, showState, userOf } from "./users.js";

const USUAL_TITLE = "Token administration"; // what the server writes where TokenAdminBranding says nothing
const { role, login } = document.body.dataset;
// A site's own title is in the site's language; the usual one is in the reader's.
const siteTitle = document.title === USUAL_TITLE ? t("siteTitle") : document.title;
let leaving = Promise.resolve(); // settled when the address is that of the list again

function setTitle(words) {
  document.title = `${words} – ${siteTitle}`;
}

/** After the dialog: the address of the list, by going back where we came from it. */
function onClosed() {
  setTitle(t("users"));
  // Where no button has opened it there is none that the focus could return to.
  if (!byId("users").contains(document.activeElement)) {
    byId("users-title").focus();
  }
  const state = readState();
  if (state.user === null) {
    return;
  }
  if (history.state?.opened) {
    leaving = new Promise((resolve) => { addEventListener("popstate", resolve, { once: true }); });
    history.back();
  } else {
    writeState({ ...state, user: null });
  }
}

function showDialog(user) {
  setTitle(t("tokensOf", { user }));
  openTokens(userOf(user), (count) => setCount(user, count), onClosed);
}

async function open(user) {
  await leaving;
  writeState({ ...readState(), user }, { step: true, mark: { opened: true } });
  showDialog(user);
}

/** Makes the page show what the address says: after Back, or at the start. */
async function follow() {
  const shown = shownLogin();
  const elsewhere = () => shown !== null && shown !== readState().user;
  if (elsewhere() && !await closeTokens(elsewhere)) {
    if (elsewhere()) {
      writeState({ ...readState(), user: shown }, { step: true, mark: { opened: true } });
    }
    return;
  }
  const state = readState();
  await showState(state, open);
  if (state.user !== null && shownLogin() === null) {
    showDialog(state.user);
  }
}

function startUsers() {
  byId("users").hidden = false;
  setTitle(t("users"));
  prepareDialog();
  prepareUsers((changes, step) => {
    const state = readState();
    writeState({ ...state, ...changes(state) }, { step });
    showState(readState(), open);
  });
  addEventListener("popstate", follow);
  addEventListener("pagehide", forgetValue);
  follow();
}

function startOwn() {
  const root = h("div", {});
  byId("own").append(root);
  byId("own").hidden = false;
  setTitle(t("myTokens"));
  const panel = createTokens({ root, login, display: login, own: true, status: byId("own-status") });
  addEventListener("pagehide", () => panel.forget());
}

document.documentElement.lang = language;
translate(document);
byId("me").textContent = login;
byId("site-title").textContent = siteTitle;
dismissTips();
// A page out of the back/forward cache shows what was true when it was left.
addEventListener("pageshow", (event) => event.persisted && location.reload());
if (role === "administrator") {
  startUsers();
} else {
  startOwn();
}
