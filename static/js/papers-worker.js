/**
 * Keeps the papers of one meeting on the device and gives them when there is no network (ADR 19).
 * It sees only the page of that meeting's papers and what that page fetches. What it keeps has the
 * reader's number in its name, and goes when somebody else reads, when the reader may no longer
 * read, when the reader logs out (tidy.js) and when the day of the meeting has ended.
 */
const SCOPE = new URL(self.registration.scope).pathname;
const DAY = /\d{4}-\d{2}-\d{2}/.exec(SCOPE)?.[0] ?? "";
const NAMES = `klubba-las:${SCOPE}:`;
const PATIENCE = 6000; // milliseconds; a net that is slower than that is taken for none
const REST = 300; // between something written and the page kept anew
const REFUSED = new Set([401, 403, 404, 410]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The meeting's day is over: nothing is kept or given any more. */
const over = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" }) > DAY;

/** @param {string} [but] the name of what stays */
async function forget(but) {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAMES) && name !== but);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** What is kept, of whoever read last. */
async function kept() {
  if (over()) await forget();
  const name = (await caches.keys()).find((one) => one.startsWith(NAMES));
  return name ? caches.open(name) : null;
}

/** @param {string} address @returns {Promise<Response | undefined>} */
const copyOf = async (address) => (await kept())?.match(address);

/**
 * Keeps the page that the server has just given to its reader; says whether it may be kept.
 * @param {Response} answer
 */
async function remember(answer) {
  const reader = answer.headers.get("X-Reader");
  if (answer.ok && reader && !over()) {
    const name = `${NAMES}${reader}`;
    await forget(name);
    await (await caches.open(name)).put(SCOPE, answer);
    return true;
  }
  if (answer.redirected || answer.type === "opaqueredirect" || REFUSED.has(answer.status)) await forget();
  return false;
}

/** The page itself: from the server, or as it was kept. @param {Request} request */
async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    await remember(answer.clone());
    return answer.status < 500 ? answer : await copyOf(SCOPE) ?? answer;
  } catch {
    return await copyOf(SCOPE) ?? Response.error();
  }
}

/** A paper: as it was kept, since its address names its content. @param {Request} request */
const paper = async (request) => await copyOf(request.url) ?? fetch(request);

/** A style sheet or script: from the server, or as it was kept. @param {Request} request */
async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return await copyOf(request.url) ?? Response.error();
  }
}

/** @type {Promise<boolean | void> | null} */
let again = null;
const wait = (/** @type {number} */ ms) => new Promise((done) => { setTimeout(done, ms); });
const load = () => fetch(SCOPE, { credentials: "same-origin" }).then(remember).catch(() => {});
/** Keeps the page anew, with what has just been written on it. */
const renew = () => {
  again ??= wait(REST).then(() => { again = null; return load(); });
  return again;
};

/** Something written: to the server only. @param {FetchEvent} event */
async function written(event) {
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(renew());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin) return;
  const within = pathname.startsWith(`${SCOPE}/`);
  if (method === "POST" && within) event.respondWith(written(event));
  else if (method !== "GET") return;
  else if (pathname === SCOPE) event.respondWith(page(event.request));
  else if (pathname.startsWith(`${SCOPE}/bilaga/`)) event.respondWith(paper(event.request));
  else if (pathname.startsWith("/static/")) event.respondWith(part(event.request));
});

/**
 * Fetches what is not kept yet, and drops papers that the page no longer links to.
 * @param {{parts: string[], papers: string[]}} wanted
 * @param {(state: {done: number, all: number, failed: number}) => void} tell
 */
async function keep({ parts, papers }, tell) {
  if (over() || !(await load())) return;
  const cache = await kept();
  if (!cache) return;
  const wanted = new Set([SCOPE, ...parts, ...papers]);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!wanted.has(pathname + search)) await cache.delete(url);
  }
  const state = { done: 0, all: parts.length + papers.length, failed: 0 };
  for (const address of [...parts, ...papers]) {
    try {
      const answer = await cache.match(address) ? null : await fetch(address, { credentials: "same-origin" });
      if (answer && (!answer.ok || answer.redirected)) throw new Error(address);
      if (answer) await cache.put(address, answer);
    } catch {
      state.failed += 1;
    }
    state.done += 1;
    tell({ ...state });
  }
}

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data, (state) => event.source?.postMessage(state)));
});
