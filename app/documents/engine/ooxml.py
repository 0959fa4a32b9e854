"""The few names and walks of WordprocessingML that the engine needs."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias, cast

from docx.oxml.ns import nsmap, qn
from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  the only name it has

PARAGRAPH: str = qn("w:p")
TEXT: str = qn("w:t")
TABLE: str = qn("w:tbl")
ROW: str = qn("w:tr")
CONTROL: str = qn("w:sdt")
CONTROL_CONTENT: str = qn("w:sdtContent")
_BOX: str = qn("w:txbxContent")
_NAMES: dict[str, str] = {key: nsmap[key] for key in ("w", "wp")}


def name(prefixed: str) -> str:
    """The full name of ``w:tag``."""
    return str(qn(prefixed))


def find(element: Element, path: str) -> list[Element]:
    """Evaluate an XPath that uses the prefixes ``w`` and ``wp`` and finds elements."""
    return cast("list[Element]", _compiled(path)(element))


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_NAMES)


def around(element: Element) -> Element | None:
    """The nearest paragraph around an element."""
    return next(element.iterancestors(PARAGRAPH), None)


def texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, leaving out those of text boxes anchored in it."""
    return [text for text in paragraph.iter(TEXT) if around(text) is paragraph]


def boxes(paragraph: Element) -> list[Element]:
    """The contents of the text boxes anchored in a paragraph."""
    return [box for box in paragraph.iter(_BOX) if around(box) is paragraph]


def cells(row: Element) -> list[Element]:
    """The cells of a table row, also those inside content controls."""
    return find(row, "./w:tc | ./w:sdt/w:sdtContent/w:tc")


def lone_paragraphs(cell: Element) -> list[Element]:
    """The paragraphs of a cell itself, leaving out those of tables inside it."""
    return find(cell, "./w:p | ./w:sdt/w:sdtContent/w:p")


def instruction(order: str) -> Element:
    """A processing instruction: how the layout of a template is kept through serialising."""
    return etree.ProcessingInstruction("klubba", order)


def wrap(order: str, first: Element, last: Element | None = None) -> None:
    """Put an opening and a closing instruction next to the elements."""
    first.addprevious(instruction(f"open {order}"))
    (first if last is None else last).addnext(instruction("close"))


def remove(element: Element) -> None:
    """Take an element out of its tree."""
    cast("Element", element.getparent()).remove(element)
