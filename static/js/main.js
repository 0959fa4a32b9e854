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
  ["[data-reorder]", "./reorder.js"],
  ["form[data-autosave]", "./autosave.js"],
  ["[data-editor]", "./keyboard.js"],
  ["[data-password]", "./password.js"],
  ["[data-untouched]", "./untouched.js"],
  ["[data-forget]", "./forget.js"],
];

for (const [selector, path] of wanted) {
  const found = document.querySelectorAll(selector);
  if (found.length > 0) {
    // A part that cannot be fetched is done without: the page works anyway.
    import(path).then(({ start }) => found.forEach((element) => start(element)), () => {});
  }
}
