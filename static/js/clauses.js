/**
 * Rows of a form (att-satser, goals, costs): add, remove and move without a round trip; Alt+Up and
 * Alt+Down move the row that is written in. The names and ids stay numbered from 0, as the server
 * reads them. data-word says what a row is, in the plural when it is read out.
 * @module clauses
 */
import { start as grow } from "./grow.js";

const FIELDS = "textarea, select, input:not([type=hidden])";
const CHOICES = ["radio", "checkbox"];

/**
 * Gives every row its number in names, ids, labels and buttons.
 * @param {HTMLElement} list
 * @param {string} name of the field list, as in "clauses-3-text"
 */
function renumber(list, name) {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby], [aria-labelledby]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby", "aria-labelledby"]) {
        const value = element.getAttribute(attribute);
        if (value?.startsWith(`${name}-`)) {
          const rest = value.slice(name.length + 1).replace(/^\d+/, String(index));
          element.setAttribute(attribute, `${name}-${rest}`);
        }
      }
    }
    for (const button of row.querySelectorAll("button[name=do]")) {
      button.value = button.value.replace(/\d+$/, String(index));
      button.disabled = (button.dataset.act === "up" && index === 0)
        || (button.dataset.act === "down" && index === rows.length - 1);
    }
    for (const number of row.querySelectorAll("[data-number]")) number.textContent = String(index + 1);
  });
}

/**
 * An empty copy of a row.
 * @param {Element} row
 * @returns {HTMLElement}
 */
function blank(row) {
  const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
  copy.classList.remove("field-wrong", "clause-untouched");
  copy.querySelectorAll(".field-error, .from-proposal").forEach((note) => note.remove());
  copy.querySelectorAll(".field-wrong").forEach((field) => field.classList.remove("field-wrong"));
  copy.querySelectorAll("output").forEach((sum) => { sum.value = ""; });
  for (const input of copy.querySelectorAll("textarea, input, select")) {
    input.removeAttribute("aria-invalid");
    if (CHOICES.includes(input.type)) input.checked = false;
    else if (input instanceof HTMLSelectElement) input.selectedIndex = 0;
    else input.value = "";
    if (!CHOICES.includes(input.type)) input.removeAttribute("value");
    if (input instanceof HTMLTextAreaElement) input.textContent = "";
  }
  return copy;
}

/** @param {HTMLElement} editor */
export function start(editor) {
  const list = /** @type {HTMLElement} */ (editor.querySelector("[data-rows]"));
  const name = editor.dataset.clauses;
  const announcer = editor.querySelector("[data-announce]");
  const word = editor.dataset.word ?? "att-satser";

  const changed = (/** @type {string} */ words) => {
    renumber(list, name);
    announcer.textContent = words;
    list.dispatchEvent(new Event("input", { bubbles: true })); // autosave notices
  };
  const acts = {
    up: (row) => row.previousElementSibling?.before(row),
    down: (row) => row.nextElementSibling?.after(row),
    remove: (row) => row.remove(),
  };
  const words = { up: "Flyttad upp", down: "Flyttad ned", remove: "Borttagen" };

  const act = (/** @type {string} */ what, /** @type {HTMLElement} */ row, /** @type {HTMLElement} */ focus) => {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    acts[what](row);
    changed(`${words[what]}. ${list.children.length} ${word}.`);
    const next = what === "remove" ? neighbour?.querySelector(FIELDS) : focus;
    (next instanceof HTMLButtonElement && next.disabled ? row.querySelector(FIELDS) : next)?.focus();
  };

  editor.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button[name=do]");
    if (!button) return;
    const row = button.closest("[data-row]");
    if (row && list.children.length + (button.dataset.act === "remove" ? -1 : 0) > 0) {
      event.preventDefault();
      act(button.dataset.act, row, button);
    } else if (row && !editor.dataset.word) { // the last att-sats is emptied, as the server would do it
      event.preventDefault();
      row.replaceWith(blank(row));
      list.querySelectorAll("textarea").forEach(grow);
      changed("Borttagen. Ingen att-sats.");
      list.querySelector(FIELDS).focus();
    } else if ("add" in button.dataset && list.lastElementChild) {
      event.preventDefault(); // with no row to copy the server makes the first
      const added = blank(list.lastElementChild);
      list.append(added);
      added.querySelectorAll("textarea").forEach(grow);
      changed(`${editor.dataset.word ? "Ny rad" : "Ny att-sats"}. ${list.children.length} ${word}.`);
      added.querySelector(FIELDS).focus();
    }
  });

  editor.addEventListener("keydown", (event) => {
    const what = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const row = /** @type {HTMLElement} */ (event.target).closest("[data-row]");
    if (!event.altKey || !what || !row) return;
    event.preventDefault();
    act(what, row, event.target);
  });
}
