/**
 * Moves focus to the error summary, and from its lines to the fields.
 * @module errors
 */

/** @param {HTMLElement} summary */
export function start(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
