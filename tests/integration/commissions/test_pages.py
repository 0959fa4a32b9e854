"""Pages of commissions: given at a §, listed, reported, as a Word list."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import pytest

from app.commissions import queries
from app.kernel import clock as kernel_clock
from app.minutes import services as minutes
from tests.factories import cycle
from tests.factories.people import create_login, create_person

DAY = "/sammantraden/2016-11-18/protokoll/skriv"


@pytest.fixture
def meeting(db_session, world):
    found = cycle.drafted(db_session, world)
    db_session.commit()
    return found


def place_of(session, meeting, heading="Förlängning"):
    rows = cycle.facts(session, meeting).paragraphs
    return next(one.place for one in rows if one.heading.startswith(heading))


def give(browser, place, **values):
    page = browser.get(f"{DAY}/{place}/uppdrag")
    form = page.form() | {"to_words": "kansliet", "what": "ta fram en plan", **values}
    return browser.post(f"{DAY}/{place}/uppdrag", data=form)


def attest(session, world, meeting):
    version = minutes.freeze(session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(session, meeting, version, user)
    session.commit()


def only(session):
    session.expire_all()
    [row] = queries.commissions(session)
    return row


def test_a_commission_is_given_at_a_paragraph_and_shown_there(db_session, world, meeting, as_user):
    browser = as_user(world.director)
    place = place_of(db_session, meeting)
    assert "Ge ett uppdrag" in browser.get(f"{DAY}/{place}").words
    page = give(browser, place, due_on="2017-01-31", person=str(world.chair.person_id))
    assert page.location.endswith(f"/{place}")
    page = browser.get(f"{DAY}/{place}")
    assert "uppdra till kansliet att ta fram en plan" in page.text
    assert "senast 2017-01-31" in page.words
    row = only(db_session)
    page = browser.get(f"/uppdrag/{row.id}")
    assert "Väntar på justering" in page.words
    page = browser.post(f"/uppdrag/{row.id}/ta-bort", data=page.form(f"/uppdrag/{row.id}/ta-bort"))
    assert page.status_code == 303
    db_session.expire_all()
    assert queries.commissions(db_session) == []


def test_what_is_wrong_is_said_beside_the_field(db_session, world, meeting, as_user):
    browser = as_user(world.director)
    place = place_of(db_session, meeting)
    page = give(browser, place, what="", to_words="")
    assert page.status_code == 422
    assert "Skriv vad som ska göras." in page.words
    page = give(browser, place, to_words="", person="x")
    assert "Skriv vem som får uppdraget" in page.words
    assert browser.get(f"{DAY}/99/uppdrag").status_code == 404


def test_only_those_who_write_the_minutes_give_commissions(db_session, world, meeting, as_user):
    place = place_of(db_session, meeting)
    assert as_user(world.board_users[2]).get(f"{DAY}/{place}/uppdrag").status_code == 403
    attest(db_session, world, meeting)
    page = as_user(world.director).get(f"{DAY}/{place}/uppdrag")
    assert page.status_code == 303


def test_the_list_shows_what_stands_and_lets_one_choose(db_session, world, meeting, as_user, clock):
    office, member = as_user(world.director), as_user(world.board_users[2])
    assert "Inga uppdrag ännu" in office.get("/uppdrag").words
    place = place_of(db_session, meeting)
    give(office, place, due_on="2016-11-30")
    assert "Ta fram en plan" in office.get("/uppdrag").words
    assert "Inga uppdrag ännu" in member.get("/uppdrag").words
    attest(db_session, world, meeting)
    clock.stop(kernel_clock.now() + timedelta(days=20))
    member = as_user(world.board_users[2])
    page = member.get("/uppdrag")
    assert "1 uppdrag är försenat" in page.words
    assert "§ 5, 2016-11-18" in page.words
    assert "Ta fram en plan" in member.get("/uppdrag?visa=late&person=Kansliet").words
    assert "Inga uppdrag passar in" in member.get("/uppdrag?visa=reported").words
    assert "Inga uppdrag passar in" in member.get("/uppdrag?visa=alla&person=Någon").words
    assert "Ta fram en plan" in member.get("/uppdrag?visa=annat").words


def test_a_person_who_has_it_reports_it_and_others_do_not_see_it(
    db_session, world, meeting, as_user
):
    guest = create_login(db_session, create_person(db_session))
    other = create_login(db_session, create_person(db_session, "Bo Ek"))
    db_session.commit()
    office = as_user(world.director)
    give(office, place_of(db_session, meeting), person=str(guest.person_id))
    row = only(db_session)
    browser = as_user(guest)
    assert browser.get(f"/uppdrag/{row.id}").status_code == 404
    attest(db_session, world, meeting)
    assert as_user(other).get(f"/uppdrag/{row.id}").status_code == 404
    assert "Redovisa uppdraget" not in as_user(world.board_users[2]).get(f"/uppdrag/{row.id}").words

    here = f"/uppdrag/{row.id}"
    page = browser.get(here)
    wrong = browser.post(here, data=page.form() | {"text": ""})
    assert "Skriv vad som har gjorts." in wrong.words
    early = browser.post(here, data=page.form() | {"text": "Klart", "reported_on": "2016-11-01"})
    assert "Uppdraget gavs den 18 november 2016" in early.words
    done = browser.post(here, data=page.form() | {"text": "Klart\n\nMed råge", "register": "y"})
    assert done.status_code == 303
    page = browser.get(here)
    assert "Med råge" in page.words
    assert "Redovisat" in page.words
    assert only(db_session).report == "Klart\n\nMed råge"


def test_the_list_as_word_holds_what_stands(db_session, world, meeting, as_user):
    office = as_user(world.director)
    give(office, place_of(db_session, meeting), due_on="2017-01-31")
    attest(db_session, world, meeting)
    answer = office.get("/uppdrag/uppdragslista.docx")
    document = docx.Document(BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Ta fram en plan" in cells
    assert "Kansliet" in cells
    assert "2017-01-31" in cells
