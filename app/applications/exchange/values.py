"""How one value of a column is written in the file, and read again."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from sqlalchemy import Column

from app.kernel.db import UTCDateTime
from app.kernel.notation import day_text, moment_text, read_day, read_moment

Json = dict[str, Any]


def written_value(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return moment_text(value)
    return day_text(value) if isinstance(value, date) else value


def read_value(column: Column[object], value: Any) -> Any:
    """Return what JSON had as the column's own type."""
    kind = python_type(column)
    if value is None:
        return None
    if kind is datetime:
        return read_moment(value)
    if kind is date:
        return read_day(value)
    return kind(value) if issubclass(kind, Enum) else value


def python_type(column: Column[object]) -> type[Any]:
    """Return the Python type of a column's values."""
    enum = getattr(column.type, "enum_class", None)
    if enum is not None:
        return cast("type[Any]", enum)
    if isinstance(column.type, UTCDateTime):
        return datetime
    return column.type.python_type
