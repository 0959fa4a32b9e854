"""How Alembic runs: with the address the application gives it, one transaction per migration."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection, Enum

from app import CAPABILITIES
from app.kernel import schema
from app.kernel.db import UTCDateTime, make_engine


def _same_type(
    _context: Any, _inspected: Any, _metadata: Any, found: Any, wanted: Any
) -> bool | None:
    # SQLite knows no time zones, so its column type never says that the moment is UTC.
    return False if isinstance(wanted, UTCDateTime) and "DATETIME" in str(found).upper() else None


def _render(kind: str, item: Any, _context: Any) -> str | bool:
    """Write types as the databases know them, so that a migration never imports the models."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def _migrate(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # A table that is rebuilt with foreign keys on takes its children's rows with it, silently;
        # the switch has no effect inside a transaction.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=schema.metadata(CAPABILITIES),
        render_as_batch=sqlite,
        compare_type=_same_type,
        render_item=_render,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration leaves rows that point at nothing: {broken[:5]}")


engine = make_engine(context.config.attributes["url"])
with engine.begin() as opened:
    _migrate(opened)
engine.dispose()
