// SPDX-License-Identifier: Apache-2.0
// What was done to a user's tokens, by whom and from where: the administrators' view of the audit trail.

import { get } from "./api.js";
import { h, problem, row, table } from "./dom.js";
import { nodes, t } from "./text.js";
import { formatDay, moment } from "./time.js";

const EVENTS = { generate: "generatedEvent", revoke: "revokedEvent", suspend: "suspendedEvent", resume: "resumedEvent" };

/** The server's words for a new token, "USER_TOKEN, expires 2027-02-01", in the reader's; others as they are. */
function told(detail) {
  const [, type, date] = /^([A-Z]+(?:_ANALYSIS)?_TOKEN)(?:, expires (\d{4}-\d\d-\d\d))?$/.exec(detail) ?? [];
  if (!type) {
    return h("bdi", {}, detail);
  }
  return date ? `${t(type)}, ${t("expiresOn", { when: formatDay(new Date(date)) })}` : t(type);
}

function what({ action, name, detail }) {
  return h("div", { class: "pair" }, h("span", {}, nodes(EVENTS[action] ?? "otherEvent", { action, name })),
    detail ? h("span", { class: "quiet" }, told(detail)) : null);
}

function who({ actor, actorToken }) {
  if (actor === "-") {
    return t("server");
  }
  return actorToken ? nodes("withToken", { who: actor }) : h("bdi", {}, actor);
}

/** Shows the history of a login in an element. */
export function createHistory(root, login) {
  const headings = ["when", "what", "who", "from"].map((key) => t(key));
  const list = table(headings, { "aria-label": t("history"), hidden: true });
  const note = h("div", { class: "quiet" }, t("loading"));
  const older = h("button", { type: "button", class: "plain", hidden: true, onclick: more }, t("older"));
  let page = 0;
  let busy = false;

  root.replaceChildren(note, list, older);

  function show({ paging, events }) {
    const lines = events.map((event) => row(headings, [moment(event.date), what(event), who(event), event.actorIp ?? "–"]));
    list.tBodies[0].append(...lines);
    list.hidden = list.tBodies[0].rows.length === 0;
    note.textContent = list.hidden ? t("noHistory") : "";
    older.hidden = paging.pageIndex * paging.pageSize >= paging.total;
    return lines;
  }

  async function more() {
    if (busy) {
      return;
    }
    busy = true;
    try {
      const answer = await get("api/user_tokens/history", { login, p: page + 1 });
      const [first] = show(answer);
      if (page > 0) {
        first?.querySelector("[tabindex]").focus();
      }
      page += 1;
    } catch (failure) {
      note.replaceChildren(problem(failure, more));
    } finally {
      busy = false;
    }
  }

  more();
}
