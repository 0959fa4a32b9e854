/**
 * Saves a form while someone writes: after 1.5 s of silence and when a field is left. A copy stays in
 * the browser until the server has answered, so that neither a lapsed login nor a lost net costs a word.
 * The server answers {"saved_at": "14.02", "version": 7}; 409 means that someone else saved first.
 * @module autosave
 */
const SILENCE = 1500;
const LONGEST_WAIT = 60_000;

/** @typedef {{saved: string, fields: [string, string][]}} Copy */

const NEVER_KEPT = new Set(["csrf_token", "version", "do"]);

/**
 * The texts of the form, without files and technical fields.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function texts(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER_KEPT.has(name));
}

/**
 * Writes the kept texts back where their fields still exist.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} fields
 */
function restore(form, fields) {
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

/** @param {HTMLFormElement} form */
export function start(form) {
  const key = `klubba:${location.pathname}:${form.id}`;
  const states = document.querySelectorAll("[data-save-state]");
  let dirty = false;
  let saving = false;
  let wait = SILENCE;
  let timer = 0;

  const say = (/** @type {string} */ text, /** @type {string} */ kind) => states.forEach((state) => {
    if (state.textContent !== text) state.textContent = text;
    state.dataset.kind = kind;
  });
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ saved: new Date().toISOString(), fields: texts(form) }));
    } catch { /* private mode or full: the server copy is all there is */ }
  };
  const later = (/** @type {number} */ ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  const retry = (/** @type {string} */ why, /** @type {string} */ kind) => {
    dirty = true;
    wait = Math.min(wait * 2, LONGEST_WAIT);
    say(why, kind);
    later(wait);
  };
  const done = (/** @type {{saved_at: string, version?: number}} */ answer) => {
    wait = SILENCE;
    if (form.elements.version && answer.version !== undefined) form.elements.version.value = String(answer.version);
    if (dirty) return later(SILENCE);
    localStorage.removeItem(key);
    return say(`Sparat ${answer.saved_at}`, "saved");
  };

  /** @param {Response} answer */
  async function read(answer) {
    if (answer.ok) return done(await answer.json());
    if (answer.status === 409) return form.submit(); // the server shows both texts
    if (answer.status === 401 || answer.status === 400) {
      return retry("Inloggningen har gått ut. Sparas här så länge. Spara för att logga in igen.", "failed");
    }
    if (answer.status >= 500) return retry("Sparas här tills servern svarar", "offline");
    return say("Inte sparat ännu. Spara för att se vad som behöver rättas.", "failed");
  }

  async function save() {
    clearTimeout(timer);
    if (!dirty || saving) return;
    [dirty, saving] = [false, true];
    keep();
    say("Sparar", "saving");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      await read(await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }));
    } catch {
      retry("Sparas här tills nätet är tillbaka", "offline");
    } finally {
      saving = false;
      if (dirty && wait === SILENCE) later(SILENCE);
    }
  }

  const offer = () => {
    /** @type {Copy | null} */
    const copy = JSON.parse(localStorage.getItem(key) ?? "null");
    if (!copy) return;
    if (JSON.stringify(copy.fields) === JSON.stringify(texts(form))) {
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
  };

  form.addEventListener("input", () => { dirty = true; later(wait); });
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", () => { clearTimeout(timer); if (dirty) keep(); dirty = false; });
  addEventListener("online", () => { wait = SILENCE; save(); });
  addEventListener("pagehide", () => { if (dirty) keep(); });
  offer();
}
