"""The pages of rättelser, and where they are shown (rules UNL, O5)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.minutes import services as minutes_services
from app.minutes.models import Paragraph
from tests.factories import at_once, cycle
from tests.factories.people import PASSWORD
from tests.support.second_factor import strong

DAY = "/sammantraden/2016-11-18"
TYPED = {
    "was": "den 31 mars 2017",
    "should_be": "den 31 maj 2017",
    "reason": "Slutdagen blev fel.",
}


def sign_page(session, world, browser, number):
    """Write, review and sign a rättelse; return the answer."""
    page = f"{DAY}/paragraf/{number}/ratta"
    shown = browser.post(page, data=TYPED)
    sha256 = re.search(r'name="sha256"[^>]* value="(\w+)"', shown.text)[1]
    proof = strong(session, world.chair, PASSWORD)
    session.commit()
    return browser.post(f"{page}/underteckna", data={**TYPED, "sha256": sha256, **proof})


@pytest.fixture
def attested(db_session, world):
    """The number of a § of attested minutes."""
    meeting, _ = cycle.attested(db_session, world)
    number = at_once.the_paragraph(db_session, meeting).number
    db_session.commit()
    return number


def test_rule_unl_the_chair_writes_reviews_and_signs_a_rattelse(
    as_user, db_session, world, attested, counting
):
    chair = as_user(world.chair)
    page = f"{DAY}/paragraf/{attested}/ratta"

    form = chair.get(page)
    assert "36 § förvaltningslagen" in form.text
    assert "kräver ett nytt beslut" in form.text
    assert TYPED["was"] in form.text
    wrong = chair.post(page, data={**TYPED, "was": "något annat"})
    assert wrong.status_code == 422
    assert "Det står inte så i" in wrong.text
    review = chair.post(page, data=TYPED)
    assert "ska rätteligen vara" in review.text

    answer = sign_page(db_session, world, chair, attested)

    assert answer.status_code == 303
    with counting() as statements:
        shown = chair.get(f"{DAY}/rattelser/1")
    assert len(statements) <= 18
    assert "ska rätteligen vara ”den 31 maj 2017”" in shown.text
    assert "förbundets sigill är inte klar" in shown.text
    assert f"{DAY}/protokoll#p" in shown.text
    assert chair.get(f"{DAY}/rattelser/1.docx").status_code == 200
    assert chair.get(f"{DAY}/rattelser/1.pdf").status_code == 404
    assert chair.get(f"{DAY}/rattelser/2").status_code == 404


def test_rule_unl_a_wrong_code_keeps_what_was_written(as_user, world, attested):
    chair = as_user(world.chair)
    page = f"{DAY}/paragraf/{attested}/ratta"
    shown = chair.post(page, data=TYPED)
    sha256 = re.search(r'name="sha256"[^>]* value="(\w+)"', shown.text)[1]

    answer = chair.post(
        f"{page}/underteckna", data={**TYPED, "sha256": sha256, "password": "fel", "code": "1"}
    )

    assert answer.status_code == 422
    assert TYPED["should_be"] in answer.text


def test_rule_unl_a_rattelse_is_shown_at_its_paragraph_in_the_list_and_on_the_case(
    as_user, db_session, world, attested
):
    chair = as_user(world.chair)
    sign_page(db_session, world, chair, attested)

    told = "Rättelse 1"
    address = f"{DAY}/rattelser/1"
    minutes = chair.get(f"{DAY}/protokoll")
    assert told in minutes.text
    assert address in minutes.text
    assert address in chair.get("/sammantraden/beslut/2016").text
    assert f"{DAY}/rattelser" in chair.get(DAY).text
    office = as_user(world.director)
    listed = office.get(f"{DAY}/rattelser")
    assert "Gör en rättelse" in listed.text
    assert address in listed.text
    extract = office.get(f"{DAY}/utdrag/{attested}")
    assert "ska rätteligen vara" in extract.text
    case_id = db_session.scalar(
        select(Paragraph.case_id).where(
            Paragraph.number == attested, Paragraph.case_id.is_not(None)
        )
    )
    case = office.get(f"/diarium/{case_id}").text
    assert address in case
    assert "Rättelser" in case


def test_rule_unl_who_may_correct_and_who_may_read(as_user, db_session, world, attested):
    member = as_user(world.board_users[4])
    assert member.get(f"{DAY}/paragraf/{attested}/ratta").status_code == 403
    assert as_user(world.administrator).get(f"{DAY}/paragraf/{attested}/ratta").status_code == 403
    sign_page(db_session, world, as_user(world.chair), attested)

    for user in (world.board_users[4], world.auditor, world.administrator):
        assert as_user(user).get(f"{DAY}/rattelser/1").status_code == 200
    assert as_user(world.group_users[0]).get(f"{DAY}/rattelser/1").status_code == 403


def test_rule_o5_before_the_minutes_are_attested_there_are_no_such_pages(
    as_user, db_session, world
):
    meeting, _ = cycle.frozen(db_session, world)
    number = at_once.the_paragraph(db_session, meeting).number
    chair = as_user(world.chair)

    assert chair.get(f"{DAY}/rattelser").status_code == 404
    assert chair.get(f"{DAY}/paragraf/{number}/ratta").status_code == 404
    assert "Rättelser" not in chair.get(DAY).text


def test_rule_unl_of_a_paragraph_attested_at_once_the_rattelse_leads_to_its_own_page(
    as_user, db_session, world
):
    meeting, _ = at_once.attested(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)
    chair = as_user(world.chair)

    sign_page(db_session, world, chair, one.number)

    shown = chair.get(f"{DAY}/rattelser/1")
    assert f"{DAY}/paragraf/{one.number}/omedelbar" in shown.text
    assert chair.get(f"{DAY}/paragraf/{one.number + 1}/ratta").status_code == 404
    told = minutes_services.notes_of(db_session, [one.id])
    assert told[one.id][0].title == "Rättelse 1"
