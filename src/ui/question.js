// SPDX-License-Identifier: Apache-2.0
// Asks before something that can't be undone.

import { byId, problem } from "./dom.js";

/**
 * Shows a question and waits for its answer.
 * @param title, text nodes; text is an array of paragraphs' nodes
 * @param no, yes the buttons' texts; no has the focus
 * @param act what yes does; if it fails, that is shown and the question stays
 * @returns whether it was done
 */
export function ask({ title, text, no, yes, act = async () => {} }) {
  const dialog = byId("question");
  const [cancel, confirm] = dialog.querySelectorAll(".actions button");
  let busy = false;

  byId("question-title").replaceChildren(...title);
  byId("question-text").replaceChildren(...text.map((paragraph) => {
    const p = document.createElement("p");
    p.append(...paragraph);
    return p;
  }));
  byId("question-problem").replaceChildren();
  cancel.textContent = no;
  confirm.textContent = yes;

  async function carryOut() {
    if (busy) {
      return;
    }
    busy = true;
    confirm.setAttribute("aria-busy", "true");
    byId("question-problem").replaceChildren();
    try {
      await act();
      dialog.close("yes");
    } catch (failure) {
      byId("question-problem").replaceChildren(problem(failure, carryOut));
    } finally {
      busy = false;
      confirm.removeAttribute("aria-busy");
    }
  }

  return new Promise((resolve) => {
    cancel.onclick = () => busy || dialog.close("no");
    confirm.onclick = carryOut;
    dialog.oncancel = () => !busy; // false keeps it open
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.returnValue = "no";
    dialog.showModal();
    cancel.focus();
  });
}
