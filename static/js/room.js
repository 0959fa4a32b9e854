/**
 * Meeting mode: goes between the §§ without loading the page, with the network and without. Every §
 * is fetched when the page has loaded; each saves itself, and the server is told which § the room is
 * at as soon as it can be reached.
 * @module room
 */
import { enliven } from "./alive.js";
import { flush } from "./autosave.js";
import { hasCopy } from "./kept.js";
import { formOf, made, read, renewed } from "./sheets.js";
import { restart, tick } from "./timer.js";

const AGAIN = 5000;
const PATIENCE = 15_000;
const FIELDS = "input, select, textarea";
const KEYS = { ArrowLeft: "previous", PageUp: "previous", ArrowRight: "next", PageDown: "next" };

/** @param {HTMLElement} room */
export function start(room) {
  /** @type {Map<string, HTMLElement>} */
  const sheets = new Map();
  const alive = new WeakSet();
  const list = room.querySelector("[data-room-list]");
  const shown = () => /** @type {HTMLElement} */ (room.querySelector("[data-room-sheet]"));
  let untold = ""; // the § that the server has not been told of
  let telling = false;

  /** Says in the list which §§ the server lacks text of. */
  function mark() {
    for (const [id, sheet] of sheets) {
      const note = list.querySelector(`[data-room-unsent="${id}"]`);
      if (note) note.hidden = !formOf(sheet).hasAttribute("data-unsaved");
    }
  }

  /** @param {HTMLElement} sheet */
  function bringAlive(sheet) {
    if (alive.has(sheet)) return;
    alive.add(sheet);
    sheet.addEventListener("said", mark);
    enliven(sheet);
  }

  /** Takes what the server gave. */
  function receive({ sheets: found = {}, rows = "" }) {
    for (const [id, html] of Object.entries(found)) {
      const old = sheets.get(id);
      const sheet = old ? renewed(old, made(html)) : made(html);
      sheets.set(id, sheet);
      if (sheet.isConnected || hasCopy(formOf(sheet))) bringAlive(sheet); // sends what was left here
    }
    if (rows) list.innerHTML = rows;
    mark();
  }

  /** @param {string} id */
  function show(id) {
    const sheet = sheets.get(id);
    shown().replaceWith(sheet);
    bringAlive(sheet);
    restart(sheet);
    for (const button of list.querySelectorAll("[data-room-go]")) {
      if (button.dataset.roomGo === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    list.closest("details").open = false;
    tick(sheet);
    scrollTo(0, 0);
    sheet.querySelector("h2").focus();
  }

  /** Tells the server where the room is, until it has heard. */
  async function tell() {
    if (!untold || telling) return;
    const id = untold;
    telling = true;
    try {
      const body = new FormData();
      body.set("csrf_token", room.querySelector("[name=csrf_token]").value);
      body.set("paragraph", id);
      const headers = { Accept: "application/json" };
      const answer = await fetch(room.dataset.go, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (untold === id) {
        untold = "";
        receive(found);
      }
    } catch {
      setTimeout(tell, AGAIN);
    } finally {
      telling = false;
      if (untold && untold !== id) tell();
    }
  }

  async function fetchAll() {
    try {
      const answer = await fetch(room.dataset.sheets, { headers: { Accept: "application/json" } });
      const { sheets: found } = await answer.json();
      delete found[shown().dataset.roomSheet];
      receive({ sheets: found });
    } catch {
      setTimeout(fetchAll, AGAIN);
    }
  }

  room.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-room-go]");
    const id = button?.dataset.roomGo;
    if (!id || !sheets.has(id)) return; // not fetched yet: the button sends the form
    event.preventDefault();
    const onwards = button.value === "next";
    if (onwards) read(shown());
    const saved = flush(formOf(shown()), onwards ? "save" : "");
    show(id);
    untold = id;
    saved.then(tell);
  });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const way = KEYS[event.key];
    if (!way || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest(FIELDS)) return;
    const button = shown().querySelector(`[data-editor-${way}]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  addEventListener("online", tell);
  setInterval(() => tick(shown()), 1000);

  sheets.set(shown().dataset.roomSheet, shown());
  alive.add(shown());
  shown().addEventListener("said", mark);
  fetchAll();
}
