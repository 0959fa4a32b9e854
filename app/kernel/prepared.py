"""Questions that are put together once and asked over and over with other values.

Putting a statement together, finding it in SQLAlchemy's own cache and wrapping its rows costs more
than the database's answer. Here the text, the order of its values and what turns columns into
Python values are kept from the first time for each kind of database; after that only the driver
works. Such a question asks for columns, never for mapped objects (ADR 15).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import CompoundSelect, Dialect, Select
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Statement = Select[*Row] | CompoundSelect[*Row]
Processor = Callable[[Any], Any]


class _Ready:
    """A statement as text, with what its values and columns go through on the way."""

    def __init__(self, statement: Statement, dialect: Dialect, values: dict[str, Any]) -> None:
        compiled = statement.compile(dialect=dialect)
        # Lists that the statement itself holds become as many values as they have, once for all.
        state = compiled.construct_expanded_state(values)
        if lists := values.keys() & state.parameter_expansion.keys():
            raise TypeError(f"lists are not remembered: {', '.join(sorted(lists))}")
        self._text, self._order = state.statement, state.positiontup
        self._processors = _binding(compiled, dialect) | dict(state.processors)
        own = {name: value for name, value in state.parameters.items() if name not in values}
        self._own = {name: self._bound(name, value) for name, value in own.items()}
        self._reading = [
            (place, processor)
            for place, column in enumerate(statement.selected_columns)
            if (processor := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def _bound(self, name: str, value: Any) -> Any:
        processor = self._processors.get(name)
        return value if processor is None else processor(value)

    def ask(self, current: Session, values: dict[str, Any]) -> list[Row]:
        """Run the statement in the session's own transaction."""
        every = self._own | {name: self._bound(name, value) for name, value in values.items()}
        order = self._order
        parameters: Any = every if order is None else tuple([every[name] for name in order])
        result = current.connection().exec_driver_sql(self._text, parameters)
        rows: Sequence[Row] = result.cursor.fetchall()
        result.close()
        return self._read(rows) if self._reading else list(rows)

    def _read(self, rows: Sequence[Row]) -> list[Row]:
        found = []
        for row in rows:
            values = list(row)
            for place, processor in self._reading:
                values[place] = processor(values[place])
            found.append(tuple(values))
        return found


def _binding(compiled: SQLCompiler, dialect: Dialect) -> dict[str, Processor]:
    """Return what turns Python values into the driver's, by the name of the value."""
    found = {
        name: value.type.dialect_impl(dialect).bind_processor(dialect)
        for name, value in compiled.binds.items()
    }
    return {name: processor for name, processor in found.items() if processor is not None}


class Prepared:
    """A question with named values (``bindparam``), none of them a list; see ``prepared``."""

    def __init__(self, build: Callable[[], Statement]) -> None:
        self._build = build
        self._ready: dict[str, _Ready] = {}

    def rows(self, current: Session, **values: Any) -> list[Row]:
        """Return the rows as plain tuples; sees what the session has not yet written."""
        if current.new or current.dirty or current.deleted:
            current.flush()
        dialect = current.get_bind().dialect
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _Ready(self._build(), dialect, values)
        return ready.ask(current, values)

    def first(self, current: Session, **values: Any) -> Row | None:
        """Return the first row, or None."""
        found = self.rows(current, **values)
        return found[0] if found else None


def prepared(build: Callable[[], Statement]) -> Prepared:
    """Make a function that returns a statement into a question that is put together once."""
    return Prepared(build)
