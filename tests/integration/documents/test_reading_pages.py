"""The documents as they read on screen, from the same data as the Word files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader

from app.documents.kinds import (
    ANSLAGSBEVIS,
    ANSLAGSTID,
    ANSOKAN,
    BEREDNINGSUNDERLAG,
    BESLUTSMEDDELANDE,
    DELEGATIONSBESLUT,
    GRUPPRAPPORT,
    KALLELSE,
    KINDS,
    KOMPLETTERING,
    OMEDELBAR_JUSTERING,
    OVERENSKOMMELSE,
    PER_CAPSULAM,
    PROTOKOLL,
    PROTOKOLLSUTDRAG,
    PUBLICERAT_PROTOKOLL,
    RATTELSE,
    SAMMANTRADESPLAN,
    TJANSTESKRIVELSE,
    UPPDRAGSLISTA,
)
from tests.support.page_lint import problems, text_of

ROOT = Path(__file__).parents[3]
PAGES = {
    KALLELSE: "meetings/_summons_document.html",
    KOMPLETTERING: "applications/_completion_document.html",
    TJANSTESKRIVELSE: "applications/_official_letter_document.html",
    BESLUTSMEDDELANDE: "applications/_letter_document.html",
    DELEGATIONSBESLUT: "delegation/_decision_document.html",
    OVERENSKOMMELSE: "applications/_agreement_document.html",
    PROTOKOLL: "minutes/_minutes_document.html",
    PROTOKOLLSUTDRAG: "minutes/_extract_document.html",
    OMEDELBAR_JUSTERING: "minutes/_immediate_document.html",
    RATTELSE: "correction/_document.html",
    ANSLAGSBEVIS: "publication/_proof_document.html",
    ANSLAGSTID: "publication/_closing_document.html",
    ANSOKAN: "applications/_application_document.html",
    BEREDNINGSUNDERLAG: "applications/_brief_document.html",
    GRUPPRAPPORT: "applications/_report_document.html",
}
# Lists whose own page shows the same rows; published minutes and decisions per capsulam have tests
# of their pages elsewhere.
LISTS = {PER_CAPSULAM, PUBLICERAT_PROTOKOLL, SAMMANTRADESPLAN, UPPDRAGSLISTA}
EMPTY: dict[str, Any] = {"forbund": {}, "tid": {}}
every_page = pytest.mark.parametrize("name", [n for n, kind in KINDS.items() if kind not in LISTS])


def page(name: str, data: dict[str, Any]) -> str:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    partial = environment.get_template(PAGES[KINDS[name]]).render(d=data)
    return (
        '<!DOCTYPE html><html lang="sv"><head><title>Dokument</title></head>'
        f"<body><main><h1>Dokument</h1>{partial}</main></body></html>"
    )


def sample(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "docs_templates" / KINDS[name].sample).read_text())
    return data


def words(html: str) -> str:
    return text_of(html5lib.parse(html, namespaceHTMLElements=False))


@every_page
@pytest.mark.parametrize("full", [True, False])
def test_the_page_is_sound_html(name: str, full: bool) -> None:
    html = page(name, sample(name) if full else EMPTY)
    assert problems(html, resolves=lambda _path, _method: True) == []


@every_page
def test_what_is_missing_is_a_dash(name: str) -> None:
    assert "—" in words(page(name, EMPTY))
    assert "—" not in words(page(name, sample(name)))


def test_each_paragraph_is_a_section_that_can_be_linked_to() -> None:
    root = html5lib.parse(page("protokoll", sample("protokoll")), namespaceHTMLElements=False)
    headings = {e.get("id"): text_of(e) for e in root.iter("h2") if e.get("id")}
    assert headings["p62"] == "§ 62 Förlängning av projekttiden för tre projekt"
    assert len(headings) == 14


def test_att_satser_are_a_list_and_follow_what_introduces_them() -> None:
    text = words(page("protokoll", sample("protokoll")))
    assert "Samordningsförbundet beslutar: att förlänga projekttiden för Aktivitetscoach" in text


def test_bullets_that_follow_each_other_are_one_list() -> None:
    data = sample("protokoll")
    blocks = [{"punkt": "a"}, {"punkt": "b"}, {"stycke": "c"}, {"punkt": "d"}]
    data["paragrafer"] = [{**data["paragrafer"][0], "bakgrund": blocks}]
    root = html5lib.parse(page("protokoll", data), namespaceHTMLElements=False)
    assert [[text_of(li) for li in ul] for ul in root.iter("ul")] == [["a", "b"], ["d"]]


def test_the_decision_can_come_first() -> None:
    data = sample("protokoll")
    for first in (True, False):
        text = words(page("protokoll", {**data, "beslut_forst": first}))
        background, decision = "Medlemssamråd har hållits", "redaktionella ändringar"
        assert (text.index(decision) < text.index(background)) is first
        assert text.count(decision) == 1


def test_a_revised_summons_says_what_changed() -> None:
    assert "Reviderad 2017-02-20" in words(page("kallelse", sample("kallelse")))
    first = {**sample("kallelse"), "reviderad": ""}
    assert "Reviderad" not in words(page("kallelse", first))


def test_markup_in_the_data_is_text() -> None:
    data = {**sample("anslagsbevis"), "inledning": "<script>alert(1)</script>"}
    html = page("anslagsbevis", data)
    assert "<script>" not in html
    assert "<script>alert(1)</script>" in words(html)
