"""Pieces of WordprocessingML that the templates are put together from, and the file around them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import cast
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart

from app.devtools.word_styles import NS, WORD, numbering_xml, settings_xml, styles_xml
from app.documents.engine.package import Properties, open_parts, written

TEXT_WIDTH = 9070  # twips, A4 with 2.5 cm at the sides
LABEL_WIDTH = 2900
SIGNING_HEIGHT = 620
KEEP = "<w:keepNext/>"  # a row that is not parted from the next one
RIGHT = '<w:jc w:val="right"/>'
_MADE = datetime(2026, 1, 1, tzinfo=UTC)


def run(text: str, style: str = "") -> str:
    """Text in one run; tabs become elements."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = text.split("\t")
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in pieces
    )
    return f"<w:r>{look}{inner}</w:r>"


def fields(*instructions: str) -> str:
    """Word's own fields, with text between: ``fields("PAGE", " (", "NUMPAGES", ")")``."""
    return "".join(_field(one) if one.isupper() else run(one) for one in instructions)


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def p(style: str, *content: str, more: str = "") -> str:
    """A paragraph; content that is no XML is text. ``more`` is further paragraph properties."""
    runs = "".join(one if one.startswith("<w:") else run(one) for one in content if one)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def block(path: str, *inside: str, mark: str = "#") -> str:
    """What stands between a start and an end mark."""
    return f"{p('Rad', f'{{{{{mark}{path}}}}}')}{''.join(inside)}{p('Rad', f'{{{{/{path}}}}}')}"


def when(path: str, *inside: str) -> str:
    """What stands there when there is something."""
    return block(path, *inside, mark="?")


def unless(path: str, *inside: str) -> str:
    """What stands there when there is nothing."""
    return block(path, *inside, mark="^")


def cell(width: int, *content: str, style: str = "Tabelltext", more: str = "") -> str:
    """A table cell; content that is no paragraph becomes one in ``style``."""
    inner = "".join(one if one.startswith("<w:") else p(style, one) for one in content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, header: bool = False, height: int = 0, whole: bool = True) -> str:
    """A table row; a header row is repeated on every page, a whole row is not broken over two."""
    rules = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if header else "")
    )
    return f"<w:tr>{f'<w:trPr>{rules}</w:trPr>' if rules else ''}{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[int], *rows: str, about: str) -> str:
    """A table; ``about`` is read out by screen readers."""
    first_row, first_column, look = ("1", "0", "0620") if style == "Tabell" else ("0", "1", "0680")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{first_row}" w:lastRow="0" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(about)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def listing(
    widths: Sequence[int],
    heads: Sequence[str],
    paths: Sequence[str],
    about: str,
    *,
    together: bool = False,
    amounts: Container[int] = (),
) -> str:
    """A table with a header row and one row per item of a list; ``amounts`` are to the right.

    One that is kept together is not parted from what comes after it either.
    """
    keep = KEEP if together else ""
    sides = [RIGHT if n in amounts else "" for n in range(len(widths))]
    return table(
        "Tabell",
        widths,
        row(
            *(
                cell(w, p("Tabellrubrik", h, more=side))
                for w, h, side in zip(widths, heads, sides, strict=True)
            ),
            header=True,
        ),
        row(
            *(
                cell(w, p("Tabelltext", f"{{{{{path}}}}}", more=keep + side))
                for w, path, side in zip(widths, paths, sides, strict=True)
            )
        ),
        about=about,
    )


def facts(pairs: Sequence[tuple[str, str]], about: str, *, signed: bool = False) -> str:
    """A table of labels and values; a signed one ends with room for a signature, in one piece."""
    width = TEXT_WIDTH - LABEL_WIDTH
    keep = KEEP if signed else ""
    last = pairs[-1][1] if signed else ""
    rows = [
        row(
            cell(LABEL_WIDTH, p("Tabellrubrik", label, more=keep if path != last else "")),
            cell(width, f"{{{{{path}}}}}"),
            height=SIGNING_HEIGHT if path == last else 0,
        )
        for label, path in pairs
    ]
    return table("Uppgifter", (LABEL_WIDTH, width), *rows, about=about)


def prose(path: str, more: str = "") -> str:
    """Headings, paragraphs and bullets in the order they come."""
    return block(
        path,
        p("Heading3", f"{{{{{path}.mellanrubrik}}}}", more=more),
        p("BodyText", f"{{{{{path}.stycke}}}}"),
        p("ListBullet", f"{{{{{path}.punkt}}}}"),
    )


def labelled(path: str, label: str, style: str = "BodyText") -> str:
    """A label and the lines of a list, when it has any."""
    return when(path, p("Etikett", label), p(style, f"{{{{{path}.text}}}}"))


def page_header() -> str:
    """Association, kind of document and page on the first line; body, date and number below."""
    return p(
        "Header",
        run("{{forbund.namn}}", "Stark"),
        run("\t"),
        run("{{dokumenttyp}}", "Dokumentslag"),
        run("\t"),
        fields("PAGE", " (", "NUMPAGES", ")"),
    ) + p("Header", "{{organ}}\t{{datum}}\t{{dnr}}")


def word_file(body: str, footer: str, title: str, *, first_footer: str = "") -> bytes:
    """A whole template: the same pieces give the same bytes."""
    document = Document()
    part = document.part
    section = document.sections[0]
    _replace(section.header._element, page_header())  # noqa: SLF001
    _replace(section.footer._element, footer)  # noqa: SLF001
    if first_footer:
        section.different_first_page_header_footer = True
        _replace(section.first_page_header._element, page_header())  # noqa: SLF001
        _replace(section.first_page_footer._element, first_footer)  # noqa: SLF001
    _page(section._sectPr)  # noqa: SLF001
    sect = document.element.body.sectPr
    for old in list(document.element.body):
        document.element.body.remove(old)
    for new in _parsed(body):
        document.element.body.append(new)
    document.element.body.append(sect)
    _xml_part(part, RT.STYLES, styles_xml())
    _xml_part(part, RT.NUMBERING, numbering_xml())
    _xml_part(part, RT.SETTINGS, settings_xml())
    stream = BytesIO()
    document.save(stream)
    about = Properties(title, "Mall", "mall", "Klubba", _MADE)
    return written(open_parts(stream.getvalue()), {}, about)


def _xml_part(document: DocumentPart, relation: str, xml: str) -> None:
    part = cast("XmlPart", document.part_related_by(relation))
    part._element = parse_xml(xml)  # noqa: SLF001  python-docx has no other way to replace a part


def _parsed(xml: str) -> list[object]:
    return list(parse_xml(f"<w:body {NS}>{xml}</w:body>"))


def _replace(container: object, xml: str) -> None:
    for old in list(container):  # type: ignore[call-overload]
        container.remove(old)  # type: ignore[attr-defined]
    for new in _parsed(xml):
        container.append(new)  # type: ignore[attr-defined]


def _page(section: object) -> None:
    """A4; room for the header and for a footer to sign in."""
    size, margins = section.get_or_add_pgSz(), section.get_or_add_pgMar()  # type: ignore[attr-defined]
    for key, value in {"w": "11906", "h": "16838"}.items():
        size.set(f"{{{WORD}}}{key}", value)
    sides = {
        "top": "1640",
        "bottom": "1304",
        "left": "1418",
        "right": "1418",
        "header": "680",
        "footer": "510",
        "gutter": "0",
    }
    for key, value in sides.items():
        margins.set(f"{{{WORD}}}{key}", value)
