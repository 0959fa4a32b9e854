/**
 * Counts the votes of a ballot while they are marked, and marks everybody at once.
 * @module ballot
 */

/** @param {HTMLElement} ballot holds a fieldset of radios for everybody who votes */
export function start(ballot) {
  const count = ballot.querySelector("[data-ballot-count]");
  const rows = [...ballot.querySelectorAll("fieldset")];

  const tell = () => {
    const chosen = rows.map((row) => row.querySelector("input:checked")?.value ?? "");
    const of = (value) => chosen.filter((one) => one === value).length;
    count.textContent = `${of("ja")} ja, ${of("nej")} nej, ${of("avstår")} avstår, ${of("")} utan röst`;
  };

  ballot.addEventListener("change", tell);
  ballot.querySelector("[data-ballot-all]")?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const row of rows) row.querySelector("input[value=ja]").checked = true;
    tell();
  });
  tell();
}
