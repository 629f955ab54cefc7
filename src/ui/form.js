// SPDX-License-Identifier: Apache-2.0
// The form that generates a token.

import { post } from "./api.js";
import { fromTemplate, h, problem } from "./dom.js";
import { t } from "./text.js";
import { formatDay, inDays, isoDay } from "./time.js";

const warn = (event) => event.preventDefault();

const PRESETS = [30, 90, 365]; // days
const NAME_MAX = 100; // characters, as the server counts them
const ALL_TYPES = ["USER_TOKEN", "GLOBAL_ANALYSIS_TOKEN", "PROJECT_ANALYSIS_TOKEN"];

/** The types to choose from: TokenAdminTypes. Analysis tokens are for oneself only. */
const typesFor = (own) => (own && document.body.dataset.types === "all" ? ALL_TYPES : ALL_TYPES.slice(0, 1));

/** The longest lifetime in days that the server allows; Infinity for none. */
const longest = () => Number(document.body.dataset.days) || Infinity;

function lifetimes() {
  const most = longest();
  const days = PRESETS.filter((preset) => preset <= most);
  if (most < PRESETS.at(-1) && !days.includes(most)) {
    days.push(most);
  }
  const options = days.map((count) => h("option", { value: count }, count === 365 ? t("year") : t("days", { count })));
  if (most === Infinity) {
    options.push(h("option", { value: "never" }, t("noExpiration")));
  }
  return [...options, h("option", { value: "date" }, t("aDate"))];
}

const FIELDS = { name: "name", expirationDate: "expires", projectKey: "projectKey", type: "type" };

/** Which field a message of the server is about: it begins with the parameter's name. What follows may hold any words. */
function fieldOf(message) {
  if (/^A user token for login '.* already exists$/s.test(message)) {
    return "name";
  }
  return FIELDS[/^(?:Parameter |The |Value of parameter |A )?'?(\w+)'?/.exec(message)?.[1]] ?? null;
}

/**
 * Makes the form.
 * @param login whose tokens it makes
 * @param own whether that is the reader
 * @param onGenerated called with the server's answer
 * @param onUncertain called when it is not known whether a token was made
 * @returns form, the element; settled(), a promise of the end of what is under way
 */
export function createForm({ login, own, onGenerated, onUncertain }) {
  const form = fromTemplate("token-form");
  const field = (name) => form.querySelector(`[data-field=${name}]`);
  const input = (name) => field(name).querySelector("input, select");
  const place = form.querySelector(".problem-place");
  const button = form.querySelector("button[type=submit]");
  const types = typesFor(own);
  let busy = false;
  let running = Promise.resolve();

  input("type").append(...types.map((type) => h("option", { value: type }, t(type))));
  input("expires").append(...lifetimes());
  field("type").hidden = types.length === 1;
  input("date").min = isoDay(inDays(1));
  if (longest() < Infinity) {
    input("date").max = isoDay(inDays(longest()));
  }

  function show() {
    field("projectKey").hidden = input("type").value !== "PROJECT_ANALYSIS_TOKEN";
    field("date").hidden = input("expires").value !== "date";
  }

  function clearErrors() {
    place.replaceChildren();
    for (const error of form.querySelectorAll(".error")) {
      error.textContent = "";
    }
    for (const wrong of form.querySelectorAll("[aria-invalid]")) {
      wrong.removeAttribute("aria-invalid");
    }
  }

  function refuse(name, message) {
    field(name).querySelector(".error").textContent = message;
    input(name).setAttribute("aria-invalid", "true");
    input(name).focus();
  }

  function nameProblem() {
    const count = [...input("name").value].length;
    if (count > NAME_MAX) {
      return t("nameLong", { most: NAME_MAX, count });
    }
    return input("name").value.trim() ? null : t("nameMissing");
  }

  /** Counts while the name is typed, and takes back what was said of it. */
  function onName() {
    const long = [...input("name").value].length > NAME_MAX;
    field("name").querySelector(".error").textContent = long ? nameProblem() : "";
    if (long) {
      input("name").setAttribute("aria-invalid", "true");
    } else {
      input("name").removeAttribute("aria-invalid");
    }
  }

  function dateProblem() {
    const { value, min, max } = input("date");
    if (value && value >= min && (!max || value <= max)) {
      return null;
    }
    const first = formatDay(new Date(min));
    return max ? t("dateWrong", { first, last: formatDay(new Date(max)) }) : t("dateMissing", { first });
  }

  /** Whether all fields are filled in; says what is missing at the first that isn't. */
  function complete() {
    const checks = [
      ["name", nameProblem],
      ["projectKey", () => !field("projectKey").hidden && !input("projectKey").value.trim() && t("keyMissing")],
      ["date", () => !field("date").hidden && dateProblem()],
    ];
    const wrong = checks.find(([, check]) => check());
    if (wrong) {
      refuse(wrong[0], wrong[1]());
    }
    return !wrong;
  }

  function expirationDate() {
    const choice = input("expires").value;
    if (choice === "never") {
      return null;
    }
    return choice === "date" ? input("date").value : isoDay(inDays(Number(choice)));
  }

  const request = () => ({
    login,
    name: input("name").value,
    type: input("type").value,
    projectKey: field("projectKey").hidden ? null : input("projectKey").value,
    expirationDate: expirationDate(),
  });

  function fail(failure) {
    const about = failure.original && fieldOf(failure.original);
    const name = about === "expires" && !field("date").hidden ? "date" : about;
    if (name && !field(name).hidden) {
      refuse(name, failure.message);
    } else if (failure.unanswered) {
      place.replaceChildren(h("p", { class: "problem", role: "alert" }, t("maybeGenerated")));
      onUncertain();
    } else {
      place.replaceChildren(problem(failure, generate));
    }
  }

  // A double click, or Enter held down, comes here several times before the first answer.
  async function generate() {
    if (busy) {
      return;
    }
    clearErrors();
    if (complete()) {
      running = send();
      await running;
    }
  }

  async function send() {
    busy = true;
    button.setAttribute("aria-busy", "true");
    addEventListener("beforeunload", warn); // a token may have been made whose value would be lost
    try {
      const answer = await post("api/user_tokens/generate", request());
      form.reset();
      show();
      onGenerated(answer);
    } catch (failure) {
      fail(failure);
    } finally {
      busy = false;
      button.removeAttribute("aria-busy");
      removeEventListener("beforeunload", warn);
    }
  }

  input("name").addEventListener("input", onName);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    generate();
  });
  return { form, settled: () => running };
}
