/**
 * Takes away "Från förslaget" as soon as someone writes in the field.
 * @module untouched
 */

/** @param {HTMLElement} note names its field by id, or stands beside it */
export function start(note) {
  if (!note.parentElement) return; // taken away while this was fetched: somebody has gone on
  const id = note.dataset.untouched;
  const field = id ? document.getElementById(id) : note.parentElement.querySelector("textarea, input");
  field?.addEventListener("input", () => {
    note.closest(".clause-untouched")?.classList.remove("clause-untouched");
    note.remove();
  }, { once: true });
}
