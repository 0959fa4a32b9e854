"""What nobody may change or remove, held by triggers in the database itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        refuse = "EXECUTE FUNCTION klubba_refuse()"
        rows = [
            f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} FOR EACH ROW {refuse}"
            for name, act in acts.items()
        ]
        empty = f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {refuse}"
        return [_FUNCTION, *rows, empty]
    return [
        f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for name, act in acts.items()
    ]


SEALED: dict[str, tuple[Table, tuple[str, ...]]] = {}
"""The tables whose rows are sealed, with the columns that stand (``kernel.audit_chain``)."""


def append_only(table: Table, *, mutable: Iterable[str] = (), sealed: bool = True) -> None:
    """Let created rows of ``table`` stand for ever, but for the ``mutable`` columns.

    What stands is also sealed, so that a change past the triggers is seen (ADR 30); the table has
    a growing ``id`` then. ``sealed`` is False for the seals themselves.
    """
    open_columns = set(mutable)
    frozen = [column.name for column in table.columns if column.name not in open_columns]
    if sealed:
        SEALED[table.name] = (table, tuple(frozen))
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(dialect, table.name, frozen):
            escaped = statement.replace("%", "%%")
            event.listen(table, "after_create", _on(dialect, escaped))


def stay_once_set(table: Table, key: str, *others: str) -> None:
    """Let a row stand, with its ``key`` and the ``others``, from when the key is set (rule NUM)."""
    for dialect in ("sqlite", "postgresql"):
        for statement in stay_statements(dialect, table.name, (key, *others)):
            event.listen(table, "after_create", _on(dialect, statement.replace("%", "%%")))


def stay_statements(dialect: str, table: str, columns: tuple[str, ...]) -> list[str]:
    """Return the DDL that refuses, where the first of ``columns`` is set, to change any of them."""
    is_set = f"OLD.{columns[0]} IS NOT NULL"
    differs = "IS DISTINCT FROM" if dialect == "postgresql" else "IS NOT"
    changed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in columns)
    acts = {
        "kept": (f"UPDATE OF {', '.join(columns)}", f"{is_set} AND ({changed})"),
        "stays": ("DELETE", is_set),
    }
    if dialect == "postgresql":
        return [_FUNCTION] + [
            f"CREATE TRIGGER {table}_{columns[0]}_{name} BEFORE {act} ON {table} "
            f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION klubba_refuse()"
            for name, (act, condition) in acts.items()
        ]
    return [
        f"CREATE TRIGGER {table}_{columns[0]}_{name} BEFORE {act} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'stays once set: {table}'); END"
        for name, (act, condition) in acts.items()
    ]


def refuse_unless(table: Table, name: str, condition: str, *, act: str = "INSERT") -> None:
    """Let a row of ``table`` be added or changed only when a condition about NEW and OLD holds."""
    for dialect in ("sqlite", "postgresql"):
        for statement in guard_statements(dialect, table.name, name, condition, act):
            event.listen(table, "after_create", _on(dialect, statement.replace("%", "%%")))


def guard_statements(dialect: str, table: str, name: str, condition: str, act: str) -> list[str]:
    """Return the DDL that refuses an ``act`` on ``table`` unless the condition holds."""
    trigger = f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table}"
    if dialect != "postgresql":
        refusal = f"BEGIN SELECT RAISE(ABORT, 'refused: {table}_{name}'); END"
        return [f"{trigger} WHEN NOT ({condition}) {refusal}"]
    function = f"klubba_{table}_{name}()"
    body = f"""
CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT ({condition}) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$
"""
    return [body, f"{trigger} FOR EACH ROW EXECUTE FUNCTION {function}"]


def refuse_when(table: Table, name: str, act: str, conditions: Mapping[str, str]) -> None:
    """Refuse an ``act`` ("INSERT", "UPDATE OF last_day") on rows for which a condition holds.

    ``conditions`` is the same question in the words of each kind of database, about NEW and OLD.
    """
    for dialect, condition in conditions.items():
        for statement in refusal_statements(dialect, table.name, name, act, condition):
            event.listen(table, "after_create", _on(dialect, statement.replace("%", "%%")))


def refusal_statements(dialect: str, table: str, name: str, act: str, condition: str) -> list[str]:
    """Return the DDL of :func:`refuse_when` for one kind of database."""
    head = f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table}"
    if dialect == "postgresql":
        return [
            _FUNCTION,
            f"{head} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION klubba_refuse()",
        ]
    return [f"{head} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'refused: {table}_{name}'); END"]


def _on(dialect: str, statement: str) -> ExecutableDDLElement:
    """Return the statement as DDL for one kind of database."""
    ddl = DDL(statement)  # type: ignore[no-untyped-call]
    return ddl.execute_if(dialect=dialect)
