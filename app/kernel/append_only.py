"""Tables that nobody may change or empty, held by triggers in the database itself."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import DDL, Table, event
from sqlalchemy.schema import ExecutableDDLElement

_FUNCTION = """
CREATE OR REPLACE FUNCTION klubba_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def statements(dialect: str, table: str, frozen: Iterable[str]) -> list[str]:
    """Return the DDL that refuses DELETE, and UPDATE of the ``frozen`` columns, on ``table``."""
    columns = ", ".join(frozen)
    acts = {"delete": "DELETE", "update": f"UPDATE OF {columns}"}
    if dialect == "postgresql":
        return [_FUNCTION] + [
            f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION klubba_refuse()"
            for name, act in acts.items()
        ]
    return [
        f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for name, act in acts.items()
    ]


def append_only(table: Table, *, mutable: Iterable[str] = ()) -> None:
    """Let created rows of ``table`` stand for ever, but for the ``mutable`` columns."""
    open_columns = set(mutable)
    frozen = [column.name for column in table.columns if column.name not in open_columns]
    table.info["append_only"] = frozen
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(dialect, table.name, frozen):
            escaped = statement.replace("%", "%%")
            event.listen(table, "after_create", _on(dialect, escaped))


def _on(dialect: str, statement: str) -> ExecutableDDLElement:
    """Return the statement as DDL for one kind of database."""
    ddl = DDL(statement)  # type: ignore[no-untyped-call]
    return ddl.execute_if(dialect=dialect)
