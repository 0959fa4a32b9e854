"""A database's schema as a sorted list of lines, so that two of them can be compared."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

_PG = (
    (
        "SELECT format('%s.%s %s null=%s default=%s', table_name, column_name, data_type "
        " || coalesce(character_maximum_length::text, ''), is_nullable, column_default) "
        "FROM information_schema.columns WHERE table_schema = 'public'"
    ),
    (
        "SELECT format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    ),
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    (
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "AND proname NOT LIKE 'klubba_test%'"
    ),
    "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'",
)
_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_ALEMBIC = "alembic_version"


def dump(connection: Connection) -> list[str]:
    """Return every column, constraint, index, trigger and function of the schema."""
    lines: list[str] = []
    if connection.dialect.name == "postgresql":
        for query in _PG:
            lines += [str(row[0]) for row in connection.execute(text(query))]
    else:
        for kind, name, sql in connection.execute(text(_SQLITE)):
            lines += _table(name, sql) if kind == "table" else [_plain(sql)]
    return sorted(line for line in lines if _ALEMBIC not in line)


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()


def _table(name: str, sql: str) -> list[str]:
    """Split CREATE TABLE at its top commas: columns and constraints, in any order."""
    body = _plain(sql[sql.index("(") + 1 : sql.rindex(")")])
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [f"{name}: {part.strip()}" for part in [*parts, body[start:]]]
