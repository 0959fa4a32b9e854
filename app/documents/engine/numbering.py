"""Lists that start anew: each repetition gets a list instance (``w:num``) of its own."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml
from lxml import etree

from app.documents.engine.ooxml import Element, find, name

_VAL = name("w:val")
_NUM_END = "</w:num>"


class Numbering:
    """What the styles and the numbering part of a template say about its lists."""

    def __init__(self, styles: bytes | None, numbering: bytes | None) -> None:
        self._styles = _lists_of_styles(parse_xml(styles)) if styles else {}
        root = parse_xml(numbering) if numbering else None
        self._abstract = _abstract_of_instances(root)
        self._formats = _formats_of_abstract(root)
        self._xml = "" if root is None else etree.tostring(root, encoding="unicode")

    @property
    def first_free(self) -> int:
        """The first number that no list instance has."""
        return max(self._abstract, default=0) + 1

    def of(self, paragraph: Element) -> tuple[int, int] | None:
        """List instance and level of a paragraph in a list that counts, None for others."""
        own = find(paragraph, "./w:pPr/w:numPr")
        style = _value(paragraph, "./w:pPr/w:pStyle")
        found = _instance(own[0]) if own else self._styles.get(style or "")
        return found if found and self._counts(*found) else None

    def part(self, new: Sequence[int]) -> bytes:
        """The numbering part with one more instance for each of ``new``, numbered from first_free.

        Each entry of ``new`` is the instance of the template that the new one is made from.
        """
        head, end, tail = self._xml.rpartition(_NUM_END)
        made = "".join(self._made(n, base) for n, base in enumerate(new, start=self.first_free))
        return f"{head}{end}{made}{tail}".encode()

    def _made(self, number: int, base: int) -> str:
        return (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._abstract[base]}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )

    def _counts(self, instance: int, level: int) -> bool:
        return self._formats.get((self._abstract.get(instance), level), "bullet") != "bullet"


def _value(element: Element, path: str) -> str | None:
    found = find(element, path)
    return found[0].get(_VAL) if found else None


def _instance(properties: Element) -> tuple[int, int]:
    number, level = _value(properties, "./w:numId"), _value(properties, "./w:ilvl")
    return int(number or 0), int(level or 0)


def _abstract_of_instances(root: Element | None) -> dict[int, str]:
    nums = [] if root is None else find(root, "./w:num")
    return {int(n.get(name("w:numId")) or 0): _value(n, "./w:abstractNumId") or "" for n in nums}


def _formats_of_abstract(root: Element | None) -> dict[tuple[str | None, int], str]:
    levels = [] if root is None else find(root, "./w:abstractNum/w:lvl")
    return {_level_key(level): _value(level, "./w:numFmt") or "" for level in levels}


def _level_key(level: Element) -> tuple[str | None, int]:
    abstract = level.getparent()
    number = None if abstract is None else abstract.get(name("w:abstractNumId"))
    return number, int(level.get(name("w:ilvl")) or 0)


def _lists_of_styles(root: Element) -> dict[str, tuple[int, int]]:
    """List instance and level by style id, inherited from the style it is based on."""
    styles = {style.get(name("w:styleId")) or "": style for style in find(root, "./w:style")}
    found: dict[str, tuple[int, int]] = {}
    for identity in styles:
        style, seen = identity, set[str]()
        while style in styles and style not in seen:
            seen.add(style)
            own = find(styles[style], "./w:pPr/w:numPr")
            if own:
                found[identity] = _instance(own[0])
                break
            style = _value(styles[style], "./w:basedOn") or ""
    return found
