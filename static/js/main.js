/**
 * Loads what the page asks for by data attributes. Every page works without it.
 * @module main
 */
import { enliven } from "./alive.js";
import { tidy } from "./tidy.js";

document.documentElement.classList.remove("no-js");

// The mark tells tests that nothing more will come alive on the page.
enliven(document).finally(() => document.documentElement.classList.add("js-ready"));
tidy().catch(() => {}); // a browser that hides what it keeps keeps nothing
