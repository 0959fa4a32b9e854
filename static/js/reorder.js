/**
 * Things in order: "Flytta upp" and "Flytta ned" without reloading, and dragging with the mouse.
 * The server gets order=<id>,<id>,… and answers 204, or 200 with what follows from the new order:
 * {"rows": {"<id>": {"number": "6", "note": "bilaga 2"}}}; anything else loads the page again.
 * @module reorder
 */

/** @param {HTMLFormElement} form */
export function start(form) {
  const list = /** @type {HTMLElement} */ (form.querySelector("[data-rows]"));
  const announcer = form.querySelector("[data-announce]");
  /** @type {HTMLElement | null} */
  let dragged = null;

  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const nameOf = (/** @type {HTMLElement} */ row) =>
    row.querySelector(".reorder-main a, .reorder-main span").textContent.trim();

  const settle = () => rows().forEach((row, index, all) => {
    row.querySelector("[data-act=up]").disabled = index === 0;
    row.querySelector("[data-act=down]").disabled = index === all.length - 1;
  });

  const show = (/** @type {Record<string, {number: string, note: string}>} */ facts) => rows().forEach((row) => {
    const { number, note } = facts[row.dataset.id] ?? {};
    const shown = row.querySelector(".link-list-note");
    if (number !== undefined) row.querySelector(".reorder-number").textContent = number;
    if (note !== undefined && shown) shown.textContent = note;
  });

  const send = async (/** @type {HTMLElement} */ moved) => {
    settle();
    announcer.textContent = `${nameOf(moved)} är nu nummer ${rows().indexOf(moved) + 1} av ${rows().length}.`;
    const body = new FormData(form);
    body.set("order", rows().map((row) => row.dataset.id).join(","));
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body, headers });
      if (answer.status === 200) show((await answer.json()).rows);
      else if (answer.status !== 204) location.reload();
    } catch {
      announcer.textContent = "Ordningen kunde inte sparas. Försök igen när nätet är tillbaka.";
    }
  };

  form.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button[data-act]");
    if (!button) return;
    event.preventDefault();
    const row = /** @type {HTMLElement} */ (button.closest("[data-id]"));
    if (button.dataset.act === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    send(row);
    (button.disabled ? row.querySelector("button[data-act]:not(:disabled)") : button)?.focus();
  });

  const unmark = () => rows().forEach((row) => row.classList.remove("drop-before", "drop-after", "dragged"));
  const isBelow = (/** @type {DragEvent} */ event, /** @type {HTMLElement} */ row) => {
    const box = row.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };

  for (const row of rows()) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      row.classList.add("dragged");
    });
    row.addEventListener("dragend", unmark);
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      row.classList.toggle("drop-after", isBelow(event, row));
      row.classList.toggle("drop-before", !isBelow(event, row));
    });
    row.addEventListener("dragleave", () => row.classList.remove("drop-before", "drop-after"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === row) return;
      if (isBelow(event, row)) row.after(dragged);
      else row.before(dragged);
      unmark();
      send(dragged);
      dragged = null;
    });
  }
}
