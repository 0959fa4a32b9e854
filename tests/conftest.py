"""Fixtures of every test: two real databases, a client that reads its pages, time, mail."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.config import Settings
from app.kernel import clock as kernel_clock
from app.kernel import db, ui, workdays
from app.kernel.actor import Actor, Role
from app.kernel.outbox import OutboxMessage
from tests.support import database, people, postgres, statements, timing
from tests.support.database import TestDatabase
from tests.support.html_client import HtmlClient, watch_for_uncommitted

SECRET = "en hemlighet som bara proven använder, lång nog"
NOON = datetime(2017, 2, 15, 11, 0, tzinfo=UTC)

# A build tries the same examples every time; --hypothesis-profile=default searches at random.
hypothesis_settings.register_profile(
    "build",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("build")


def pytest_configure(config: pytest.Config) -> None:
    """Make the directory that the worker processes share; read what is read once per process."""
    postgres.make_run_directory()
    ui.swedish_date(NOON)
    workdays.is_day_off(NOON.date())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL cluster, if any test started it."""
    postgres.clear_run_directory()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Measure the test itself, without its fixtures; a property is tried many times over."""
    slow = item.get_closest_marker("slow") is not None
    many = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    limit = timing.limit_for(item.path, slow=slow or many)
    with timing.limited(limit, item.user_properties):
        return (yield)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which tests were skipped and why, so that a skip is never taken for a pass."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(_reason(report) for report in skipped)
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"SKIPPED, NOT PASSED: {number} tests: {reason}")
    passed = terminalreporter.stats.get("passed", [])
    over = [(r.nodeid, dict(r.user_properties)[timing.OVER]) for r in passed if _over(r)]
    if over:
        terminalreporter.write_line(
            f"{len(over)} tests took longer than they should; -rA lists them"
        )


def _over(report: Any) -> bool:
    return any(name == timing.OVER for name, _ in report.user_properties)


def _reason(report: Any) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run everything in tests/integration on both databases."""
    if "database_kind" not in metafunc.fixturenames:
        return
    kinds: list[Any] = ["sqlite"]
    if "integration" in Path(metafunc.definition.path).parts:
        kinds.append(pytest.param("postgresql", marks=pytest.mark.postgres))
    metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> TestDatabase:
    """The SQLite file of this worker process."""
    return database.prepare_sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def prepared_postgresql() -> Iterator[TestDatabase]:
    """The PostgreSQL database of this worker process."""
    if not postgres.available():
        pytest.skip(postgres.MISSING)
    prepared = database.prepare_postgresql()
    yield prepared
    assert prepared.cleaner is not None
    prepared.cleaner.dispose()


@pytest.fixture(scope="session")
def shared_database(database_kind: str, request: pytest.FixtureRequest) -> TestDatabase:
    """The database of the kind that this test runs on."""
    found: TestDatabase = request.getfixturevalue(f"prepared_{database_kind}")
    return found


def settings_for(url: str, folder: Path, **values: Any) -> Settings:
    """Return settings for tests; ``values`` override."""
    defaults = {"database_url": url, "secret_key": SECRET, "storage_dir": folder / "files"}
    return Settings(**{**defaults, **values})


@pytest.fixture(scope="session")
def shared_app(
    shared_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One application per worker process and kind of database: templates compile once."""
    folder = tmp_path_factory.mktemp(shared_database.kind)
    app = create_app(settings_for(shared_database.url, folder))
    prepare(app)
    yield app
    app.extensions["engine"].dispose()


def prepare(app: Flask) -> None:
    """Make an application ready for HtmlClient and ``sign_in``."""
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = HtmlClient
    watch_for_uncommitted(app)


@pytest.fixture
def app(shared_app: Flask, shared_database: TestDatabase) -> Iterator[Flask]:
    """The application with a clean database and an empty storage."""
    shared_app.extensions["engine"].dispose()
    shared_database.clean()
    settings: Settings = shared_app.extensions["settings"]
    shutil.rmtree(settings.storage_dir.parent, ignore_errors=True)
    settings.storage_dir.mkdir(parents=True)
    yield shared_app
    shared_app.extensions.pop("left_uncommitted", None)


@pytest.fixture
def make_app(shared_database: TestDatabase, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make an application of the test's own, with settings of its own, on a clean database."""
    shared_database.clean()
    with ExitStack() as stack:

        def make(**values: Any) -> Flask:
            made = create_app(settings_for(shared_database.url, tmp_path, **values))
            prepare(made)
            stack.callback(made.extensions["engine"].dispose)
            return made

        yield make


@pytest.fixture
def db_session(app: Flask) -> Iterator[Session]:
    """The test's own session, inside an application context, so that services can be called.

    The client commits it before every request and expires it after.
    """
    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: Flask, db_session: Session) -> HtmlClient:
    """A browser without a login."""
    return browser_of(app, db_session)


@pytest.fixture
def new_client(app: Flask, db_session: Session) -> Callable[[], HtmlClient]:
    """Make one more browser, for another person."""
    return lambda: browser_of(app, db_session)


def browser_of(app: Flask, session: Session) -> HtmlClient:
    """Return a client that commits the test's session before it asks."""
    made = app.test_client()
    assert isinstance(made, HtmlClient)
    made.prepared = lambda: session
    return made


SignIn = Callable[..., Actor]


@pytest.fixture
def sign_in(db_session: Session) -> SignIn:
    """``sign_in(client, Role.CHAIR)``, or a User, or an Actor: returns the actor."""

    def do(client: HtmlClient, who: Any = Role.DIRECTOR) -> Actor:
        return people.sign_in(db_session, client, who)

    return do


class Clock:
    """The hand that a test moves time with."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def stop(self, moment: datetime | str) -> datetime:
        """Stop the clock at a moment (text without a zone is Swedish time) and return it."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=kernel_clock.STOCKHOLM)
        self._stack.enter_context(kernel_clock.stopped_at(moment))
        return kernel_clock.now()

    def move(self, **delta: float) -> datetime:
        """Move on by days=, hours=, minutes=, and stay there."""
        from datetime import timedelta

        return self.stop(kernel_clock.now() + timedelta(**delta))


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock, stopped at noon on 2017-02-15; ``clock.stop(...)`` and ``clock.move(days=1)``."""
    with ExitStack() as stack:
        hand = Clock(stack)
        hand.stop(NOON)
        yield hand


@pytest.fixture
def counting(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with counting() as seen:`` fills ``seen`` with the SQL statements of the block."""
    return lambda: statements.counted(app.extensions["engine"])


@pytest.fixture
def outbox(db_session: Session) -> Callable[[], list[OutboxMessage]]:
    """``outbox()`` returns every queued mail, oldest first."""

    def read() -> list[OutboxMessage]:
        return list(db_session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))

    return read


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set environment variables inside the block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
