"""How long pages take beside their floor, for the first reader, and after twenty years.

The floor of a page is a bare Flask view that is logged in by the same cookie, runs the same SQL as
text and sends the same bytes: what remains when nothing is decided, named or laid out.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, Response, session
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from app import create_app
from app.config import Settings
from app.devtools.bench_data import LARGE_MEETING, build
from app.devtools.bench_years import fill
from app.kernel import clock, db

Call = tuple[Callable[[], object], Callable[[], object]]  # what makes ready, what is measured

TURNS, WARM, ROUNDS = 6, 3, 10
STATEMENT_BUDGET = 12
GROWTH_BUDGET = 1.3
YEARS = 20

WORKSPACE = (
    "meeting workspace: 20 items, 100 clauses, 60 annexes",
    f"/sammantraden/{LARGE_MEETING}",
)
PAPERS = (
    "papers of a meeting on one page: 25 items, 60 annexes",
    f"/sammantraden/{LARGE_MEETING}/las-handlingar",
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


def pages(folder: Path) -> tuple[list[Page], dict[str, tuple[Page, Page]]]:
    """Measure the pages of a large meeting, and each list after one year and after twenty."""
    large = _association(folder / "workspace")
    of_meeting = [page for one in (WORKSPACE, PAPERS) for page in _measured(*one, large)]
    young, old = (_after(folder / str(years), years) for years in (1, YEARS))
    lists = {}
    for what, path in LISTS:
        now, then = _measured(what, path, young, old)
        lists[what] = (now, then)
    return of_meeting, lists


def _association(folder: Path) -> tuple[Flask, FlaskClient]:
    folder.mkdir()
    settings = Settings(
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
        secret_key="a secret for measuring only, not for use",  # noqa: S106 -- a throwaway database
        storage_dir=folder / "files",
    )
    app = create_app(settings)
    return app, build(app)


def _after(folder: Path, years: int) -> tuple[Flask, FlaskClient]:
    app, client = _association(folder)
    with app.app_context(), db.new_session() as writing, db.committing(writing):
        fill(writing, years=years, until=clock.today())
    return app, client


def _measured(what: str, path: str, *installations: tuple[Flask, FlaskClient]) -> list[Page]:
    """Measure one page in each installation, taking turns so that a busy moment meets them all."""
    asked = [_asked(app, client, path) for app, client in installations]
    calls = [call for one in asked for call in (one.floor, one.own, one.first)]
    times = iter(_medians(calls))
    return [Page(what, next(times), next(times), next(times), *one[3:]) for one in asked]


class _Asked(NamedTuple):
    """One page of one installation, ready to be measured in three ways."""

    floor: Call
    own: Call
    first: Call
    statements: int
    size: int


def _asked(app: Flask, client: FlaskClient, path: str) -> _Asked:
    engine: Engine = app.extensions["engine"]
    client.get(path)
    with _recorded(engine) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    floor = _bare(app, client, list(seen), answer.data)
    own = partial(client.get, path)
    return _Asked(
        floor=(_nothing, partial(floor.get, "/")),
        own=(own, own),
        first=(partial(_forget, _memories()), own),
        statements=len(seen),
        size=len(answer.data),
    )


def _nothing() -> None:
    """Make nothing ready."""


def _forget(memories: list[Any]) -> None:
    for memory in memories:
        memory.cache_clear()


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
    kind = type(lru_cache(_medians))
    remembered = [found for found in gc.get_objects() if isinstance(found, kind)]
    return [found for found in remembered if _gives(found.__wrapped__) == "Markup"]


def _gives(function: object) -> object:
    return getattr(function, "__annotations__", {}).get("return")


# Processor time, not the clock on the wall: other programs must not change the ratios.
def _medians(calls: list[Call]) -> list[float]:
    """Return the median milliseconds of each call, without what makes it ready.

    They take turns, a few at a time, each warm from itself rather than cold from the others.
    """
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(TURNS):
        for taken, call in zip(times, calls, strict=True):
            taken.extend([_ms(call) for _ in range(WARM + ROUNDS)][WARM:])
    return [statistics.median(taken) for taken in times]


def _ms(call: Call) -> float:
    before, measured = call
    before()
    start = time.process_time()
    measured()
    return (time.process_time() - start) * 1000
