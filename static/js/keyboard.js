/**
 * The minutes editor by keyboard: Ctrl+Enter or Alt+Down to the next §, Alt+Up to the one before,
 * arrow keys in the list of §§.
 * @module keyboard
 */

/**
 * Goes where a link or button of the page goes.
 * @param {string} selector
 * @returns {boolean} whether there was one
 */
function follow(selector) {
  const target = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  target?.click();
  return target !== null;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const next = (event.ctrlKey || event.metaKey) && event.key === "Enter";
  if (next && (follow("[data-editor-save-next]") || follow("[data-editor-next]"))) event.preventDefault();
  if (!event.altKey) return;
  if (event.key === "ArrowDown" && follow("[data-editor-next]")) event.preventDefault();
  if (event.key === "ArrowUp" && follow("[data-editor-previous]")) event.preventDefault();
}

/**
 * Up and down move between the §§ of the list.
 * @param {KeyboardEvent} event
 */
function inList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey) return;
  const links = [...document.querySelectorAll("[data-paragraphs] a")];
  const at = links.indexOf(/** @type {Element} */ (document.activeElement));
  const to = /** @type {HTMLElement | undefined} */ (links[at + step]);
  if (at < 0 || !to) return;
  to.focus();
  event.preventDefault();
}

/** Shows the present § in the list when the list is longer than the window. */
function showCurrent() {
  const current = /** @type {HTMLElement | null} */ (document.querySelector("[data-paragraphs] [aria-current]"));
  const list = current?.closest(".editor-list");
  if (!current || !list) return;
  const below = current.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below + list.clientHeight / 3;
}

/** Starts once, for the page. */
export function start() {
  showCurrent();
  document.addEventListener("keydown", onKey);
  document.querySelector("[data-paragraphs]")?.addEventListener("keydown", inList);
}
