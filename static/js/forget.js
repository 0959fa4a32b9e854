/**
 * Removes the local copies of unsaved text: all of them when someone logs out of a shared computer,
 * one's own of one page or thing when it has been settled which of two texts holds.
 * @module forget
 */
import { prefixOf } from "./kept.js";

/** @param {HTMLElement} element a form that is sent, or a link that is followed */
export function start(element) {
  const prefix = prefixOf(element.dataset.forget);
  element.addEventListener(element instanceof HTMLFormElement ? "submit" : "click", () => {
    // What is still in the fields is not to be kept anew while the page goes away.
    document.documentElement.dataset.forgotten = "";
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) localStorage.removeItem(key);
    }
  });
}
