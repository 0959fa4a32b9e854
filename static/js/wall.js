/**
 * The big screen follows the meeting: asks every other second whether there is something new, and
 * shows it. Without a network it says how old the picture is.
 * @module wall
 */

const EVERY = 2000;
const PATIENCE = 10_000;

/** @param {HTMLElement} wall */
export function start(wall) {
  const notice = /** @type {HTMLElement} */ (document.querySelector("[data-wall-notice]"));
  let tag = wall.dataset.tag ?? "";
  let seen = wall.dataset.seen ?? "";

  const tell = (/** @type {string} */ text) => {
    if (notice.textContent !== text) notice.textContent = text;
  };

  async function ask() {
    const headers = { Accept: "application/json", "If-None-Match": tag };
    const answer = await fetch(wall.dataset.wall, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.redirected || answer.status === 401) return tell("Inloggningen har gått ut. Logga in igen för att följa mötet.");
    if (answer.status === 304) return tell("");
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    tag = answer.headers.get("ETag") ?? "";
    seen = found.seen;
    if (wall.innerHTML.trim() !== found.html.trim()) wall.innerHTML = found.html;
    return tell("");
  }

  async function follow() {
    try {
      if (!document.hidden) await ask();
    } catch {
      tell(`Ingen kontakt. Bilden visar läget kl. ${seen}.`);
    }
    setTimeout(follow, EVERY);
  }
  setTimeout(follow, EVERY);
}
