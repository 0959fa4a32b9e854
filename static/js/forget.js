/**
 * Removes the local copies of unsaved text: all of them when someone logs out of a shared computer,
 * those of one page when it has been settled which of two texts holds.
 * @module forget
 */

/** @param {HTMLElement} element a form that is sent, or a link that is followed */
export function start(element) {
  const prefix = `klubba:${element.dataset.forget}`;
  element.addEventListener(element instanceof HTMLFormElement ? "submit" : "click", () => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) localStorage.removeItem(key);
    }
  });
}
