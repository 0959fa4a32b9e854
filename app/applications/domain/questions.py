"""What a question of the application form is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What sort of answer a field takes."""

    LINE = "line"
    TEXT = "text"
    EMAIL = "email"
    DAY = "day"
    WHOLE = "whole"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    MUNICIPALITIES = "municipalities"
    ORGANISATION_NUMBER = "organisation_number"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    CFAR = "cfar"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``fields`` are the columns of rows; ``at_least`` how many rows it asks for."""

    name: str
    label: str
    sort: Sort = Sort.TEXT
    help: str = ""
    required: bool = True
    limit: int = 10_000
    choices: Mapping[str, str] | None = None
    fields: tuple[Field, ...] = ()
    row_word: str = ""
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form. The budget is a table of its own kind and has no fields here."""

    key: str
    title: str
    lead: str
    fields: tuple[Field, ...] = ()
