"""Measure pages and documents against a floor taken in the same run, and note the ratios.

The floor of a page is a bare Flask view that runs the same SQL as text and sends the same bytes;
the floor of a document is the same XML serialised and zipped. Times vary between machines, the
ratios hardly do; so the budgets are ratios.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from app import create_app
from app.config import ROOT, Settings
from app.devtools import bench_documents
from app.devtools.bench_data import LARGE_MEETING, build

LOG = ROOT / "docs" / "benchmarks.md"
ROUNDS = 40
PAGE_BUDGET = 3.0
STATEMENT_BUDGET = 12


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


@contextmanager
def _recorded(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Collect every statement with its parameters that runs inside the block."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


# Processor time, not the clock on the wall: other programs must not change the ratios.
def _median_ms(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    for _ in range(5):
        call()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def _bare(engine: Engine, statements: list[tuple[str, Any]], body: bytes) -> FlaskClient:
    """Return a client of the floor: one view, the same SQL as text, the same bytes."""
    bare = Flask("floor")

    @bare.get("/")
    def page() -> Response:
        with engine.connect() as connection:
            for statement, parameters in statements:
                connection.exec_driver_sql(statement, parameters).fetchall()
        return Response(body, mimetype="text/html")

    return bare.test_client()


def measure_page(app: Flask, client: FlaskClient, what: str, path: str) -> Row:
    """Measure one page for the signed-in client; the note tells the number of statements."""
    engine: Engine = app.extensions["engine"]
    client.get(path)
    with _recorded(engine) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    floor = _bare(engine.execution_options(readonly=True), list(seen), answer.data)
    floor_ms = _median_ms(lambda: floor.get("/"))
    own_ms = _median_ms(lambda: client.get(path))
    note = f"{len(seen)} statements (budget {STATEMENT_BUDGET}), {len(answer.data) // 1024} kB"
    return Row(what, floor_ms, own_ms, PAGE_BUDGET, note)


def pages(folder: Path) -> list[Row]:
    """Measure the pages on a database of their own."""
    settings = Settings(
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
        secret_key="a secret for measuring only, not for use",  # noqa: S106 -- a throwaway database
        storage_dir=folder / "files",
    )
    app = create_app(settings)
    client = build(app)
    return [
        measure_page(
            app,
            client,
            "meeting workspace: 20 items, 100 clauses, 60 annexes",
            f"/sammantraden/{LARGE_MEETING}",
        ),
        measure_page(app, client, "list of meetings", "/sammantraden"),
    ]


def documents() -> list[Row]:
    """Measure the documents; the note tells what docxtpl takes for the same one."""
    return [
        Row(row.name, row.floor_ms, row.own_ms, 3.0, f"docxtpl {row.docxtpl_ms:.1f} ms")
        for row in bench_documents.measure()
    ]


def main() -> None:
    """Print the table and append it to docs/benchmarks.md."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*pages(Path(folder)), *documents()]
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
