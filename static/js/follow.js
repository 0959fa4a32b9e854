/**
 * Shows how far long work has come: asks for the same page again and takes its part from it.
 * Without it, a link does the same.
 * @module follow
 */
const EVERY = 2000; // milliseconds

/**
 * @param {HTMLElement} part with data-follow, the address of the page it stands on
 */
export const start = (part) => {
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.follow ?? "", { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-follow]");
      if (answer.ok && found === null) {
        window.location.reload();
        return;
      }
      if (found !== null && found.textContent !== part.textContent) {
        part.replaceChildren(...Array.from(found.children, (child) => document.importNode(child, true)));
      }
    } catch {
      // The network is away for a while; the next time may do better.
    }
    window.setTimeout(ask, EVERY);
  };
  window.setTimeout(ask, EVERY);
};
