"""How long pages take beside their floor, for the first reader, and after twenty years.

The floor of a page is a bare Flask view that is logged in by the same cookie, runs the same SQL as
text and sends the same bytes: what remains when nothing is decided, named or laid out.
"""

from __future__ import annotations

import functools
import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, session
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from app import create_app
from app.config import Settings
from app.devtools.bench_data import LARGE_MEETING, build
from app.devtools.bench_years import fill
from app.kernel import clock, db

ROUNDS = 60
STATEMENT_BUDGET = 12
GROWTH_BUDGET = 1.3
YEARS = 20

WORKSPACE = (
    "meeting workspace: 20 items, 100 clauses, 60 annexes",
    f"/sammantraden/{LARGE_MEETING}",
)
LISTS = (
    ("list of meetings", "/sammantraden"),
    ("list of cases", "/diarium"),
    ("list of cases, searched", "/diarium?text=planering"),
    ("list of decisions", f"/sammantraden/beslut/{clock.today().year}"),
    ("notice board", "/anslagstavla"),
    ("list of applications", "/ansokningar"),
    ("list of applications, searched", "/ansokningar?text=vägen&standing=granted"),
    ("charts of applications", "/ansokningar/statistik"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One measured page: milliseconds are medians."""

    what: str
    floor_ms: float
    own_ms: float
    first_ms: float  # when no part of it is remembered
    statements: int
    size: int  # bytes

    @property
    def note(self) -> str:
        """Return what the table says beside the ratio."""
        return (
            f"{self.statements} statements (budget {STATEMENT_BUDGET}), {self.size // 1024} kB, "
            f"first reader {self.first_ms:.2f} ms"
        )


def pages(folder: Path) -> tuple[Page, dict[str, tuple[Page, Page]]]:
    """Measure the workspace, and each list after one year and after twenty."""
    app, client = _association(folder / "workspace")
    workspace = _measured(app, client, *WORKSPACE)
    young, old = (_lists(folder / str(years), years) for years in (1, YEARS))
    return workspace, {name: (young[name], old[name]) for name, _ in LISTS}


def _association(folder: Path) -> tuple[Flask, FlaskClient]:
    folder.mkdir()
    settings = Settings(
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
        secret_key="a secret for measuring only, not for use",  # noqa: S106 -- a throwaway database
        storage_dir=folder / "files",
    )
    app = create_app(settings)
    return app, build(app)


def _lists(folder: Path, years: int) -> dict[str, Page]:
    app, client = _association(folder)
    with app.app_context(), db.new_session() as writing, db.committing(writing):
        fill(writing, years=years, until=clock.today())
    return {what: _measured(app, client, what, path) for what, path in LISTS}


def _measured(app: Flask, client: FlaskClient, what: str, path: str) -> Page:
    """Measure one page for the signed-in client."""
    engine: Engine = app.extensions["engine"]
    client.get(path)
    with _recorded(engine) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    floor = _bare(app, client, list(seen), answer.data)
    memories = _memories()

    def first() -> None:
        for memory in memories:
            memory.cache_clear()

    return Page(
        what=what,
        floor_ms=_median_ms(lambda: floor.get("/")),
        own_ms=_median_ms(lambda: client.get(path)),
        first_ms=_median_ms(lambda: client.get(path), before=first),
        statements=len(seen),
        size=len(answer.data),
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


def _bare(
    app: Flask, client: FlaskClient, statements: list[tuple[str, Any]], body: bytes
) -> FlaskClient:
    """Return a client of the floor: one view, the same cookie, the same SQL, the same bytes."""
    bare = Flask("floor")
    name = app.config["SESSION_COOKIE_NAME"]
    bare.config.update(SECRET_KEY=app.config["SECRET_KEY"], SESSION_COOKIE_NAME=name)
    bare.config["SESSION_REFRESH_EACH_REQUEST"] = False
    engine: Engine = app.extensions["reading_engine"]

    @bare.get("/")
    def page() -> Response:
        if "_user_id" not in session:
            raise RuntimeError("the floor is not logged in")
        with engine.connect() as connection:
            for statement, parameters in statements:
                connection.exec_driver_sql(statement, parameters).fetchall()
        return Response(body, mimetype="text/html")

    floor = bare.test_client()
    cookie = client.get_cookie(name)
    floor.set_cookie(name, cookie.value if cookie else "")
    return floor


def _memories() -> list[Any]:
    """Return every memory of rendered parts: a remembered function that gives Markup."""
    kind = type(functools.lru_cache(_median_ms))
    remembered = [found for found in gc.get_objects() if isinstance(found, kind)]
    return [found for found in remembered if _gives(found.__wrapped__) == "Markup"]


def _gives(function: object) -> object:
    return getattr(function, "__annotations__", {}).get("return")


# Processor time, not the clock on the wall: other programs must not change the ratios.
def _median_ms(
    call: Callable[[], object], *, rounds: int = ROUNDS, before: Callable[[], None] = lambda: None
) -> float:
    for _ in range(5):
        call()
    times = []
    for _ in range(rounds):
        before()
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)
