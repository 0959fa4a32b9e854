/**
 * Takes away papers that were kept for reading without network (offline.js) and are not for the one
 * who uses the browser now: another's, those of one who has logged out, those of meetings that are
 * over.
 * @module tidy
 */
const NAME = /^klubba-las:(.*(\d{4}-\d{2}-\d{2}).*):(\d+)$/;

/** Looks through what is kept on the device; done on every page, and free where nothing is kept. */
export async function tidy() {
  if (!("caches" in window)) return;
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  for (const name of await caches.keys()) {
    const [, scope, day, person] = NAME.exec(name) ?? [];
    if (!scope || (person === document.body.dataset.person && day >= today)) continue;
    await caches.delete(name);
    const registration = await navigator.serviceWorker?.getRegistration(scope);
    if (registration?.scope.endsWith(scope)) await registration.unregister();
  }
}
