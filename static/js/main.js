/**
 * Loads what the page asks for by data attributes. Every page works without it.
 * @module main
 */
document.documentElement.classList.remove("no-js");

/** @type {ReadonlyArray<readonly [string, string]>} selector, module with start(element) */
const wanted = [
  ["[data-error-summary]", "./errors.js"],
  ["textarea[data-grow]", "./grow.js"],
  ["[data-clauses]", "./clauses.js"],
  ["[data-agreement]", "./budget.js"],
  ["[data-reorder]", "./reorder.js"],
  ["form[data-autosave]", "./autosave.js"],
  ["[data-editor]", "./keyboard.js"],
  ["[data-password]", "./password.js"],
  ["[data-untouched]", "./untouched.js"],
  ["[data-forget]", "./forget.js"],
];

/** Loads one part; one that cannot be fetched is done without, since the page works anyway. */
const load = ([selector, path]) => {
  const found = document.querySelectorAll(selector);
  if (found.length === 0) return Promise.resolve();
  return import(path).then(({ start }) => found.forEach((element) => start(element)), () => {});
};

// The mark tells tests that nothing more will come alive on the page.
Promise.allSettled(wanted.map(load)).then(() => document.documentElement.classList.add("js-ready"));
