"""Word files small enough to make in a test, and read back."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from lxml import etree

from app.documents.engine import Properties, Rendered, Value, Vocabulary, render

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{WORD}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_T = f"{{{WORD}}}t"
PROPERTIES = Properties(
    "Protokoll", "Styrelsen", "protokoll", "Förbundet", datetime(2016, 11, 18, 8, tzinfo=UTC), "1/2"
)
FOOTER = "<w:p><w:r><w:t>Justering (sign) Utdragsbestyrkande</w:t></w:r></w:p>"
PAGES = (
    '<w:p><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "/></w:p>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="Attsats"><w:name w:val="Att-sats"/><w:basedOn '
    'w:val="Lista"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="Lista"/><w:pPr><w:numPr>'
    '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punkt"/><w:pPr><w:numPr>'
    '<w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '</w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
)


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(f'<w:r><w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"


def row(*cells: str, header: bool = False) -> str:
    """A table row; a cell that is no XML is a paragraph of text."""
    look = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    inside = "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in cells)
    return f"<w:tr>{look}{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(
    *body: str, header: str = "", footer: str = "", styles: str = STYLES, kind: str = "main"
) -> bytes:
    """A Word file of paragraphs and tables."""
    margins = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/></w:sectPr>'
    )
    parts = {
        "document": f"<w:document {NS}><w:body>{''.join(body)}{margins}</w:body></w:document>",
        "styles": f"<w:styles {NS}>{styles}</w:styles>",
        "numbering": f"<w:numbering {NS}>{NUMBERING}</w:numbering>",
        "header": f"<w:hdr {NS}>{header or p()}</w:hdr>",
        "footer": f"<w:ftr {NS}>{footer or p()}</w:ftr>",
        "settings": f"<w:settings {NS}/>",
    }
    return _zipped(parts, kind)


def _zipped(parts: Mapping[str, str], kind: str) -> bytes:
    types = {name: f"{_KIND}.{name}+xml" for name in parts}
    types["document"] = f"{_KIND}.document.{kind}+xml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{of}"/>' for name, of in types.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate([name for name in parts if name != "document"], start=1)
    )
    files = {f"word/{name}.xml": xml for name, xml in parts.items()}
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return stream.getvalue()


def filled(
    template: bytes, context: Mapping[str, Value], vocabulary: Vocabulary | None = None
) -> Rendered:
    """Fill a template."""
    return render(template, context, properties=PROPERTIES, vocabulary=vocabulary)


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a filled document."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def texts(content: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph; a line break is a newline."""
    return [_text(paragraph) for paragraph in part(content, name).iter(f"{{{WORD}}}p")]


def _text(paragraph: etree._Element) -> str:
    signs = {_T: None, f"{{{WORD}}}br": "\n", f"{{{WORD}}}tab": "\t"}
    return "".join(signs[e.tag] or e.text or "" for e in paragraph.iter(*signs))


def xpath(content: bytes, path: str, name: str = "word/document.xml") -> list[str]:
    """Evaluate an XPath with the prefix w in a part."""
    return [str(found) for found in part(content, name).xpath(path, namespaces={"w": WORD})]
