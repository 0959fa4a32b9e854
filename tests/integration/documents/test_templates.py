"""The templates of the repository, filled with everything, nothing and the worst."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from openxml_audit import OpenXmlValidator

from app.devtools.bench_documents import as_dicts, for_docxtpl, with_docxtpl
from app.devtools.word_fields import GUIDE, guide
from app.devtools.word_templates import templates
from app.documents.engine import Properties, Rendered, check, prose, render
from app.documents.engine.check import leftovers
from app.documents.kinds import (
    ANSLAGSBEVIS,
    KALLELSE,
    KINDS,
    PROTOKOLL,
    PROTOKOLLSUTDRAG,
    DocumentKind,
)

ROOT = Path(__file__).parents[3]
HOSTILE = "åäö 🙂 </w:t> & <x> \x00\x0b\ufffe {{dnr}} " + "ord " * 2_500
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
every_data = pytest.mark.parametrize("data", ["full", "minimal", "hostile", "empty_lists"])


def template(kind: DocumentKind) -> bytes:
    return (ROOT / "docs_templates" / kind.template).read_bytes()


def sample(kind: DocumentKind) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "docs_templates" / kind.sample).read_text())
    return data


def worse(value: Any) -> Any:
    """The same shape, every text made hostile."""
    if isinstance(value, dict):
        return {key: worse(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [worse(inner) for inner in value]
    return f"{value} {HOSTILE[:40]}" if isinstance(value, str) else value


def without_lists(value: Any) -> Any:
    """The same data, every list empty."""
    if isinstance(value, dict):
        return {key: without_lists(inner) for key, inner in value.items()}
    return [] if isinstance(value, list) else value


def context(kind: DocumentKind, data: str) -> dict[str, Any]:
    full = sample(kind)
    made: dict[str, dict[str, Any]] = {
        "full": full,
        "minimal": {},
        "hostile": {**worse(full), "rubrik": HOSTILE},
        "empty_lists": without_lists(full),
    }
    return made[data]


@cache
def made(kind: DocumentKind, data: str = "full") -> Rendered:
    return filled(kind, template(kind), context(kind, data))


def filled(kind: DocumentKind, file: bytes, values: dict[str, Any]) -> Rendered:
    properties = Properties(
        kind.title, "Styrelsen", "möte", "Förbundet", datetime(2016, 11, 18, 13, tzinfo=UTC), "1/2"
    )
    return render(file, values, properties=properties, vocabulary=kind.vocabulary)


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def words(document: Document) -> str:
    """All text of the body, tables included."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def stories(content: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(("word/document", "word/header", "word/footer")):
                yield etree.fromstring(archive.read(name))


@every_kind
def test_the_template_passes_its_own_check(kind: DocumentKind) -> None:
    faults = check(
        template(kind),
        kind.vocabulary,
        required=kind.required,
        styles=kind.styles,
        signed_footer=kind.signed_footer,
        sample=sample(kind),
    )
    assert faults == []


def test_the_templates_are_those_that_the_script_makes() -> None:
    for kind, content in templates().items():
        assert content == template(kind), (
            f"{kind.template} was changed: run the script or drop this"
        )


@every_kind
@every_data
def test_the_document_opens_again_with_nothing_left_of_the_template(
    kind: DocumentKind, data: str
) -> None:
    content = made(kind, data).content
    assert opened(content).sections
    assert leftovers(content) == [] or data == "hostile"
    assert "None" not in words(opened(content))


@every_kind
@every_data
def test_the_document_is_valid_open_xml(kind: DocumentKind, data: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind.name}.docx"
    path.write_bytes(made(kind, data).content)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, result.errors


@every_kind
@every_data
def test_fields_are_balanced_and_numbers_of_pictures_are_unique(
    kind: DocumentKind, data: str
) -> None:
    for root in stories(made(kind, data).content):
        kinds = [e.get(qn("w:fldCharType")) for e in root.iter(qn("w:fldChar"))]
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
        pictures = [e.get("id") for e in root.iter("{*}docPr")]
        assert len(set(pictures)) == len(pictures)


@every_kind
def test_full_data_have_no_gaps(kind: DocumentKind) -> None:
    assert made(kind).gaps == ()


@every_kind
def test_every_text_of_the_data_is_in_the_document(kind: DocumentKind) -> None:
    file = opened(made(kind).content)
    section = file.sections[0]
    margins = [section.header, section.footer, section.first_page_header, section.first_page_footer]
    everything = words(file) + "".join(
        text for margin in margins for text in margin._element.itertext()
    )
    for text in _texts(sample(kind), kind):
        assert all(line in everything for line in text.split("\n")), text


