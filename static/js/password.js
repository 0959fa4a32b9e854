/**
 * "Visa lösenordet": shows what is typed until pressed again or sent.
 * @module password
 */

/** @param {HTMLElement} group holds an input and a button */
export function start(group) {
  const input = group.querySelector("input");
  const button = group.querySelector("button");
  const show = (/** @type {boolean} */ visible) => {
    input.type = visible ? "text" : "password";
    button.setAttribute("aria-pressed", String(visible));
    button.textContent = visible ? "Dölj lösenordet" : "Visa lösenordet";
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}
