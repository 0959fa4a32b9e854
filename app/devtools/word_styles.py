"""Styles, lists and settings of the Word templates: one calm look, A4, Swedish.

Sizes are half-points, lengths twentieths of a point (twips), as WordprocessingML has them.
"""

# ruff: noqa: E501  markup reads best with one element to a line

from __future__ import annotations

from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = f'xmlns:w="{WORD}"'
FONT = "Arial"  # on every office computer, and metrically the same as Liberation Sans
INK = "1B1F23"
MUTED = "4A5560"
ACCENT = "1D4B5A"
TINT = "EEF3F4"
RULE = "B9C4C8"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style."""

    identity: str
    name: str
    based_on: str = "BodyText"
    following: str = "BodyText"
    size: int = 0  # half-points, 0 inherits
    bold: bool = False
    italic: bool = False
    colour: str = ""
    caps: bool = False
    before: int = 0
    after: int = 0
    line: int = 0  # 240 is single
    keep: bool = False  # with the next paragraph
    more: str = ""  # further paragraph properties, in schema order after spacing
    outline: int = -1
    tabs: str = ""
    numbering: str = ""


STYLES = (
    Style("Title", "Title", size=44, bold=True, colour=ACCENT, after=120, keep=True),
    Style(
        "Heading1",
        "heading 1",
        size=30,
        bold=True,
        colour=ACCENT,
        before=0,
        after=200,
        line=252,
        keep=True,
        outline=0,
    ),
    Style(
        "Heading2",
        "heading 2",
        size=26,
        bold=True,
        colour=ACCENT,
        before=400,
        after=100,
        line=264,
        keep=True,
        outline=1,
    ),
    Style(
        "Heading3",
        "heading 3",
        size=22,
        bold=True,
        colour=INK,
        before=200,
        after=60,
        line=264,
        keep=True,
        outline=2,
    ),
    Style("Rad", "Rad", following="Rad", after=20, line=264),
    Style(
        "Dokumenttyp",
        "Dokumenttyp",
        size=20,
        bold=True,
        colour=MUTED,
        caps=True,
        after=60,
        keep=True,
    ),
    Style("Uppgift", "Uppgift", size=18, colour=MUTED, after=80, keep=True, line=252),
    Style(
        "Etikett",
        "Etikett",
        size=19,
        bold=True,
        colour=MUTED,
        before=160,
        after=40,
        line=252,
        keep=True,
    ),
    Style("Narvaro", "Närvaro", italic=True, after=80, keep=True),
    Style("Beslutsinledning", "Beslutsinledning", bold=True, before=200, after=60, keep=True),
    Style(
        "Andring",
        "Ändring",
        size=20,
        before=0,
        after=0,
        more=f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>',
    ),
    Style(
        "Tabelltext", "Tabelltext", following="Tabelltext", size=19, before=40, after=40, line=252
    ),
    Style(
        "Tabellrubrik",
        "Tabellrubrik",
        "Tabelltext",
        "Tabelltext",
        bold=True,
        colour=MUTED,
        before=40,
        after=40,
        line=252,
    ),
    Style("Underskrift", "Underskrift", "Tabelltext", "Tabelltext", before=40, after=40, line=252),
    Style("Caption", "caption", size=19, bold=True, colour=MUTED, before=160, after=60, keep=True),
    Style(
        "Header",
        "header",
        "Normal",
        "Header",
        size=17,
        colour=MUTED,
        after=0,
        line=252,
        tabs='<w:tabs><w:tab w:val="left" w:pos="5216"/><w:tab w:val="right" w:pos="9070"/></w:tabs>',
    ),
    Style("Footer", "footer", "Normal", "Footer", size=16, colour=MUTED, after=0, line=240),
    Style("Adress", "Adress", "Tabelltext", "Adress", size=17, before=0, after=0, line=252),
    Style("Bilaga", "Bilaga", "Tabelltext", "Bilaga", size=18, colour=MUTED, before=60, after=40),
    Style("Arenderubrik", "Ärenderubrik", "Heading3", before=100, after=60, more="", keep=False),
    Style("Marke", "Märke", "Uppgift", colour=ACCENT, bold=True, after=60),
    Style("Kontrollsumma", "Kontrollsumma", "Uppgift", size=16, after=0),
    Style("ListBullet", "List Bullet", following="ListBullet", after=50, line=276, numbering="1"),
    Style("Attsats", "Att-sats", following="Attsats", after=70, line=276, numbering="2"),
)


def styles_xml() -> str:
    """The whole style part."""
    return (
        f"<w:styles {NS}>{_defaults()}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        f"{''.join(map(_paragraph_style, STYLES))}{_character_styles()}{_table_styles()}</w:styles>"
    )


def _defaults() -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/><w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="283" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _paragraph_style(style: Style) -> str:
    line = f' w:line="{style.line}" w:lineRule="auto"' if style.line else ""
    numbering = (
        f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>' if style.numbering else ""
    )
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    keep = '<w:keepNext w:val="0"/>' if style.based_on == "Heading3" else ""
    if style.keep:
        keep = "<w:keepNext/>" + ("<w:keepLines/>" if style.outline >= 0 else "")
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>'
    marks = (
        ("<w:b/><w:bCs/>" if style.bold else "")
        + ("<w:i/><w:iCs/>" if style.italic else "")
        + ("<w:caps/>" if style.caps else "")
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + ('<w:spacing w:val="10"/>' if style.caps else "")
        + (f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else "")
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.identity}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/><w:next w:val="{style.following}"/><w:qFormat/>'
        f"<w:pPr>{keep}{numbering}{style.more}{style.tabs}{spacing}{outline}</w:pPr><w:rPr>{marks}</w:rPr></w:style>"
    )


def _character_styles() -> str:
    return (
        '<w:style w:type="character" w:styleId="Paragrafnummer"><w:name w:val="Paragrafnummer"/><w:qFormat/>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{MUTED}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Dokumentslag"><w:name w:val="Dokumentslag"/><w:qFormat/>'
        f'<w:rPr><w:b/><w:bCs/><w:caps/><w:color w:val="{INK}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Stark"/><w:qFormat/>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    margins = (
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Tabell"><w:name w:val="Tabell"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr></w:style>'
        '<w:style w:type="table" w:styleId="Uppgifter"><w:name w:val="Uppgifter"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>{margins}</w:tblPr></w:style>"
    )


def numbering_xml() -> str:
    """Two lists: 1 bullets, 2 the word "att" before each operative sentence."""
    return (
        f"<w:numbering {NS}>{_list(1, 'bullet', '•', 340)}{_list(2, 'decimal', 'att', 624)}"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def _list(number: int, kind: str, label: str, hanging: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{hanging}"/></w:tabs>'
        f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
    )


def settings_xml() -> str:
    """Settings of a present-day Word document in Swedish."""
    return (
        f'<w:settings {NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
