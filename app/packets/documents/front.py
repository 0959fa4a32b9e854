"""The first pages of a packet: which meeting it is for, and what stands on which page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from babel.dates import format_date
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.kernel import clock
from app.packets.documents.joining import Link
from app.packets.documents.sheets import BODY, BOLD, MARGIN, canvas_on, shown
from app.packets.domain import Contents

_WIDTH, _HEIGHT = A4
_RIGHT = _WIDTH - MARGIN
_PAGE_COLUMN = 40.0  # points for the page number
_INDENT = 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents; ``page`` is counted from 1."""

    text: str
    page: int
    strong: bool = False
    indented: bool = False


@dataclass(slots=True)
class Front:
    """The pages as a PDF, and where each line of them leads."""

    content: bytes = b""
    pages: int = 0
    links: dict[int, list[Link]] = field(default_factory=dict)


def lines(
    contents: Contents,
    *,
    summons_page: int,
    item_pages: Sequence[int],
    paper_pages: Sequence[int],
) -> Iterator[Line]:
    """Yield the contents: the summons, then every item with its annexes."""
    yield Line("Kallelse", summons_page, strong=True)
    first_of = iter(paper_pages)
    for chapter, page in zip(contents.chapters, item_pages, strict=True):
        yield Line(chapter.name, page, strong=True)
        for paper in chapter.papers:
            yield Line(paper.name, next(first_of), indented=True)


def front(contents: Contents, rows: Sequence[Line], *, made_at: datetime) -> Front:
    """Return the first pages; ``made_at`` stands at the foot of the first one."""
    stream = BytesIO()
    canvas = canvas_on(stream)
    made = Front()
    y = _head(canvas, contents, made_at)
    for row in rows:
        parts = _split(row)
        if y - 15 * len(parts) < MARGIN + 20:
            canvas.showPage()
            made.pages += 1
            y = _HEIGHT - MARGIN
        y = _row(canvas, made, row, parts, y)
    canvas.showPage()
    canvas.save()
    made.pages += 1
    made.content = stream.getvalue()
    return made


def _head(canvas: Canvas, contents: Contents, made_at: datetime) -> float:
    """Draw what meeting it is and return where the contents go on."""
    canvas.setFont(BODY, 11)
    canvas.drawString(MARGIN, _HEIGHT - MARGIN - 8, shown(contents.association))
    y = _HEIGHT - MARGIN - 62
    y = _block(canvas, contents.heading, BOLD, 24, y) - 6
    for fact in filter(None, (contents.day, contents.hours, contents.place)):
        y = _block(canvas, fact, BODY, 13, y)
    if contents.summons_version is None:
        y = _block(canvas, "Utkast. Kallelsen är inte skickad.", BOLD, 13, y - 8)
    local = made_at.astimezone(clock.STOCKHOLM)
    day = format_date(local.date(), "d MMMM y", locale="sv")
    canvas.setFont(BODY, 9)
    canvas.drawString(MARGIN, MARGIN - 18, f"Sammanställt den {day} kl. {local:%H.%M}")
    return _block(canvas, "Innehåll", BOLD, 15, y - 22) - 2


def _block(canvas: Canvas, text: str, font: str, size: float, y: float) -> float:
    canvas.setFont(font, size)
    for part in simpleSplit(shown(text), font, size, _RIGHT - MARGIN):
        canvas.drawString(MARGIN, y, part)
        y -= size * 1.35
    return y


def _split(row: Line) -> list[str]:
    font, size = _type_of(row)
    room = _RIGHT - _left(row) - _PAGE_COLUMN
    return list(simpleSplit(shown(row.text), font, size, room)) or [""]


def _type_of(row: Line) -> tuple[str, float]:
    return (BOLD, 10.5) if row.strong else (BODY, 10.5)


def _left(row: Line) -> float:
    return MARGIN + (_INDENT if row.indented else 0)


def _row(canvas: Canvas, made: Front, row: Line, parts: Sequence[str], y: float) -> float:
    font, size = _type_of(row)
    left = _left(row)
    top = y + size
    y -= 3 if row.strong else 0
    canvas.setFont(font, size)
    for part in parts:
        canvas.drawString(left, y, part)
        y -= 15
    base = y + 15
    canvas.setFont(BODY, size)
    canvas.drawRightString(_RIGHT, base, str(row.page))
    start = left + stringWidth(parts[-1], font, size) + 5
    end = _RIGHT - stringWidth(str(row.page), BODY, size) - 5
    if end - start > size:
        canvas.setLineWidth(0.4)
        canvas.setDash(1, 3)
        canvas.line(start, base + 1.5, end, base + 1.5)
        canvas.setDash()
    link = Link((left, base - 3, _RIGHT, top), row.page)
    made.links.setdefault(made.pages, []).append(link)
    return y
