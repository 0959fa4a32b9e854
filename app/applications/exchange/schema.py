"""The JSON Schema of an application's file, written from the models and the form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column

from app.applications.domain.form import BUDGET, LATEST_FORM, sections
from app.applications.domain.questions import Field, Section, Sort
from app.applications.exchange.tree import (
    APPLICATION,
    CALL,
    FORMAT,
    GROUP_MEETING,
    VERSION,
    Link,
    Part,
)
from app.applications.exchange.values import python_type
from app.applications.models import ApplicationSection

Json = dict[str, Any]

_DEFS: Json = {
    "text": {"type": "string"},
    "words": {"type": "string", "pattern": r"\S"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time", "pattern": "Z$"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_PLAIN = {str: "text", date: "date", datetime: "moment"}
_JSON_TYPES = {int: "integer", bool: "boolean", object: "object"}  # JSON columns are objects
_WHOLE = {Sort.WHOLE, Sort.MONEY}
_MANY = {Sort.CHOICES, Sort.MUNICIPALITIES}


def schema() -> Json:
    """Return the schema; ``make docs`` writes it to ``docs/application.schema.json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Application",
        "description": (
            "One application for co-financing with its answers, files, submissions, completions, "
            "opinions, decisions and agreements, as `flask application export` writes it and "
            "`flask application import` reads it. Files are named by their place among the "
            "documents, from 1; bodies, members and earlier applications by name and number. "
            "Money is whole öre. The file is UTF-8 with sorted keys."
        ),
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "application": _ref("application"),
                "documents": {"type": "array", "items": _ref("document")},
                "sections": _ref("sections"),
                **{
                    name: {"type": "array", "items": _ref(name)}
                    for name in APPLICATION.children
                    if name != "sections"
                },
            }
        ),
        "$defs": dict(sorted(_definitions().items())),
    }


def _definitions() -> Json:
    return {
        **_DEFS,
        **_named_by_link(),
        "application": _row(APPLICATION),
        "sections": _object({one.key: _ref(one.key) for one in sections(LATEST_FORM)}, needed=()),
        **{one.key: _section(one) for one in sections(LATEST_FORM)},
        **dict(_parts(APPLICATION)),
    }


def _named_by_link() -> Json:
    """Describe the rows of others that the file holds as objects."""
    person = ("given_name", "family_name", "email", "organisation")
    record = {"direction": _ref("words"), "dated": _ref("date")}
    document = ("kind", "title", "filename", "media_type", "created_by", "content")
    return {
        "call": _row(CALL),
        "group_meeting": _row(GROUP_MEETING),
        "person": _object({name: _ref("text") for name in person}),
        "record": _object({**record, "counterpart": _ref("text"), "content": _ref("words")}),
        "case": _object(
            {
                "number": _ref("words"),
                "heading": _ref("words"),
                "counterpart": _ref("text"),
                "opened_on": _ref("date"),
            }
        ),
        "document": _object(
            {
                **{name: _ref("text") for name in document},
                "sha256": _ref("sha256"),
                "created_at": _ref("moment"),
                "data": {"anyOf": [{"type": "object"}, {"type": "null"}]},
            }
        ),
    }


def _parts(part: Part) -> Iterable[tuple[str, Json]]:
    for name, child in part.children.items():
        if child.model is not ApplicationSection:
            yield name, _row(child)
            yield from _parts(child)


def _row(part: Part) -> Json:
    fields = {part.name_of(name): _column(part, name, column) for name, column in part.columns()}
    if part is not APPLICATION:
        lists = {name: {"type": "array", "items": _ref(name)} for name in part.children}
        fields |= lists
    return _object(fields)


def _column(part: Part, name: str, column: Column[object]) -> Json:
    link = part.links.get(name)
    found = _link(link) if link else _plain(part, name, column)
    return {"anyOf": [found, {"type": "null"}]} if column.nullable else found


def _plain(part: Part, name: str, column: Column[object]) -> Json:
    if "list[" in str(part.model.__annotations__.get(name)):  # a JSON column of texts
        return {"type": "array", "items": _ref("text")}
    return _of_type(python_type(column))


def _link(link: Link) -> Json:
    if link is Link.FILE:
        return {"type": "integer", "minimum": 1}
    if link in {Link.BODY, Link.MEMBER, Link.APPLICATION}:
        return _ref("words")
    return _ref(link)


def _of_type(kind: type[Any]) -> Json:
    if issubclass(kind, Enum):
        return {"enum": [str(value.value) for value in kind]}
    return _ref(_PLAIN[kind]) if kind in _PLAIN else {"type": _JSON_TYPES[kind]}


def _section(section: Section) -> Json:
    content = _budget() if section.key == BUDGET else _answers(section.fields)
    return _object({"content": content, "saved_at": _ref("moment"), "saved_by": _ref("text")})


def _answers(fields: Iterable[Field]) -> Json:
    return _object({one.name: _answer(one) for one in fields}, needed=())


def _answer(question: Field) -> Json:
    if question.sort is Sort.ROWS:
        return {"type": "array", "items": _answers(question.fields)}
    if question.sort in _MANY:
        return {"type": "array", "items": _ref("words")}
    kind = {"type": "integer"} if question.sort in _WHOLE else _ref("text")
    return {"anyOf": [kind, {"type": "null"}]}


def _budget() -> Json:
    amounts = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    cost = {name: _ref("text") for name in ("category", "text", "financier")} | {"amounts": amounts}
    paid = {name: _ref("text") for name in ("financier", "form")} | {
        "ore": {"type": "integer", "minimum": 0}
    }
    return _object(
        {
            "periods": {"type": "array", "items": _ref("words")},
            "costs": {"type": "array", "items": _object(cost)},
            "financing": {"type": "array", "items": _object(paid)},
            "applied": amounts,
        }
    )


def _object(fields: Json, needed: Iterable[str] | None = None) -> Json:
    found: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sorted(fields.items())),
    }
    required = sorted(fields if needed is None else needed)
    return {**found, "required": required} if required else found


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}
