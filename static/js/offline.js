/**
 * Has the papers of the page kept on the device, so that they can be read without network, and says
 * how far that has come. The keeping itself is done by papers-worker.js.
 * @module offline
 */
const NO_NET = "Ingen kontakt. Du läser det som är sparat på den här enheten, och dina anteckningar skickas när nätet är tillbaka.";

/** Everything of the page itself: style sheets, scripts, the symbol. */
const parts = () => performance.getEntriesByType("resource")
  .map((entry) => new URL(entry.name))
  .filter((address) => address.origin === location.origin && address.pathname.startsWith("/static/"))
  .map((address) => address.pathname + address.search);

/** The papers that the page links to. */
const papers = () => [...document.querySelectorAll("[data-paper]")]
  .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "");

/** @param {{done: number, all: number, failed: number}} state */
function words({ done, all, failed }) {
  if (done < all) return `Sparar handlingarna på den här enheten: ${done} av ${all}`;
  if (failed > 0) return `${all - failed} av ${all} handlingar kan läsas utan nät. Resten fick inte plats eller kom inte fram.`;
  return "Allt på sidan kan läsas utan nät på den här enheten tills sammanträdet är över.";
}

/** @param {HTMLElement} place where it says how it goes */
export async function start(place) {
  if (!("serviceWorker" in navigator)) return;
  let said = "";
  const say = () => {
    const text = navigator.onLine ? said : NO_NET;
    if (place.textContent !== text) place.textContent = text;
  };
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    said = words(data);
    say();
  });
  navigator.serviceWorker.startMessages();
  try {
    const { worker, scope } = place.dataset;
    const registration = await navigator.serviceWorker.register(worker ?? "", { scope });
    const active = registration.active ?? await new Promise((done) => {
      const made = registration.installing ?? registration.waiting;
      made?.addEventListener("statechange", () => { if (made.state === "activated") done(made); });
    });
    active.postMessage({ parts: [...new Set(parts())], papers: [...new Set(papers())] });
  } catch { /* without network the worker is there already; refused, the page is read with network */ }
}
