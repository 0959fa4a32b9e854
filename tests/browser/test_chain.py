"""The whole chain in chromium, by the roles that do it: an empty agenda to a posted notice."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

from app.devtools import seed_summons
from app.devtools.seed_minutes_play import one_page_pdf
from tests.browser import acts

DAY = "2017-02-24"
MEETING = "Styrelsen fredag 24 februari 2017"
OWN = [item for item in seed_summons.ITEMS if not item.fixed]
SUS = "SUS-stödjare för Norrland"
SUS_DECISION = (
    "ställa sig bakom förslaget om fem SUS-stödjare för landets samordningsförbund",
    "uppdra till förbundschefen att lämna regionens gemensamma svar senast den 28 februari",
)
CONFERENCE = "Nationell konferens i Malmö"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_meeting_goes_from_an_empty_agenda_to_a_posted_notice(open_house, clock, scripts):
    house = open_house(acts.association_only, scripts=scripts)
    clock.stop("2017-02-13T09:00")
    helena = house.visitor("helena")
    open_cases(helena)
    plan(helena)
    write_agenda(helena)
    clock.stop("2017-02-16T13:00")
    send_summons(helena)
    a_member_reads_the_summons(house)
    clock.stop("2017-02-24T08:55")
    hold(helena)
    write_minutes(helena, scripts=scripts)
    two_write_the_same(house, helena)
    clock.stop("2017-02-24T14:40")
    close(helena)
    clock.stop("2017-02-27T10:00")
    lock(helena)
    clock.stop("2017-03-02T10:00")
    attest(house, helena)
    post_on_the_wall(helena)
    the_public_reads_the_notice(house)
    take_extract(helena)


def open_cases(helena):
    helena.menu("Diarium")
    for heading, counterpart in (
        ("Ansökan om medfinansiering, Vägen vidare", "Medlefors folkhögskola"),
        (SUS, "Försäkringskassan"),
    ):
        helena.link("Lägg upp ett ärende", "Lägg upp ett ärende")
        helena.fill("Ärendemening", heading)
        helena.fill("Avsändare eller mottagare", counterpart)
        helena.press("Lägg upp ärendet", heading)
        helena.menu("Diarium")


def plan(helena):
    helena.menu("Sammanträden")
    helena.link("Planera sammanträde", "Planera sammanträde")
    helena.fill("Dag", DAY)
    helena.fill("Börjar", "09:00")
    helena.fill("Slutar", "15:00")
    helena.fill("Plats", seed_summons.PLACE)
    helena.fill("Detaljer", seed_summons.DETAILS)
    helena.press("Planera sammanträdet", MEETING)
    helena.told("De fasta ärendena finns på dagordningen.")


def write_agenda(helena):
    helena.link("Skriv dagordningen", "Dagordning")
    for item in reversed(OWN[:2]):  # in the wrong order, to be moved
        add_item(helena, item)
    move_up(helena)
    for item in OWN[2:]:
        add_item(helena, item)
    for item in seed_summons.ITEMS:
        if item.fixed and item.background:
            fill_fixed(helena, item)
    listed = helena.page.get_by_role("list", name="Ärenden i ordning").get_by_role("listitem")
    expect(listed).to_have_count(13)
    for number, item in enumerate(seed_summons.ITEMS):
        expect(listed.nth(number)).to_contain_text(item.heading)


def move_up(helena):
    button = f"Flytta upp {OWN[0].heading}"
    if helena.scripted:
        with helena.page.expect_response(lambda r: r.request.method == "POST") as answer:
            helena.page.get_by_role("button", name=button).click()
        assert answer.value.status == 200
    else:
        helena.press(button, "Dagordning")


def add_item(helena, item):
    helena.link("Lägg till ett ärende", "Lägg till ett ärende")
    helena.fill("Rubrik", item.heading)
    helena.choose("Beslut" if item.kind is seed_summons.ItemKind.DECISION else "Information")
    helena.fill("Bakgrund", item.background)
    if item.kind is seed_summons.ItemKind.DECISION:  # what only informs has no proposal
        acts.clauses(helena, [*item.clauses, "stryks igen"])
        acts.remove_clause(helena, len(item.clauses) + 1)
    helena.fill("Föredragande", item.presenter)
    if item.counterpart:
        helena.select("Ärende i diariet", item.case)
    if item.papers:
        helena.press("Spara och lägg till bilagor", "Bilagor till ärende")
        add_papers(helena, item.papers)
        helena.link("Till dagordningen", "Dagordning")
    else:
        helena.press("Spara ärendet", "Dagordning")
    helena.told(item.heading)


def add_papers(helena, papers):
    for paper in papers:
        helena.field("Filer").set_input_files(
            {
                "name": paper.filename,
                "mimeType": "application/pdf",
                "buffer": one_page_pdf(paper.title),
            }
        )
        helena.fill("Titel", paper.title)
        helena.press("Lägg till bilagan", "Bilagor till ärende")
        helena.told(paper.title)


def fill_fixed(helena, item):
    helena.link(item.heading, item.heading)
    helena.fill("Bakgrund", item.background)
    acts.clauses(helena, item.clauses)
    helena.press("Spara ärendet", "Dagordning")
    if item.papers:
        helena.link(item.heading, item.heading)
        helena.link("Bilagor", "Bilagor till ärende")
        add_papers(helena, item.papers)
        helena.link("Till dagordningen", "Dagordning")


def send_summons(helena):
    helena.log_in("helena")
    helena.menu("Sammanträden")
    helena.link("fredag 24 februari 2017", MEETING)
    helena.link("Granska och skicka kallelsen", "Granska kallelsen")
    helena.told(SUS)
    helena.press(re.compile(r"^Skicka kallelsen till \d+ personer$"))
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.told(re.compile("Skickad av Helena Rosvall"))


def a_member_reads_the_summons(house):
    karin = house.visitor("karin")
    karin.menu("Sammanträden")
    karin.link(re.compile("24 februari"), MEETING)
    karin.link("Läs handlingarna", "Handlingar")
    karin.told(SUS)


def hold(helena):
    helena.log_in("helena")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Öppna sammanträdet", "Öppna sammanträdet")
    helena.press("Öppna sammanträdet", "Närvaro")
    mark(helena, "Anneli Nyhlén", present=False)
    mark(helena, "Rolf Hedqvist", present=True)
    helena.page.get_by_label("Rolf Hedqvist tjänstgör för").select_option(label="Anneli Nyhlén")
    helena.press("Spara närvaron", "Närvaro")
    helena.link("Lägg till undantag för Östen Forsmark", "Undantag för Östen Forsmark")
    helena.choose("Kom före paragrafen")
    helena.select("Paragraf", OWN[1].heading)
    helena.fill("Klockslag", "09:40")
    helena.press("Lägg till undantaget", "Undantag för Östen Forsmark")
    helena.link("Till närvaron", "Närvaro")
    helena.link("Ändra uppdrag och tider", "Uppdrag och tider")
    helena.choose("Karin Wallmark")
    helena.fill("Justeringens plats", "kansliet")
    helena.fill("Justeringens dag", "2017-03-02")
    helena.fill("Justeringens tid", "10:00")
    helena.press("Spara uppdrag och tider", "Närvaro")
    helena.told("Karin Wallmark")


def mark(helena, name, *, present):
    box = helena.page.get_by_label(f"Närvarande: {name}")
    box.set_checked(present)


def write_minutes(helena, *, scripts):
    helena.link("Skriv protokollet", "Protokoll")
    for _ in range(13):
        paragraph = helena.page.get_by_role("article").get_by_role("heading", level=2).inner_text()
        if paragraph == SUS:
            decide(helena, scripts=scripts)
        last = paragraph == seed_summons.ITEMS[-1].heading
        helena.press("Spara" if last else "Spara och gå till nästa")
    add_other_question(helena)


def decide(helena, *, scripts):
    acts.clauses(helena, SUS_DECISION)
    helena.fill("Expedieras till", "Försäkringskassan")
    if scripts:
        expect(helena.page.locator("[data-save-state]")).to_have_text(acts.SAVED)


def add_other_question(helena):
    helena.link(re.compile("Övriga frågor"))
    helena.link("Lägg till en paragraf", "Lägg till en paragraf")
    helena.fill("Rubrik", CONFERENCE)
    helena.choose("Information")
    helena.press("Lägg till paragrafen", "Protokoll")
    acts.clauses(helena, ["anteckna informationen till protokollet"])
    helena.press("Spara")
    helena.link(re.compile("Godkännande av dagordning"))
    helena.press("Skriv in tilläggen i beslutet")
    expect(helena.page.get_by_role("textbox", name="Att-sats 1", exact=True)).to_have_value(
        re.compile(CONFERENCE)
    )


def two_write_the_same(house, helena):
    """Helena and Jonas save the same §; she sees both texts, and nothing is lost."""
    jonas = house.visitor("jonas")
    for visitor in (jonas, helena):
        visitor.goto(f"/sammantraden/{DAY}/protokoll/skriv", "Protokoll")
        visitor.link(re.compile("Informationsärenden"))
    jonas.fill("Anteckningar efter beslutet", "Frågan om webbplatsen tas upp igen i maj.")
    jonas.press("Spara")
    if house.scripts:  # autosave leads to the page that shows both texts
        with helena.page.expect_navigation():
            helena.fill("Anteckningar efter beslutet", "Styrelsen tackar för informationen.")
        helena.arrive("Ni har skrivit i samma text")
    else:
        helena.fill("Anteckningar efter beslutet", "Styrelsen tackar för informationen.")
        helena.press("Spara", "Ni har skrivit i samma text")
    helena.told("Frågan om webbplatsen tas upp igen i maj.")
    mine = helena.page.get_by_label("Din text")
    expect(mine).to_have_value("Styrelsen tackar för informationen.")
    mine.fill("Styrelsen tackar för informationen. Frågan om webbplatsen tas upp igen i maj.")
    helena.press("Spara min text", "Protokoll")
    helena.link(re.compile("Informationsärenden"))
    expect(helena.field("Anteckningar efter beslutet")).to_have_value(
        "Styrelsen tackar för informationen. Frågan om webbplatsen tas upp igen i maj."
    )


def close(helena):
    helena.link("Avsluta sammanträdet", "Avsluta sammanträdet")
    helena.fill("Sammanträdet avslutas kl.", "14:35")
    helena.press("Avsluta sammanträdet", "Protokoll")


def lock(helena):
    helena.log_in("helena")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Lås protokollet", "Lås protokollet")
    helena.press(re.compile("^Lås protokollet och numrera"), "Justering av protokollet")
    helena.told("§§ 1–14")


def attest(house, helena):
    for key in ("ingrid", "karin"):
        signer = house.visitor(key)
        signer.link("Justera protokollet från den 24 februari 2017", "Justering av protokollet")
        sign(signer)
    helena.log_in("helena")
    helena.link("Justera protokollet från den 24 februari 2017", "Justering av protokollet")
    sign(helena)
    helena.told("Alla har justerat protokollet")


def sign(signer):
    signer.confirm()
    signer.press(re.compile("^Godkänn protokollet §"), "Justering av protokollet")


def post_on_the_wall(helena):
    """The digital board has the notice already; the one on the wall waits for the office."""
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.told(re.compile("^Anslaget är inte uppsatt på"))
    helena.link("Gå till anslagstavlan", "Anslag av protokollet")
    helena.press("Registrera att anslaget sitter uppe", "Anslag av protokollet")
    helena.link("Läs beviset om anslag", "Bevis om anslag")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Se anslaget", "Anslag av protokollet")


def the_public_reads_the_notice(house):
    anyone = house.visitor()
    anyone.goto("/", "Samordningsförbundet Skellefteälven")
    anyone.link("Gå till anslagstavlan", "Anslagstavla")
    anyone.told("Styrelsens protokoll den 24 februari 2017 är justerat")
    anyone.told("torsdag 23 mars 2017")
    anyone.link("Visa anslaget på en egen sida", "Styrelsens protokoll den 24 februari 2017")


def take_extract(helena):
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link(re.compile("^Protokollsutdrag"), "Protokollsutdrag")
    helena.choose(f"§ 10 {SUS}")
    helena.press("Gör utdraget som Word", "Protokollsutdrag")
    with helena.page.expect_download() as taken:
        helena.page.get_by_role("link", name=re.compile(r"\.docx")).click()
    words = text_of(taken.value.path().read_bytes())
    assert SUS in words
    assert "bevilja Medlefors" not in words
    for clause in SUS_DECISION:
        assert clause in words
    helena.menu("Sammanträden")
    helena.link("Beslutsförteckning", "Beslutsförteckning 2017")
    helena.told(re.compile("ställa sig bakom förslaget"))


def text_of(docx):
    body = Document(io.BytesIO(docx)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
