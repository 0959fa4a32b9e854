/**
 * Shows how far long work has come: asks for the same page again and takes its part from it.
 * Without it, a link does the same.
 * @module follow
 */
const EVERY = 2000; // milliseconds

/**
 * @param {HTMLElement} part with data-follow, the address of the page it stands on, and inside it the
 *   live region that tells how far it has come
 */
export const start = (part) => {
  const told = part.querySelector("[aria-live]");
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.follow ?? "", { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const news = page.querySelector("[data-follow] [aria-live]");
      if (answer.ok && news === null) {
        window.location.reload();
        return;
      }
      if (news !== null && told !== null && news.textContent !== told.textContent) {
        told.replaceChildren(...Array.from(news.children, (child) => document.importNode(child, true)));
      }
    } catch {
      // The network is away for a while; the next time may do better.
    }
    window.setTimeout(ask, EVERY);
  };
  window.setTimeout(ask, EVERY);
};
