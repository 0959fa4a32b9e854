/**
 * Lets a text field grow with its text, so that nothing is hidden while writing.
 * @module grow
 */

/** @param {HTMLTextAreaElement} area */
export function start(area) {
  if (CSS.supports("field-sizing", "content")) return; // base.css does it
  const fit = () => {
    area.style.height = "auto"; // set from script: allowed by the CSP, unlike a style attribute
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.addEventListener("input", fit);
  fit();
}
