// SPDX-License-Identifier: Apache-2.0
// The value of a new token: shown once, copied, and then nowhere any more.

import { announce, fromTemplate } from "./dom.js";
import { nodes, t } from "./text.js";

const COPIED = 2000; // milliseconds for which the button says so

/** For a shell, whatever an administrator's URL holds. */
const quoted = (url) => (/^[\w:/.~+,@-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`);

function curlLine(value) {
  const url = new URL(document.body.dataset.example, location.origin).href;
  // The space in front keeps the line out of the history of shells that are set so, as Debian's and Ubuntu's are.
  return ` curl -H "Authorization: Bearer ${value}" ${quoted(url)}`;
}

function select(element) {
  getSelection().selectAllChildren(element);
}

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** navigator.clipboard is there on https and localhost only, and may refuse. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const warn = (event) => event.preventDefault();

/**
 * Makes the section that shows a value.
 * @param token the answer of generate
 * @param onDone called by its Done button
 * @returns element; copied(), whether the value may be let go; forget(), which takes it from the page
 */
export function showValue({ name, token }, onDone) {
  const element = fromTemplate("token-value");
  const hint = element.querySelector(".hint");
  let copied = false;

  element.querySelector("#value-title").append(...nodes("generated", { name }));
  element.querySelector("#value").textContent = token;
  element.querySelector("#curl").textContent = curlLine(token);
  element.querySelector("#not-encrypted").hidden = isSecureContext; // https, or this machine itself

  function wasCopied() {
    copied = true;
    removeEventListener("beforeunload", warn);
    announce(hint, t("copied"));
  }

  async function copy(button) {
    const code = element.querySelector(`#${button.dataset.copies}`);
    if (!await toClipboard(code.textContent)) {
      code.focus();
      select(code);
      announce(hint, t(isMac() ? "pressCopyMac" : "pressCopy"));
      return;
    }
    wasCopied();
    const words = button.dataset.t;
    button.textContent = t("copied");
    setTimeout(() => { button.textContent = t(words); }, COPIED);
  }

  for (const button of element.querySelectorAll("[data-copies]")) {
    button.addEventListener("click", () => copy(button));
  }
  for (const code of element.querySelectorAll("code")) {
    code.addEventListener("focus", () => select(code));
    code.addEventListener("click", () => select(code));
  }
  element.addEventListener("copy", () => getSelection().toString().includes(token) && wasCopied());
  element.querySelector("[data-t=done]").addEventListener("click", onDone);
  addEventListener("beforeunload", warn);

  return {
    element,
    copied: () => copied,
    forget() {
      removeEventListener("beforeunload", warn);
      getSelection().removeAllRanges();
      element.replaceChildren();
      element.remove();
    },
  };
}
