/**
 * The page of papers: the size of the text at once, the list that follows the page, printing with
 * one's own notes.
 * @module reading
 */
const COOKIE = "klubba-text";
const YEAR = 365 * 24 * 3600;

/**
 * Shows a text size and marks its button.
 * @param {HTMLElement} reading
 * @param {string} size
 */
function show(reading, size) {
  const buttons = reading.querySelectorAll("[data-sizes] button");
  if (![...buttons].some((button) => button.value === size)) return;
  for (const button of buttons) {
    reading.classList.toggle(`reading-${button.value}`, button.value === size);
    button.setAttribute("aria-pressed", String(button.value === size));
  }
}

/** @param {HTMLElement} reading */
function sizes(reading) {
  // A page that was kept on the device may be older than the choice.
  const kept = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
  if (kept) show(reading, kept.slice(COOKIE.length + 1));
  reading.querySelector("[data-sizes]")?.addEventListener("submit", (event) => {
    const size = /** @type {SubmitEvent} */ (event).submitter?.getAttribute("value") ?? "";
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${COOKIE}=${size}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    show(reading, size);
  });
}

/**
 * Marks in the list the item that is being read.
 * @param {HTMLElement} reading
 */
function follow(reading) {
  const list = document.querySelector("[data-contents]");
  if (!list) return;
  const links = new Map([...list.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a") && list.matches(":popover-open")) list.hidePopover();
  });
  const mark = (/** @type {string} */ id) => {
    for (const [at, link] of links) {
      if (at === id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    const column = list.closest(".editor-list");
    const current = links.get(id);
    if (!column || !current || column.scrollHeight <= column.clientHeight) return;
    column.scrollTop = current.offsetTop - column.clientHeight / 3;
  };
  const items = [...reading.querySelectorAll("[data-item]")];
  const seen = new IntersectionObserver(() => {
    const above = items.filter((item) => item.getBoundingClientRect().top < innerHeight / 3);
    mark((above.at(-1) ?? items[0]).id);
  }, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
  items.forEach((item) => seen.observe(item));
}

/** @param {HTMLElement} reading */
function paper(reading) {
  reading.querySelector("[data-print]")?.addEventListener("click", () => print());
  for (const copy of reading.querySelectorAll("[data-paper-of]")) {
    const field = document.getElementById(copy.dataset.paperOf);
    field?.addEventListener("input", () => { copy.textContent = field.value; });
  }
}

/** @param {HTMLElement} reading */
export function start(reading) {
  sizes(reading);
  follow(reading);
  paper(reading);
}
