"""The migrations lead to the models' schema on both databases, and back again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app import CAPABILITIES
from app.config import ROOT
from app.kernel import schema
from app.kernel.cli import alembic_config
from app.kernel.db import make_engine
from tests.support import postgres
from tests.support.database import create_postgresql
from tests.support.schema_dump import dump

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
        return
    if not postgres.available():
        pytest.skip(postgres.MISSING)
    yield create_postgresql("migrated_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture
def engine(empty: str) -> Iterator[Engine]:
    """An engine on the empty database."""
    made = make_engine(empty)
    yield made
    made.dispose()


def schema_of(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return dump(connection)


def test_migrating_up_gives_the_models_schema(empty: str, engine: Engine):
    command.upgrade(alembic_config(empty), "head")
    migrated = schema_of(engine)
    command.downgrade(alembic_config(empty), "base")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))

    schema.metadata(CAPABILITIES).create_all(engine)

    assert migrated == schema_of(engine)


def test_migrating_down_leaves_nothing(empty: str, engine: Engine):
    before = schema_of(engine)

    command.upgrade(alembic_config(empty), "head")
    assert schema_of(engine) != before
    command.downgrade(alembic_config(empty), "base")

    assert schema_of(engine) == before


def test_migrating_twice_changes_nothing(empty: str, engine: Engine):
    command.upgrade(alembic_config(empty), "head")
    once = schema_of(engine)

    command.upgrade(alembic_config(empty), "head")

    assert schema_of(engine) == once


def test_the_comparison_sees_a_changed_check_and_a_missing_trigger(empty: str, engine: Engine):
    schema.metadata(CAPABILITIES).create_all(engine)
    whole = schema_of(engine)
    on_table = " ON audit_entry" if engine.dialect.name == "postgresql" else ""

    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER audit_entry_no_delete{on_table}"))

    assert set(whole) - set(schema_of(engine)) != set()
    with engine.connect() as connection:
        assert [line for line in whole if "CHECK" in line and "ends_after_start" in line]


def other_heads(migrations: Path) -> list[str]:
    """List the heads of a folder of migrations that are not the one it pins."""
    config = alembic_config("sqlite://")
    config.set_main_option("script_location", str(migrations))
    pinned = (migrations / ".current-alembic-head").read_text().strip()
    return sorted({*ScriptDirectory.from_config(config).get_heads()} ^ {pinned})


def test_the_pinned_head_is_the_head():
    assert other_heads(ROOT / "migrations") == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the migrations."""
    return Path(shutil.copytree(ROOT / "migrations", tmp_path / "migrations"))


def test_another_pinned_head_is_refused(copied: Path):
    (copied / ".current-alembic-head").write_text("000\n")

    assert "000" in other_heads(copied)


def test_a_migration_that_is_not_pinned_and_one_beside_another_are_refused(copied: Path):
    head = (copied / ".current-alembic-head").read_text().strip()
    for revision in ("901", "902"):
        (copied / "versions" / f"{revision}.py").write_text(
            f"revision, down_revision = {revision!r}, {head!r}\n"
        )

    assert other_heads(copied) == [head, "901", "902"]


def test_migrations_are_numbered_without_gaps():
    numbers = sorted(p.name[:3] for p in (ROOT / "migrations/versions").glob("*.py"))

    assert numbers == [f"{n:03d}" for n in range(1, len(numbers) + 1)]
