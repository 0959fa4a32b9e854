"""Finds ``{{fields}}`` and ``{{#blocks}}``, also where Word has split them over runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.documents.engine.ooxml import Element, texts

_TOKEN = re.compile(r"\{\{\s*([#?^/]?)\s*([\w.]+)\s*\}\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Token:
    """One pair of braces: ``mark`` is "" for a field, # each, ? when any, ^ when none, / end."""

    mark: str
    path: str


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as one string."""
    return "".join(text.text or "" for text in texts(paragraph))


def tokens(string: str) -> list[Token]:
    """All tokens of a string, in order."""
    return [Token(*match.groups()) for match in _TOKEN.finditer(string)]


def without_tokens(string: str) -> str:
    """What is left when the whole tokens are taken out; braces in it are broken tokens."""
    return _TOKEN.sub("", string)


def block_mark(paragraph: Element) -> Token | None:
    """The mark of a paragraph that holds nothing but the start or end of a block."""
    match = _TOKEN.fullmatch(text_of(paragraph).strip())
    return Token(*match.groups()) if match and match[1] else None


def lone_field(paragraph: Element) -> str | None:
    """The path of a paragraph that holds nothing but one field."""
    match = _TOKEN.fullmatch(text_of(paragraph).strip())
    return match[2] if match and not match[1] else None


def split_fields(string: str) -> list[str]:
    """Cut a string at its fields: text, path, text, path, …, text."""
    pieces: list[str] = []
    end = 0
    for match in _TOKEN.finditer(string):
        pieces += [string[end : match.start()], match[2]]
        end = match.end()
    return [*pieces, string[end:]]


def join_split_tokens(paragraph: Element) -> None:
    """Put a token that Word split over runs whole into the first run it touches."""
    elements = texts(paragraph)
    whole = "".join(element.text or "" for element in elements)
    if "{{" not in whole:
        return
    owner = [n for n, element in enumerate(elements) for _ in element.text or ""]
    for match in _TOKEN.finditer(whole):
        first, span = owner[match.start()], match.end() - match.start()
        owner[match.start() : match.end()] = [first] * span
    for n, element in enumerate(elements):
        element.text = "".join(c for c, own in zip(whole, owner, strict=True) if own == n)
        element.set(_SPACE, "preserve")
