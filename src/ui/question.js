// SPDX-License-Identifier: Apache-2.0
// Asks before something that can't be undone.

import { byId, problem } from "./dom.js";

let shown = null; // the question that is open: busy, and end(), which answers it

/** Answers an open question with no, unless what it asked for is under way. @returns whether none is open any more */
export function dismissQuestion() {
  if (shown && !shown.busy) {
    shown.end(false);
  }
  return shown === null;
}

/**
 * Shows a question and waits for its answer.
 * @param title, text nodes; text is an array of paragraphs' nodes
 * @param no, yes the buttons' texts; no has the focus
 * @param act what yes does; if it fails, that is shown and the question stays
 * @returns whether it was done
 */
export async function ask({ title, text, no, yes, act = async () => {} }) {
  const dialog = byId("question");
  const [cancel, confirm] = dialog.querySelectorAll(".actions button");

  if (!dismissQuestion()) {
    return false;
  }
  byId("question-title").replaceChildren(...title);
  byId("question-text").replaceChildren(...text.map((paragraph) => {
    const p = document.createElement("p");
    p.append(...paragraph);
    return p;
  }));
  byId("question-problem").replaceChildren();
  cancel.textContent = no;
  confirm.textContent = yes;

  return new Promise((resolve) => {
    const question = {
      busy: false,
      end(answer) {
        shown = null;
        dialog.close();
        resolve(answer);
      },
    };

    async function carryOut() {
      if (question.busy) {
        return;
      }
      question.busy = true;
      confirm.setAttribute("aria-busy", "true");
      byId("question-problem").replaceChildren();
      try {
        await act();
        question.end(true);
      } catch (failure) {
        question.busy = false;
        byId("question-problem").replaceChildren(problem(failure, carryOut));
      } finally {
        confirm.removeAttribute("aria-busy");
      }
    }

    const refuse = () => question.busy || question.end(false);
    cancel.onclick = refuse;
    confirm.onclick = carryOut;
    // The key itself: of two presses in a row the browser lets only the first be cancelled.
    dialog.onkeydown = (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        refuse();
      }
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      refuse();
    };
    shown = question;
    dialog.showModal();
    cancel.focus();
  });
}
