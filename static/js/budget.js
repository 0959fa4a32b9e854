/**
 * The sums of a budget while someone writes: rows, periods, what is applied for, who pays, and by how
 * much costs and financing differ. The server counts again when the budget is saved; its sums hold.
 * @module budget
 */

const AMOUNT = /^(\d{1,3}(?:\d*|(?: \d{3})+))(?:,(\d{1,2}))?$/;
const AGREES = "Kostnader och finansiering stämmer överens.";

/**
 * Reads a Swedish amount ("600 000", "1 250,50 kr") as öre; null when it cannot be read.
 * @param {string} text
 * @returns {number | null}
 */
export function ore(text) {
  const plain = text.replace(/[\s\u00a0\u202f]+/g, " ").trim().replace(/kr$/, "").trim();
  if (plain === "") return 0;
  const found = AMOUNT.exec(plain);
  if (!found) return null;
  return Number(found[1].replaceAll(" ", "")) * 100 + Number((found[2] ?? "0").padEnd(2, "0"));
}

/**
 * Writes öre as Swedish kronor with hard spaces, as the server does.
 * @param {number} amount
 * @returns {string}
 */
export function kronor(amount) {
  const whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const rest = amount % 100;
  return `${whole}${rest ? `,${String(rest).padStart(2, "0")}` : ""}\u00a0kr`;
}

/**
 * The same sentence as the server's, when costs and financing differ.
 * @param {number} costs
 * @param {number} financing
 */
function agreement(costs, financing) {
  const difference = costs - financing;
  if (difference === 0) return AGREES;
  return `Kostnaderna är ${kronor(costs)} och finansieringen ${kronor(financing)}. Finansieringen är `
    + `${kronor(Math.abs(difference))} ${difference > 0 ? "mindre" : "mer"} än kostnaderna.`;
}

/** @param {HTMLElement} place where it says whether costs and financing agree */
export function start(place) {
  const form = /** @type {HTMLFormElement} */ (place.closest("form"));
  const outputs = (/** @type {string} */ name) => form.querySelectorAll(`output[data-sum="${name}"]`);
  const say = (/** @type {Iterable<HTMLOutputElement>} */ sums, /** @type {string} */ text) => {
    for (const output of sums) if (output.value !== text) output.value = text;
  };
  const fields = (/** @type {ParentNode} */ part) => [...part.querySelectorAll("input.budget-amount")];
  const sum = (/** @type {HTMLInputElement[]} */ inputs) => inputs.reduce((all, input) => all + (ore(input.value) ?? 0), 0);

  /** Sums the costs by row and by period; returns all of them. */
  function costs() {
    const rows = [...form.querySelectorAll("#costs [data-row]")].map((row) => [row, fields(row)]);
    rows.forEach(([row, inputs]) => say(row.querySelectorAll("output"), kronor(sum(inputs))));
    const periods = Math.max(0, ...rows.map(([, inputs]) => inputs.length));
    for (let at = 0; at < periods; at += 1) {
      say(outputs(`column-${at}`), kronor(sum(rows.map(([, inputs]) => inputs[at]).filter(Boolean))));
    }
    return sum(rows.flatMap(([, inputs]) => inputs));
  }

  function count() {
    const [total, applied] = [costs(), sum(fields(form.querySelector("#applied")))];
    const financing = applied + sum(fields(form.querySelector("#financing")));
    say(outputs("costs"), kronor(total));
    say(outputs("applied"), kronor(applied));
    say(outputs("financing"), kronor(financing));
    const text = agreement(total, financing);
    const words = place.querySelector("[data-agreement-text]");
    if (words.textContent !== text) words.textContent = text;
    place.dataset.agrees = total === financing ? "ja" : "nej";
  }

  form.addEventListener("input", count);
  count();
}
