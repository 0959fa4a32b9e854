/**
 * The copy of a form's texts that stays on the device until the server has answered, and the offer
 * to bring it back when the page is opened again. Copies are kept for each person: whoever logs in
 * next on the same device meets none but her or his own.
 * @module kept
 */
import { say } from "./saying.js";

/** @typedef {{saved: string, version?: string, fields: [string, string][]}} Copy */

const NEVER_KEPT = new Set(["csrf_token", "version", "seen", "do", "copy"]);

/**
 * The beginning of the names of the copies of a page or thing; of every copy when none is named.
 * @param {string} [what]
 */
export const prefixOf = (what) => (what ? `klubba:${document.body.dataset.person ?? ""}:${what}` : "klubba:");

/**
 * The name of a form's copy: what the form itself says, since one § is written on several pages.
 * @param {HTMLFormElement} form
 */
const keyOf = (form) => prefixOf(form.elements.copy?.value ?? `${new URL(form.action).pathname}:${form.id}`);

/** @param {HTMLFormElement} form */
export const drop = (form) => localStorage.removeItem(keyOf(form));

/** @param {HTMLFormElement} form */
export const hasCopy = (form) => localStorage.getItem(keyOf(form)) !== null;

/**
 * The texts of the form, without files and technical fields.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function texts(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER_KEPT.has(name));
}

/**
 * The texts as the server would keep them: without spaces at the ends and without empty fields.
 * @param {[string, string][]} fields
 */
const trimmed = (fields) => JSON.stringify(
  fields.map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""),
);

/**
 * Keeps a copy of what is written, with the version that it builds on.
 * @param {HTMLFormElement} form
 */
export function keep(form) {
  if ("forgotten" in document.documentElement.dataset) return;
  const version = form.elements.version?.value;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ saved: new Date().toISOString(), version, fields: texts(form) }));
  } catch { /* private mode or full: the server copy is all there is */ }
}

/**
 * Says whether somebody wrote in the form before its script had come.
 * @param {HTMLFormElement} form
 */
export const written = (form) => [...form.elements].some((field) => (field instanceof HTMLTextAreaElement
  ? field.value !== field.defaultValue
  : field.type === "text" && field.value !== field.defaultValue));

/**
 * Gives the page as many rows (att-satser) as the copy has.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} fields
 */
function fitRows(form, fields) {
  for (const editor of form.querySelectorAll("[data-clauses]")) {
    const start = `${editor.dataset.clauses}-`;
    const indexes = fields.filter(([name]) => name.startsWith(start)).map(([name]) => parseInt(name.slice(start.length), 10));
    const rows = editor.querySelector("[data-rows]").children;
    const wanted = Math.max(0, ...indexes) + 1;
    // With no row to copy, and for the last one, the button would send the form.
    for (let lacking = wanted - rows.length; lacking > 0 && rows.length > 0; lacking -= 1) editor.querySelector("[data-add]").click();
    for (let over = rows.length - wanted; over > 0; over -= 1) rows[rows.length - 1].querySelector("[data-act=remove]")?.click();
  }
}

/**
 * Writes the kept texts back where their fields still exist.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} fields
 */
function restore(form, fields) {
  fitRows(form, fields);
  const left = fields.slice();
  for (const element of form.elements) {
    if (!element.name || NEVER_KEPT.has(element.name) || element.type === "file") continue;
    const at = left.findIndex(([name, value]) => name === element.name
      && (!["checkbox", "radio"].includes(element.type) || value === element.value));
    if (["checkbox", "radio"].includes(element.type)) element.checked = at >= 0;
    else if (at >= 0) element.value = left[at][1];
    if (at >= 0) left.splice(at, 1);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Puts a copy back that nobody has written over since; asks about any other that differs.
 * @param {HTMLFormElement} form
 */
export function offer(form) {
  /** @type {Copy | null} */
  const copy = JSON.parse(localStorage.getItem(keyOf(form)) ?? "null");
  if (!copy) return;
  if (trimmed(copy.fields) === trimmed(texts(form))) drop(form);
  else if (form.elements.copy && copy.version === form.elements.version?.value) restore(form, copy.fields);
  else ask(form, copy);
}

/**
 * Asks whether a copy is to come back. It comes with the version that it was written on, so that
 * what somebody else has written meanwhile is shown beside it.
 * @param {HTMLFormElement} form
 * @param {Copy} copy
 */
function ask(form, copy) {
  const when = new Date(copy.saved).toLocaleString("sv-SE", { dateStyle: "medium", timeStyle: "short" });
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "status");
  notice.innerHTML = '<div class="notice-text"><p></p><p class="buttons"><button type="button" class="button button-secondary">'
    + 'Hämta tillbaka texten</button> <button type="button" class="button button-quiet">Ta bort kopian</button></p></div>';
  notice.querySelector("p").textContent = `Det finns text från ${when} som inte hann sparas.`;
  const [back, remove] = notice.querySelectorAll("button");
  back.addEventListener("click", () => {
    if (form.elements.version && copy.version) form.elements.version.value = copy.version;
    restore(form, copy.fields);
    notice.remove();
  });
  remove.addEventListener("click", () => { drop(form); say(form, "", "saved"); notice.remove(); });
  form.before(notice);
  if (!form.isConnected) say(form, "det finns text på den här enheten som inte är sparad.", "failed");
}
