"""Reading one answer: its usual form, or what is wrong with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.applications.domain import numbers
from app.applications.domain.faults import Faults, Path
from app.applications.domain.questions import Field, Sort
from app.kernel.errors import DomainError
from app.kernel.personal_numbers import personal_numbers

LARGEST_WHOLE = 999_999_999
LARGEST_ORE = 10_000_000_000_000
"""A hundred thousand million kronor; more is a slip of the hand."""

YES_NO_WORDS = {"yes": "Ja", "no": "Nej"}
_Reader = Callable[[Field, Any, Path, Faults], Any]
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBERS: Mapping[Sort, Callable[[str], str]] = {
    Sort.ORGANISATION_NUMBER: numbers.check_organisation_number,
    Sort.BANKGIRO: numbers.check_bankgiro,
    Sort.PLUSGIRO: numbers.check_plusgiro,
    Sort.CFAR: numbers.check_cfar,
}


def read_value(field: Field, value: Any, path: Path, found: Faults) -> Any:
    """Return one answer as it is kept, or None when nothing is given; faults go to ``found``.

    A value that is wrong but can be shown again is returned too: ``found`` says that it is not
    to be kept.
    """
    if value is None or value in ("", []):
        return None
    reader: _Reader = _READERS.get(field.sort, read_text)
    return reader(field, value, path, found)


def read_text(field: Field, value: Any, path: Path, found: Faults) -> str | None:
    """Return running text stripped; never longer than its limit, never with a personnummer."""
    if not isinstance(value, str):
        found.add(path, "application.not_text")
        return None
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > field.limit:
        found.add(path, "application.too_long", length=len(text), limit=field.limit)
    # Rule F4, rule F6. A telephone number may look like a date with a check digit by chance.
    elif field.name != "telephone" and (personal := personal_numbers(text)):
        found.add(path, "application.personal_number", number=personal[0])
    return text or None


def read_ore(value: Any, path: Path, found: Faults) -> int:
    """Return whole öre, 0 when nothing is given."""
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        found.add(path, "application.not_money")
        return 0
    if value < 0:
        found.add(path, "application.negative_money")
    elif value > LARGEST_ORE:
        found.add(path, "application.too_large")
    return value


def _money(_field: Field, value: Any, path: Path, found: Faults) -> int:
    return read_ore(value, path, found)


def _email(field: Field, value: Any, path: Path, found: Faults) -> str | None:
    text = read_text(field, value, path, found)
    if text and not _EMAIL.fullmatch(text):
        found.add(path, "application.not_email")
    return text


def _number(field: Field, value: Any, path: Path, found: Faults) -> str | None:
    if not isinstance(value, str):
        found.add(path, "application.not_text")
        return None
    if not value.strip():
        return None
    try:
        return _NUMBERS[field.sort](value)
    except DomainError as error:
        found.add(path, error.code)
        return value


def _day(_field: Field, value: Any, path: Path, found: Faults) -> str | None:
    try:
        return date.fromisoformat(_DAY.fullmatch(value)[0]).isoformat()  # type: ignore[index]
    except (ValueError, TypeError):  # not text, not such a text, or no such day
        found.add(path, "application.not_day")
        return None


def _whole(_field: Field, value: Any, path: Path, found: Faults) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        found.add(path, "application.not_whole")
        return None
    if value < 0:
        found.add(path, "application.negative")
    elif value > LARGEST_WHOLE:
        found.add(path, "application.too_large")
    return value


def _choice(field: Field, value: Any, path: Path, found: Faults) -> str | None:
    choices = YES_NO_WORDS if field.sort is Sort.YES_NO else field.choices or {}
    if not isinstance(value, str) or value not in choices:
        found.add(path, "application.not_choice")
        return None
    return value


def _choices(field: Field, value: Any, path: Path, found: Faults) -> list[str] | None:
    choices = field.choices or {}
    if not isinstance(value, list) or any(one not in list(choices) for one in value):
        found.add(path, "application.not_choice")
        return None
    return list(dict.fromkeys(value))


def _municipalities(field: Field, value: Any, path: Path, found: Faults) -> list[str] | None:
    if not isinstance(value, list):
        found.add(path, "application.not_choice")
        return None
    names = [read_text(field, name, path, found) for name in value]
    return list(dict.fromkeys(name for name in names if name)) or None


_READERS: Mapping[Sort, _Reader] = {
    Sort.EMAIL: _email,
    Sort.DAY: _day,
    Sort.WHOLE: _whole,
    Sort.MONEY: _money,
    Sort.YES_NO: _choice,
    Sort.CHOICE: _choice,
    Sort.CHOICES: _choices,
    Sort.MUNICIPALITIES: _municipalities,
    **dict.fromkeys(_NUMBERS, _number),
}
