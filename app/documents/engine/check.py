"""Tells what is wrong with a template, in Swedish, with the place and a suggestion."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.section import Section

from app.documents.engine.fill import render
from app.documents.engine.markup import prefixes
from app.documents.engine.ooxml import PARAGRAPH, TEXT, Element, find, name
from app.documents.engine.package import NotWordError, Parts, Properties, open_parts, parse_story
from app.documents.engine.tokens import (
    Token,
    block_mark,
    join_split_tokens,
    text_of,
    tokens,
    without_tokens,
)
from app.documents.engine.vocabulary import Flag, Rows, Text, Value, Vocabulary

LANGUAGE = "sv-SE"
SIGNING_MARKS = ("Justering (sign)", "Utdragsbestyrkande")
_SINGLE = re.compile(r"\{\s*([#?^/]?\w[\w.]*)\s*\}")
_STORY_NAMES = {"main+xml": "brödtexten", "header+xml": "sidhuvud", "footer+xml": "sidfot"}
_TRIAL = Properties("Prov", "", "", "", datetime(2000, 1, 1, tzinfo=UTC))


def check(
    template: bytes,
    vocabulary: Vocabulary,
    *,
    required: Iterable[str] = (),
    styles: Iterable[str] = (),
    signed_footer: bool = False,
    sample: Mapping[str, Value] | None = None,
) -> list[str]:
    """Everything that is wrong with a template; an empty list means that it can be used.

    ``required`` are paths that it has to use, ``styles`` names of styles that it has to have;
    ``signed_footer`` asks for the marks of attestation in every footer. With ``sample`` the
    template is filled as well, when nothing else is wrong.
    """
    try:
        parts = open_parts(template)
    except NotWordError as error:
        return [str(error)]
    document = Document(BytesIO(template))
    faults = [*_text_faults(parts, vocabulary, required), *_look_faults(document, parts, styles)]
    faults += _page_faults(document, signed_footer=signed_footer)
    return faults or _trial_faults(template, vocabulary, sample)


def _text_faults(parts: Parts, vocabulary: Vocabulary, required: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for place, root in _stories(parts):
        number = 0
        for number, paragraph in enumerate(root.iter(PARAGRAPH), start=1):
            join_split_tokens(paragraph)
            where = f"{place}, stycke {number}"
            yield from (f"{where}: {fault}" for fault in _paragraph_faults(paragraph, vocabulary))
            seen.update(token.path for token in tokens(text_of(paragraph)))
        yield from (f"{place}: {fault}" for fault in _block_faults(root))
    yield from (
        f"fältet {{{{{path}}}}} saknas i mallen men är obligatoriskt"
        for path in required
        if path not in seen
    )


def _stories(parts: Parts) -> Iterator[tuple[str, Element]]:
    counts: dict[str, int] = {}
    for part in parts.stories:
        kind = next(
            (n for end, n in _STORY_NAMES.items() if parts.types[part].endswith(end)), "noter"
        )
        counts[kind] = counts.get(kind, 0) + 1
        numbered = kind in ("sidhuvud", "sidfot")
        yield f"{kind} {counts[kind]}" if numbered else kind, parse_story(parts.blobs[part])


def _paragraph_faults(paragraph: Element, vocabulary: Vocabulary) -> Iterator[str]:
    text = text_of(paragraph)
    left = without_tokens(text)
    if "{{" in left or "}}" in left:
        yield f"ofullständig klammer i ”{text.strip()[:60]}” – skriv {{{{fältnamn}}}}"
    elif match := _SINGLE.search(left):
        yield f"enkel klammer kring ”{match[1]}” – skriv {{{{{match[1]}}}}}"
    found = tokens(text)
    if any(token.mark for token in found) and not block_mark(paragraph):
        yield f"märket i ”{text.strip()[:60]}” ska stå ensamt i ett eget stycke"
    yield from filter(None, (_token_fault(token, vocabulary) for token in found))
    yield from _mixed_lists(found, vocabulary)


def _token_fault(token: Token, vocabulary: Vocabulary) -> str | None:
    entry = vocabulary.paths.get(token.path)
    if entry is None:
        return f"okänt fält ”{token.path}”{_suggestion(token.path, vocabulary.paths)}"
    if token.mark or isinstance(entry, Text):
        return None
    if isinstance(entry, Flag):
        return f"”{token.path}” är ett villkor – skriv {{{{#{token.path}}}}} i ett eget stycke"
    first = next(iter(entry.entries))
    what = "en lista" if isinstance(entry, Rows) else "en grupp"
    return f"”{token.path}” är {what} – skriv till exempel {{{{{token.path}.{first}}}}}"


def _suggestion(wrong: str, names: Iterable[str]) -> str:
    """The nearest name, by the whole path or else by its last part."""
    names = list(names)
    close = difflib.get_close_matches(wrong, names, 1) or [
        path for path in names if path.rpartition(".")[2] == wrong.rpartition(".")[2]
    ]
    return f" – menade du ”{close[0]}”?" if close else ""


def _mixed_lists(found: Iterable[Token], vocabulary: Vocabulary) -> Iterator[str]:
    lists = {
        max((p for p in prefixes(token.path) if p in vocabulary.shape.lists), default="")
        for token in found
    } - {""}
    around = {outer for path in lists for outer in prefixes(path)}
    alone = sorted(lists - around)
    if len(alone) > 1:
        yield f"stycket blandar fält ur flera listor ({', '.join(alone)}) – dela upp det"


def _block_faults(root: Element) -> Iterator[str]:
    """Blocks without an end or a start, each container by itself."""
    containers = dict.fromkeys(p.getparent() for p in root.iter(PARAGRAPH))
    for container in containers:
        marks = [] if container is None else map(block_mark, container.iterchildren(PARAGRAPH))
        opened: list[str] = []
        for mark in filter(None, marks):
            if mark.mark != "/":
                opened.append(mark.path)
            elif opened and opened[-1] == mark.path:
                opened.pop()
            else:
                yield f"slutmärket {{{{/{mark.path}}}}} saknar start"
        yield from (f"blocket ”{one}” har inget slutmärke {{{{/{one}}}}}" for one in opened)


def _look_faults(document: WordDocument, parts: Parts, styles: Iterable[str]) -> Iterator[str]:
    present = [style.name for style in document.styles if style.name]
    for style in styles:
        if style not in present:
            close = difflib.get_close_matches(style, present, 1)
            hint = f" – närmast finns ”{close[0]}”" if close else ""
            yield f"formatmallen ”{style}” saknas{hint}"
    if parts.first("styles+xml") is None or _language(parts) != LANGUAGE:
        yield "språket i dokumentets standardformat ska vara svenska (sv-SE)"


def _language(parts: Parts) -> str | None:
    root = parse_story(parts.first("styles+xml") or b"<none/>")
    found = find(root, "./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    return found[0].get(name("w:val")) if found else None


def _page_faults(document: WordDocument, *, signed_footer: bool) -> Iterator[str]:
    even = document.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(document.sections, start=1):
        for kind in _page_kinds(section, even=even):
            where = f"avsnitt {number}, {kind}"
            footer = _margin_text(document, number - 1, f"{_ATTRIBUTES[kind]}footer")
            header = _margin_text(document, number - 1, f"{_ATTRIBUTES[kind]}header")
            for mark in SIGNING_MARKS if signed_footer else ():
                if mark not in footer:
                    yield f"sidfoten ({where}) saknar ”{mark}”"
            for field, meaning in {"PAGE": "sidnummer", "NUMPAGES": "antal sidor"}.items():
                if not re.search(rf"\b{field}\b", header + footer):
                    yield f"sidhuvud och sidfot ({where}) saknar fältet {field} ({meaning})"


_ATTRIBUTES = {"vanliga sidor": "", "första sidan": "first_page_", "jämna sidor": "even_page_"}


def _page_kinds(section: Section, *, even: bool) -> Iterator[str]:
    yield "vanliga sidor"
    if section.different_first_page_header_footer:
        yield "första sidan"
    if even:
        yield "jämna sidor"


def _margin_text(document: WordDocument, number: int, attribute: str) -> str:
    """Text and field codes of a header or footer, taken from an earlier section when linked."""
    for section in reversed(list(document.sections)[: number + 1]):
        margin = getattr(section, attribute)
        if not margin.is_linked_to_previous:
            return _all_text(margin._element)  # noqa: SLF001  the only way to fields and tables
    return ""


def _all_text(root: Element) -> str:
    """Text, a space per paragraph, and the codes of fields."""
    pieces: list[str] = []
    for element in root.iter(PARAGRAPH, TEXT, name("w:instrText"), name("w:fldSimple")):
        if element.tag == PARAGRAPH:
            pieces.append("\n")
        elif element.tag == name("w:fldSimple"):
            pieces.append(f" {element.get(name('w:instr'))} ")
        else:
            pieces.append(element.text or "")
    return "".join(pieces)


def _trial_faults(
    template: bytes, vocabulary: Vocabulary, sample: Mapping[str, Value] | None
) -> list[str]:
    if sample is None:
        return []
    made = render(template, sample, properties=_TRIAL, vocabulary=vocabulary)
    return leftovers(made.content)


def leftovers(content: bytes) -> list[str]:
    """Places in a filled document where braces of the template are still standing."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [
            f"klamrar står kvar i {entry} när mallen har fyllts"
            for entry in archive.namelist()
            if entry.endswith(".xml") and b"{{" in archive.read(entry)
        ]
