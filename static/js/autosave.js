/**
 * Saves a form while someone writes: after 1.5 s of silence and when a field is left. A copy stays in
 * the browser until the server has answered, so that neither a lapsed login nor a lost net costs a word.
 * The server answers {"saved_at": "14.02", "version": 7}, perhaps with "hidden": new values of hidden
 * fields; 409 means that someone else saved first.
 * @module autosave
 */
import { keep, offer } from "./kept.js";

const SILENCE = 1500;
const LONGEST_WAIT = 60_000;
const PATIENCE = 15_000; // a server that has not answered by then is taken for lost
const NO_NET = "Sparas här tills nätet är tillbaka";

/** @param {HTMLFormElement} form */
export function start(form) {
  const key = `klubba:${new URL(form.action).pathname}:${form.id}`;
  const states = document.querySelectorAll("[data-save-state]");
  let dirty = false;
  let saving = false;
  let wait = SILENCE;
  let timer = 0;
  /** @type {{button: HTMLElement | null} | null} a button pressed while a save was on its way */
  let pressed = null;

  const say = (/** @type {string} */ text, /** @type {string} */ kind) => states.forEach((state) => {
    if (state.textContent !== text) state.textContent = text;
    state.dataset.kind = kind;
  });
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
  const done = (/** @type {{saved_at: string, version?: number, hidden?: Record<string, string>}} */ answer) => {
    wait = SILENCE;
    for (const [name, value] of Object.entries(answer.hidden ?? {})) form.elements[name].value = value;
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
    keep(form, key);
    say("Sparar", "saving");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const headers = { Accept: "application/json" };
      const signal = AbortSignal.timeout(PATIENCE);
      await read(await fetch(form.action, { method: "POST", body, headers, signal }));
    } catch {
      retry(NO_NET, "offline");
    } finally {
      saving = false;
      if (pressed) form.requestSubmit(pressed.button);
      else if (dirty && wait === SILENCE) later(SILENCE);
    }
  }

  form.addEventListener("input", () => { dirty = true; later(wait); });
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) { // sent now it would carry the version before that save: a conflict with oneself
      event.preventDefault();
      pressed = { button: event.submitter };
    } else if (!navigator.onLine) { // the browser would show its own page in place of the text
      event.preventDefault();
      pressed = null;
      keep(form, key);
      retry(NO_NET, "offline");
    } else {
      pressed = null;
      if (dirty) keep(form, key);
      dirty = false;
    }
  });
  addEventListener("online", () => { wait = SILENCE; save(); });
  addEventListener("pagehide", () => { if (dirty) keep(form, key); });
  offer(form, key);
}
