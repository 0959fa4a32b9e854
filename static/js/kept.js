/**
 * The copy of a form's texts that stays in the browser until the server has answered, and the offer
 * to bring it back when the page is opened again.
 * @module kept
 */

/** @typedef {{saved: string, fields: [string, string][]}} Copy */

const NEVER_KEPT = new Set(["csrf_token", "version", "seen", "do"]);

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
 * Keeps a copy of what is written.
 * @param {HTMLFormElement} form
 * @param {string} key
 */
export function keep(form, key) {
  try {
    localStorage.setItem(key, JSON.stringify({ saved: new Date().toISOString(), fields: texts(form) }));
  } catch { /* private mode or full: the server copy is all there is */ }
}

/**
 * Adds the rows of att-satser that the copy has and the page lacks.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} fields
 */
function addRows(form, fields) {
  for (const editor of form.querySelectorAll("[data-clauses]")) {
    const start = `${editor.dataset.clauses}-`;
    const indexes = fields.filter(([name]) => name.startsWith(start)).map(([name]) => parseInt(name.slice(start.length), 10));
    const list = editor.querySelector("[data-rows]");
    const lacking = Math.max(-1, ...indexes) + 1 - list.children.length;
    // With no row to copy the button would send the form.
    for (let i = 0; i < lacking && list.children.length > 0; i += 1) editor.querySelector("[data-add]").click();
  }
}

/**
 * Writes the kept texts back where their fields still exist.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} fields
 */
function restore(form, fields) {
  addRows(form, fields);
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
 * Offers a copy that differs from what the page shows.
 * @param {HTMLFormElement} form
 * @param {string} key
 */
export function offer(form, key) {
  /** @type {Copy | null} */
  const copy = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!copy) return;
  if (trimmed(copy.fields) === trimmed(texts(form))) {
    localStorage.removeItem(key);
    return;
  }
  const when = new Date(copy.saved).toLocaleString("sv-SE", { dateStyle: "medium", timeStyle: "short" });
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "status");
  notice.innerHTML = '<div class="notice-text"><p></p><p class="buttons"><button type="button" class="button button-secondary">'
    + 'Hämta tillbaka texten</button> <button type="button" class="button button-quiet">Ta bort kopian</button></p></div>';
  notice.querySelector("p").textContent = `Det finns text från ${when} som inte hann sparas.`;
  const [back, drop] = notice.querySelectorAll("button");
  back.addEventListener("click", () => { restore(form, copy.fields); notice.remove(); });
  drop.addEventListener("click", () => { localStorage.removeItem(key); notice.remove(); });
  form.before(notice);
}