def _texts(value: Any, kind: DocumentKind, path: str = "") -> Iterator[str]:
    unused = {"nr", "titel", "text", "organisation", "roll", "namn", "initialer"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in unused and path + key not in {"forbund", "organ", "datum"}:
                yield from _texts(inner, kind, f"{path}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, kind, path)
    elif isinstance(value, str):
        yield value


@every_kind
def test_missing_data_are_visible_and_reported(kind: DocumentKind) -> None:
    empty = made(kind, "minimal")
    assert set(empty.gaps) >= {"rubrik", "forbund.namn"}
    assert "[saknas: rubrik]" in words(opened(empty.content))


@every_kind
def test_hostile_text_is_there_as_text(kind: DocumentKind) -> None:
    text = words(opened(made(kind, "hostile").content))
    assert "åäö 🙂 </w:t> & <x>" in text
    assert "{{dnr}}" in text
    assert text.count("ord ") >= 2_500


@every_kind
def test_the_same_data_give_the_same_bytes_also_in_another_process(kind: DocumentKind) -> None:
    again = filled(kind, template(kind), sample(kind))
    assert again.content == made(kind).content
    script = (
        "import sys, hashlib; from tests.integration.documents import test_templates as t; "
        f"sys.stdout.write(t.made(t.KINDS[{kind.name!r}]).sha256)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == made(kind).sha256 == hashlib.sha256(again.content).hexdigest()


@every_kind
def test_the_document_says_what_it_is(kind: DocumentKind) -> None:
    about = opened(made(kind).content).core_properties
    assert (about.title, about.subject, about.keywords) == (kind.title, "Styrelsen", "möte")
    assert (about.identifier, about.language) == ("1/2", "sv-SE")
    assert about.created == about.modified == datetime(2016, 11, 18, 13, tzinfo=UTC)


@every_kind
def test_headings_come_in_order_without_gaps(kind: DocumentKind) -> None:
    body = opened(made(kind).content).element.body
    styles = [e.get(qn("w:val")) for e in body.iter(qn("w:pStyle"))]
    levels = [int(s[-1]) for s in styles if s in {"Heading1", "Heading2", "Heading3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@every_kind
def test_no_borders_on_paragraphs_and_every_list_table_repeats_its_header(
    kind: DocumentKind,
) -> None:
    file = opened(made(kind).content)
    with zipfile.ZipFile(BytesIO(made(kind).content)) as archive:
        assert b"<w:pBdr" not in archive.read("word/styles.xml")
        assert "word/stylesWithEffects.xml" not in archive.namelist()
    for table in file.element.body.iter(qn("w:tbl")):
        if table.tblPr.style == "Tabell":
            assert table.find(qn("w:tr")).find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_each_paragraph_starts_its_att_satser_anew() -> None:
    body = opened(made(PROTOKOLL).content).element.body
    numbers = [
        (p.find(f".//{qn('w:numId')}").get(qn("w:val")))
        for p in body.iter(qn("w:p"))
        if p.style == "Attsats"
    ]
    lists = [par[key] for par in sample(PROTOKOLL)["paragrafer"] for key in ("forslag", "beslut")]
    expected = [n for n, one in enumerate(filter(None, lists)) for _ in one]
    assert [sorted(set(numbers), key=int).index(n) for n in numbers] == expected


def test_every_footer_of_the_minutes_has_a_place_for_each_signer() -> None:
    for kind in (PROTOKOLL, PROTOKOLLSUTDRAG):
        footer = "".join(opened(made(kind).content).sections[0].footer._element.itertext())
        assert "Justering (sign)" in footer
        assert "Utdragsbestyrkande" in footer
        assert all(one["namn"] in footer for one in sample(kind)["signatarer"])


def test_the_decision_is_last_or_by_choice_first() -> None:
    data = sample(PROTOKOLL)
    for first in (False, True):
        text = words(
            opened(filled(PROTOKOLL, template(PROTOKOLL), {**data, "beslut_forst": first}).content)
        )
        background, decision = (
            "Medlemssamråd har hållits",
            "fastställa verksamhetsplan och budget för 2017 med plan för 2018–2019, med",
        )
        assert text.count(decision) == 1
        assert (text.index(decision) < text.index(background)) is first


def test_the_first_summons_does_not_say_revised() -> None:
    data = {**sample(KALLELSE), "reviderad": "", "andringar": []}
    text = words(opened(filled(KALLELSE, template(KALLELSE), data).content))
    assert "Reviderad" not in text
    assert "För kännedom" in text


def test_prose_from_a_text_field_becomes_paragraphs_and_bullets() -> None:
    data = sample(PROTOKOLL)
    data["paragrafer"] = [{**data["paragrafer"][0], "bakgrund": prose("Först.\n- en\n- två")}]
    file = opened(filled(PROTOKOLL, template(PROTOKOLL), data).content)
    bullets = [p.text for p in file.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets == ["en", "två"]


def test_a_proof_keeps_places_to_write_in() -> None:
    data = {**sample(ANSLAGSBEVIS), "anslaget_tas_ned": "", "underskrift": {"namn": "", "roll": ""}}
    rendered = filled(ANSLAGSBEVIS, template(ANSLAGSBEVIS), data)
    assert rendered.gaps == ()
    assert "Anslaget tas ned" in words(opened(rendered.content))


def test_a_template_that_the_office_restyled_still_fills() -> None:
    file = docx.Document(BytesIO(template(PROTOKOLL)))
    for name in ("Body Text", "Att-sats", "Heading 2"):
        file.styles[name].font.name, file.styles[name].font.size = "Georgia", Pt(12)
    file.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    people = file.tables[1]._tbl
    people.getparent().append(people)  # the table of those who decide, last in the document
    people.addnext(file.element.body.sectPr)
    _split_every_token(file)
    stream = BytesIO()
    file.save(stream)
    restyled = stream.getvalue()
    assert check(restyled, PROTOKOLL.vocabulary, required=PROTOKOLL.required) == []
    rendered = filled(PROTOKOLL, restyled, sample(PROTOKOLL))
    text = words(opened(rendered.content))
    assert leftovers(rendered.content) == []
    assert text.index("§ 70") < text.index("vice ordförande")
    assert sorted(text.split()) == sorted(words(opened(made(PROTOKOLL).content)).split())


def _split_every_token(file: Document) -> None:
    """Cut each run in three, as Word does when somebody has edited it."""
    for text in list(file.element.body.iter(qn("w:t"))):
        whole, run = text.text or "", text.getparent()
        third = max(1, len(whole) // 3)
        for piece in (whole[2 * third :], whole[third : 2 * third]):
            copy = docx.oxml.parse_xml(etree.tostring(run))
            copy.find(qn("w:t")).text = piece
            run.addnext(copy)
        text.text = whole[:third]


soffice = shutil.which("soffice")


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(soffice is None, reason="LibreOffice saknas, så dokumenten öppnas inte i det")
def test_libreoffice_opens_every_document(tmp_path: Path) -> None:
    wanted = {
        KALLELSE: ["Vägen vidare", "600 000 kr", "1 (4)", "Bilaga 5"],
        PROTOKOLL: ["§ 57", "§ 70", "180 000 kr", "8 (8)", "Justering (sign)", "att"],
        PROTOKOLLSUTDRAG: ["§ 61", "§ 68", "Utdragets överensstämmelse"],
        ANSLAGSBEVIS: ["2016-12-20", "laglighetsprövning"],
    }
    for kind in KINDS.values():
        (tmp_path / f"{kind.name}.docx").write_bytes(made(kind).content)
        (tmp_path / f"{kind.name}-hostile.docx").write_bytes(made(kind, "hostile").content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(path) for path in tmp_path.glob("*.docx")]
    subprocess.run(
        [str(soffice), "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *files],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for kind, texts in wanted.items():
        text = _pdf_text(tmp_path / f"{kind.name}.pdf")
        assert [one for one in texts if one not in text] == []
        assert "åäö" in _pdf_text(tmp_path / f"{kind.name}-hostile.pdf")


def _pdf_text(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return run.stdout.replace("\u00a0", " ")


def test_the_guide_for_template_authors_names_every_field() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text == guide(text)


def test_docxtpl_is_measured_with_a_template_that_gives_the_same_text() -> None:
    theirs = with_docxtpl(for_docxtpl(PROTOKOLL, template(PROTOKOLL)), as_dicts(sample(PROTOKOLL)))
    ours = made(PROTOKOLL).content
    assert _letters(theirs) == _letters(ours)


def _letters(content: bytes) -> str:
    return "".join(words(opened(content)).split())
