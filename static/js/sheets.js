/**
 * The §§ of meeting mode as parts of a page: each is an element with a form, made from what the server
 * gives, one of them shown at a time.
 * @module sheets
 */

/**
 * What is written in a §; one that is frozen by itself only has a form to go on with.
 * @param {HTMLElement} sheet
 */
export const formOf = (sheet) => writing(sheet) ?? sheet.querySelector("form");

/** @param {HTMLElement} sheet */
const writing = (sheet) => sheet.querySelector("form[data-autosave]");

/** @param {HTMLElement} sheet */
const versionOf = (sheet) => Number(formOf(sheet).elements.version.value);

/**
 * @param {string} html
 * @returns {HTMLElement}
 */
export function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content, true).querySelector("[data-room-sheet]");
}

/**
 * Puts what the server gave in place of a §, when somebody else has written in it; otherwise only
 * what stands beside the text, so that nothing happens where one writes.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 * @returns {HTMLElement} the one that holds now
 */
export function renewed(old, fresh) {
  const frozen = !writing(fresh) !== !writing(old);
  if ((frozen || versionOf(fresh) > versionOf(old)) && !formOf(old).hasAttribute("data-unsaved")) {
    old.replaceWith(fresh);
    return fresh;
  }
  for (const part of old.querySelectorAll("[data-room-beside]")) {
    const other = fresh.querySelector(`[data-room-beside="${part.dataset.roomBeside}"]`);
    if (other && !part.contains(document.activeElement)) part.replaceWith(other);
  }
  return old;
}

/**
 * Somebody has read the decision and goes on: it is no longer only the proposal's.
 * @param {HTMLElement} sheet
 */
export function read(sheet) {
  sheet.querySelectorAll(".clause-untouched").forEach((row) => row.classList.remove("clause-untouched"));
  sheet.querySelectorAll("[data-untouched]").forEach((note) => note.remove());
}
