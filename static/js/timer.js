/**
 * How long a § has been dealt with, counted from what the server said and not by the device's clock.
 * @module timer
 */

/** @param {HTMLElement} sheet */
const timerOf = (sheet) => /** @type {HTMLElement} */ (sheet.querySelector("[data-room-timer]"));

/**
 * The § is taken up now.
 * @param {HTMLElement} sheet
 */
export function restart(sheet) {
  const timer = timerOf(sheet);
  timer.dataset.elapsed = "0";
  timer.dataset.from = String(performance.now());
}

/**
 * Shows the time of the § that has been taken up.
 * @param {HTMLElement} sheet
 */
export function tick(sheet) {
  const timer = timerOf(sheet);
  if (!timer.dataset.elapsed) return;
  timer.dataset.from ??= String(performance.now());
  const seconds = Number(timer.dataset.elapsed) + (performance.now() - Number(timer.dataset.from)) / 1000;
  const minutes = Math.floor(seconds / 60);
  const text = minutes < 1 ? "Pågått mindre än en minut" : `Pågått ${minutes} min`;
  if (timer.textContent !== text) timer.textContent = text;
  timer.toggleAttribute("data-over", minutes >= Number(timer.dataset.planned || Infinity));
}
