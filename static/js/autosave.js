/**
 * Saves a form while someone writes: after 1.5 s of silence and when a field is left. A copy stays on
 * the device until the server has answered, so that neither a lapsed login nor a lost net costs a word.
 * The server answers {"saved_at": "14.02", "version": 7}, perhaps with "hidden": new values of hidden
 * fields; 409 means that someone else saved first.
 * @module autosave
 */
import { drop, keep, offer, written } from "./kept.js";
import { say } from "./saying.js";

const SILENCE = 1500;
const LONGEST_WAIT = 60_000;
const PATIENCE = 15_000; // a server that has not answered by then is taken for lost
const NO_NET = "Ingen kontakt – sparat på den här enheten";

/** @type {WeakMap<HTMLFormElement, (act: string) => Promise<void>>} */
const savers = new WeakMap();

/**
 * Sends what a form holds; done when the server has answered or could not be reached.
 * @param {HTMLFormElement} form
 * @param {string} act the value of the button "do" that was pressed, when one was
 */
export const flush = (form, act = "") => savers.get(form)?.(act) ?? Promise.resolve();

/** @param {HTMLFormElement} form */
export function start(form) {
  let dirty = false;
  let wait = SILENCE;
  let timer = 0;
  let pressedAs = ""; // what the next save says about the button
  /** @type {Promise<void> | null} */
  let running = null;
  /** @type {FormData | null} sent without an answer: again as it was, or it would be a conflict with oneself */
  let unanswered = null;
  /** @type {{button: HTMLElement | null} | null} a button pressed before everything was saved */
  let pressed = null;
  let away = false; // nobody answers: the browser would show its own page in place of the text

  const later = (/** @type {number} */ ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  const retry = (/** @type {string} */ why, /** @type {string} */ kind) => {
    dirty = true;
    away = kind === "offline";
    wait = Math.min(wait * 2, LONGEST_WAIT);
    say(form, why, kind);
    later(wait);
  };
  const done = (/** @type {{saved_at: string, version?: number, hidden?: Record<string, string>}} */ answer) => {
    [wait, away] = [SILENCE, false];
    for (const [name, value] of Object.entries(answer.hidden ?? {})) form.elements[name].value = value;
    if (form.elements.version && answer.version !== undefined) form.elements.version.value = String(answer.version);
    if (dirty) return;
    drop(form);
    say(form, `Sparat kl. ${answer.saved_at}`, "saved");
  };
  const conflict = () => {
    pressed = null;
    if (form.isConnected) return form.submit(); // the server shows both texts
    return say(form, "någon annan har också skrivit. Gå dit och jämför texterna.", "failed");
  };

  /** @param {Response} answer */
  async function read(answer) {
    if (answer.ok) return done(await answer.json());
    if (answer.status === 409) return conflict();
    if (answer.status === 401 || answer.status === 400) {
      return retry("Inloggningen har gått ut. Sparat på den här enheten. Spara för att logga in igen.", "failed");
    }
    if (answer.status >= 500) return retry("Servern svarar inte – sparat på den här enheten", "offline");
    [wait, away] = [SILENCE, false];
    return say(form, "Inte sparat ännu. Spara för att se vad som behöver rättas.", "failed");
  }

  function texts() {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    if (pressedAs) body.set("do", pressedAs);
    return body;
  }

  async function send() {
    keep(form);
    say(form, "Skickar …", "saving");
    const body = unanswered ?? texts();
    if (!unanswered) [dirty, pressedAs] = [false, ""];
    unanswered = null;
    try {
      const headers = { Accept: "application/json" };
      const signal = AbortSignal.timeout(PATIENCE);
      await read(await fetch(form.action, { method: "POST", body, headers, signal }));
    } catch {
      unanswered = body;
      retry(NO_NET, "offline");
    }
  }

  function settle() {
    running = null;
    const held = pressed;
    pressed = null;
    if (held && !away) {
      [dirty, unanswered] = [false, null];
      clearTimeout(timer);
      form.requestSubmit(held.button);
    } else if (dirty && wait === SILENCE) later(SILENCE);
  }

  function save() {
    clearTimeout(timer);
    if (dirty) running ??= send().finally(settle);
    return running ?? Promise.resolve();
  }

  savers.set(form, async (act) => {
    if (running) await running;
    if (act) [dirty, pressedAs] = [true, act];
    return save();
  });
  const wrote = () => {
    dirty = true;
    form.toggleAttribute("data-unsaved", true);
    later(wait);
  };
  form.addEventListener("input", wrote);
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", (event) => {
    if (!dirty && !running && navigator.onLine) return; // the server has all of it
    event.preventDefault();
    dirty = true;
    pressed = { button: event.submitter };
    save();
  });
  addEventListener("online", () => { wait = SILENCE; save(); });
  addEventListener("pagehide", () => { if (dirty) keep(form); });
  if (form.elements.copy && written(form)) wrote();
  else offer(form);
}
