/**
 * Removes the local copies of unsaved text when someone logs out of a shared computer.
 * @module forget
 */

/** @param {HTMLFormElement} form the one that logs out */
export function start(form) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("klubba:")) localStorage.removeItem(key);
    }
  });
}
