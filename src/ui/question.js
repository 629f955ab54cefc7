// SPDX-License-Identifier: Apache-2.0
// Asks before something that can't be undone.

import { byId, problem } from "./dom.js";

let shown = null; // the question that is open: running, a promise while it is busy, and end(), which answers it

/** Answers an open question with no; if what it asked for is under way, that is waited for first. */
export async function dismissQuestion() {
  await shown?.running;
  shown?.end(false);
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

  await dismissQuestion();
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
      running: null,
      end(answer) {
        shown = null;
        dialog.close();
        resolve(answer);
      },
    };

    async function run() {
      confirm.setAttribute("aria-busy", "true");
      byId("question-problem").replaceChildren();
      try {
        await act();
        question.end(true);
      } catch (failure) {
        byId("question-problem").replaceChildren(problem(failure, carryOut));
      } finally {
        question.running = null;
        confirm.removeAttribute("aria-busy");
      }
    }

    function carryOut() {
      question.running ??= run();
    }

    const refuse = () => question.running || question.end(false);
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
