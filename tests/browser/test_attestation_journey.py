"""From frozen minutes to the archive: three signers on three devices, one of whom says no first."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from app.devtools import seed_minutes_play
from app.devtools.demo.people import load_association
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.publication import services as publication
from app.publication.models import BoardWatch
from app.sealing.services.making import make_next
from tests.browser import acts
from tests.factories.minutes import players

DAY = "2016-11-18"
MEETING = "Styrelsen fredag 18 november 2016"
REVIEW = "Granskning av protokollet från den 18 november 2016"
ATTESTATION = "Justering av protokollet"
ASKED = "Kontrollera om ansökan ska skrivas ut i sin helhet."
WRONG = "I § 63 saknas vem som ska svara för uppföljningen."
ADDED = "Förbundschefen svarar för uppföljningen."


def closed(session):
    """Play the meeting until it is closed and its minutes are written."""
    cast = load_association(session)
    meeting = seed_minutes_play.plan(session, players(cast))
    seed_minutes_play.mark_summoned(session, players(cast), meeting)
    seed_minutes_play.add_late_items(session, players(cast), meeting)
    seed_minutes_play.hold(session, players(cast), meeting)


@pytest.mark.libreoffice
def test_minutes_are_sent_back_corrected_signed_sealed_posted_and_archived(
    app, open_house, clock, tmp_path
):
    house = open_house(closed)
    clock.stop("2016-11-21T10:00")
    helena = house.visitor("helena")
    ingrid = house.visitor("ingrid", width=820)
    lock(helena, "§§ 57–70")
    the_chair_comments_and_is_ready(ingrid)
    clock.stop("2016-11-22T18:00")
    rolf = house.visitor("rolf", width=320)
    the_attester_sends_it_back(rolf)
    clock.stop("2016-11-23T09:00")
    helena.log_in("helena")
    the_secretary_corrects(helena)
    lock(helena, "§§ 57–70")
    clock.stop("2016-11-23T12:00")
    ingrid.log_in("ingrid")
    rolf.log_in("rolf")
    the_chair_sees_what_changed(ingrid)
    for visitor in (ingrid, rolf, helena):
        sign(visitor)
    helena.told("Alla har justerat protokollet")
    pdf = the_sealed_pdf(app, helena)
    anybody_checks_the_seal(house, pdf, tmp_path)
    the_notice_is_up(house, clock)
    the_notice_comes_down_by_itself(app, house, clock)
    the_year_is_archived(app, helena, tmp_path)


def lock(helena, span):
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Lås protokollet", "Lås protokollet")
    helena.press(re.compile("^Lås protokollet och numrera"), ATTESTATION)
    helena.told(span)


def the_chair_comments_and_is_ready(ingrid):
    ingrid.goto(f"/sammantraden/{DAY}/granskning", REVIEW)
    beside = ingrid.page.get_by_role("complementary", name="Granskning av § 62")
    beside.get_by_text("Kommentera § 62").click()
    beside.get_by_label("Din kommentar").fill(ASKED)
    with ingrid.page.expect_navigation():
        beside.get_by_role("button", name="Spara kommentaren").click()
    ingrid.arrive(REVIEW)
    ingrid.told(ASKED)
    ingrid.press("Klarmarkera protokollet", REVIEW)
    ingrid.told("Du har klarmarkerat")


def the_attester_sends_it_back(rolf):
    rolf.goto(f"/sammantraden/{DAY}/granskning", REVIEW)
    rolf.told(ASKED)
    rolf.page.get_by_text("Skicka tillbaka protokollet", exact=True).first.click()
    rolf.fill("Vad behöver rättas?", WRONG)
    rolf.press("Skicka tillbaka protokollet")
    rolf.told(re.compile("skickat tillbaka protokollet"))


def the_secretary_corrects(helena):
    helena.goto("/oversikt")
    helena.told(re.compile("Rolf Hedqvist skickade tillbaka"))
    helena.goto(f"/sammantraden/{DAY}/protokoll/skriv", "Protokoll")
    helena.link(re.compile("^§ 62"))
    helena.told(ASKED)
    with helena.page.expect_navigation():
        helena.page.get_by_role("button", name=re.compile("^Markera som åtgärdad")).click()
    helena.arrive()
    helena.goto(f"/sammantraden/{DAY}/protokoll/skriv", "Protokoll")
    helena.link(re.compile("^§ 63"))
    helena.fill("Anteckningar efter beslutet", ADDED)
    expect(helena.page.get_by_text(acts.SAVED).first).to_be_visible()


def the_chair_sees_what_changed(ingrid):
    ingrid.goto(f"/sammantraden/{DAY}/granskning", REVIEW)
    ingrid.told("Texten har ändrats sedan du läste version 1")
    beside = ingrid.page.get_by_role("complementary", name="Granskning av § 63")
    expect(beside.locator("ins")).to_contain_text(ADDED)


def sign(visitor):
    visitor.goto(f"/sammantraden/{DAY}/justering", ATTESTATION)
    visitor.confirm()
    visitor.press(re.compile("^Godkänn protokollet"), ATTESTATION)


def the_sealed_pdf(app, helena):
    with app.app_context():
        while make_next():
            pass
    helena.goto(f"/sammantraden/{DAY}/justering", ATTESTATION)
    helena.link("PDF med förbundets sigill", "Protokoll 2016-11-18, justerat som PDF")
    with helena.page.expect_download() as taken:
        helena.page.get_by_role("main").get_by_role("link", name="Hämta PDF:en").click()
    return taken.value.path().read_bytes()


def anybody_checks_the_seal(house, pdf, folder):
    file = folder / "protokoll.pdf"
    file.write_bytes(pdf)
    anyone = house.visitor()
    for content, words in ((pdf, "Dokumentet är äkta"), (changed(pdf), "kan inte bekräftas")):
        file.write_bytes(content)
        anyone.goto("/kontrollera", "Kontrollera ett dokument")
        anyone.page.get_by_role("main").locator("input[type=file]").set_input_files(file)
        anyone.press("Kontrollera dokumentet")
        anyone.told(re.compile(words))


def changed(pdf):
    middle = len(pdf) // 2
    return pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]


def the_notice_is_up(house, clock):
    anyone = house.visitor(width=320)
    clock.stop("2016-11-24T08:00")
    anyone.goto("/anslagstavla", "Anslagstavla")
    anyone.told("Styrelsens protokoll den 18 november 2016 är justerat")
    anyone.told("onsdag 14 december 2016")  # three weeks after the 23rd
    assert "den 18 november 2016" in anyone.page.request.get("/anslagstavla/flode.xml").text()


def the_notice_comes_down_by_itself(app, house, clock):
    clock.stop("2016-12-14T23:00")
    in_the_worker(app, watched_from=datetime(2016, 11, 23, 11, tzinfo=UTC))
    anyone = house.visitor()
    anyone.goto("/anslagstavla", "Anslagstavla")
    anyone.told("Styrelsens protokoll den 18 november 2016 är justerat")
    clock.stop("2016-12-15T00:05")
    in_the_worker(app)
    anyone.goto("/anslagstavla", "Anslagstavla")
    heading = anyone.page.get_by_text("Styrelsens protokoll den 18 november 2016 är justerat")
    expect(heading).to_have_count(0)


def in_the_worker(app, watched_from=None):
    """Do what the worker does by the minute; its looks since a day are one span, as if it ran."""
    with app.app_context(), db.new_session() as session, db.committing(session):
        if watched_from is not None:
            now = kernel_clock.now()
            session.add(BoardWatch(first_seen_at=watched_from, last_seen_at=now))
            session.flush()
        publication.break_unseen(session)
        publication.take_down_due(session)


def the_year_is_archived(app, helena, folder):
    with app.app_context():
        while make_next():
            pass
    run = app.test_cli_runner()
    exported = run.invoke(args=["archive", "export", "2016", "--out", str(folder / "arkiv")])
    assert exported.exit_code == 0, exported.output
    found = next(path for path in (folder / "arkiv").iterdir() if path.is_dir())
    assert run.invoke(args=["archive", "verify", str(found)]).exit_code == 0
    verified = run.invoke(args=["audit", "verify", "--json"])
    assert verified.exit_code == 0, verified.output
    assert json.loads(verified.output)
    helena.log_in("helena")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.told("Nedtaget")
