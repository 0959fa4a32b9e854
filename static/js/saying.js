/**
 * Says how far the texts of a page have come, in one line for all its forms: the worst of them.
 * @module saying
 */

/** From the best to the worst. */
const KINDS = ["saved", "saving", "offline", "failed"];

/** @type {Map<HTMLFormElement, {text: string, kind: string}>} the latest last */
const said = new Map();

/**
 * @param {HTMLFormElement} form one that is not on the page now is told by its name when it needs care
 * @param {string} text
 * @param {string} kind
 */
export function say(form, text, kind) {
  const name = form.getAttribute("aria-label");
  const elsewhere = kind === "failed" && name && !form.isConnected;
  said.delete(form);
  said.set(form, { text: elsewhere ? `${name}: ${text}` : text, kind });
  form.toggleAttribute("data-unsaved", kind !== "saved");
  form.dispatchEvent(new CustomEvent("said", { bubbles: true }));
  let worst = { text: "", kind: KINDS[0] };
  for (const one of said.values()) {
    if (KINDS.indexOf(one.kind) >= KINDS.indexOf(worst.kind)) worst = one;
  }
  for (const state of document.querySelectorAll("[data-save-state]")) {
    if (state.textContent !== worst.text) state.textContent = worst.text;
    state.dataset.kind = worst.kind;
  }
}
