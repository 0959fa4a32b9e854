/**
 * Brings parts of a page alive by their data attributes: the whole page when it has loaded, and what
 * is put into it later. Every page works without it.
 * @module alive
 */

/** @type {ReadonlyArray<readonly [string, string]>} selector, module with start(element) */
const wanted = [
  ["[data-error-summary]", "./errors.js"],
  ["textarea[data-grow]", "./grow.js"],
  ["[data-clauses]", "./clauses.js"],
  ["[data-agreement]", "./budget.js"],
  ["[data-reorder]", "./reorder.js"],
  ["form[data-autosave]", "./autosave.js"],
  ["[data-room]", "./room.js"],
  ["[data-wall]", "./wall.js"],
  ["[data-editor]", "./keyboard.js"],
  ["[data-password]", "./password.js"],
  ["[data-passkey]", "./passkey.js"],
  ["[data-untouched]", "./untouched.js"],
  ["[data-forget]", "./forget.js"],
  ["[data-ballot]", "./ballot.js"],
  ["[data-follow]", "./follow.js"],
  ["[data-reading]", "./reading.js"],
  ["[data-worker]", "./offline.js"],
];

/** @type {Map<string, {start: (element: Element) => void}>} */
const loaded = new Map();

/**
 * Starts every module that the part asks for, in the order above: rows are there before a kept text
 * is put back in them. Modules that are here already start at once, so that not a letter written in
 * a new part is missed; one that cannot be fetched is done without.
 * @param {ParentNode} part
 */
export async function enliven(part) {
  const found = wanted
    .map(([selector, path]) => ({ path, elements: part.querySelectorAll(selector) }))
    .filter(({ elements }) => elements.length > 0);
  const begin = ({ path, elements }) => elements.forEach((element) => loaded.get(path)?.start(element));
  const later = found.filter(({ path }) => !loaded.has(path));
  found.filter(({ path }) => loaded.has(path)).forEach(begin);
  await Promise.allSettled(later.map(async ({ path }) => loaded.set(path, await import(path))));
  later.forEach(begin);
}
