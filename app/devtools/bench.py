"""Measure pages and documents against a floor taken in the same run, and note the ratios.

Times vary between machines, the ratios hardly do; so the budgets are ratios.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.config import ROOT
from app.devtools import bench_documents, bench_packets, bench_pages, bench_pdf
from app.devtools.bench_pages import GROWTH_BUDGET, YEARS, Page

LOG = ROOT / "docs" / "benchmarks.md"
PAGE_BUDGET = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: milliseconds are medians."""

    what: str
    floor_ms: float
    own_ms: float
    budget: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """Return how many times the floor it took."""
        return self.own_ms / self.floor_ms

    def line(self) -> str:
        """Return the row as a line of a Markdown table."""
        verdict = "yes" if self.ratio <= self.budget else "NO"
        return (
            f"| {self.what} | {self.floor_ms:.2f} | {self.own_ms:.2f} | {self.ratio:.2f} "
            f"| {self.budget:g} | {verdict} | {self.note} |"
        )


def pages(folder: Path) -> list[Row]:
    """Measure the pages; the note of a list tells how it has grown in twenty years."""
    of_meeting, lists = bench_pages.pages(folder)
    return [*map(_page, of_meeting), *(_list(young, old) for young, old in lists.values())]


def _page(page: Page) -> Row:
    return Row(page.what, page.floor_ms, page.own_ms, PAGE_BUDGET, page.note)


def _list(young: Page, old: Page) -> Row:
    growth = old.own_ms / young.own_ms
    many = "" if young.statements == old.statements else f", {young.statements} statements then"
    note = f"{old.note}; {growth:.2f} of its time after one year (budget {GROWTH_BUDGET}){many}"
    return Row(f"{old.what}, {YEARS} years", old.floor_ms, old.own_ms, PAGE_BUDGET, note)


def documents() -> list[Row]:
    """Measure the documents; the note tells what docxtpl takes for the same one."""
    return [
        Row(row.name, row.floor_ms, row.own_ms, 3.0, f"docxtpl {row.docxtpl_ms:.1f} ms")
        for row in bench_documents.measure()
    ]


def packet(folder: Path) -> Row:
    """Measure all papers of a large meeting as one PDF; the note tells its memory."""
    made = bench_packets.measure(folder / "packet")
    return Row(made.what, made.floor_ms, made.own_ms, PAGE_BUDGET, made.note)


def archival() -> list[Row]:
    """Measure the archival PDF of the minutes, its seal and the check of it."""
    return [
        Row(made.what, made.floor_ms, made.own_ms, PAGE_BUDGET, made.note)
        for made in bench_pdf.measure()
    ]


def main() -> None:
    """Measure everything and note it."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*pages(Path(folder)), *documents(), packet(Path(folder)), *archival()]
    note(rows)


def note(rows: Sequence[Row]) -> None:
    """Print the table and append it to docs/benchmarks.md."""
    head = [
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "",
        "| what | floor, ms | Klubba, ms | ratio | budget | within | note |",
        "|---|---:|---:|---:|---:|---|---|",
    ]
    table = "\n".join([*head, *(row.line() for row in rows)]) + "\n"
    print(table)
    with LOG.open("a", encoding="utf-8") as log:
        log.write("\n" + table)


if __name__ == "__main__":
    main()
