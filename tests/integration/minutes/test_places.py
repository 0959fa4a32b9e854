"""Everything that is missing leads to the place where it is mended (rule K6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import update

from app.minutes import queries, services
from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.models import Attendance, Minutes
from app.minutes.routes import places
from tests.factories import cycle

DAY = "/sammantraden/2016-11-18"
DOMAIN = Path(__file__).parents[3] / "app" / "minutes" / "domain"
FOCUSED = ("input", "select", "textarea", "button", "a")


def takes_focus(page, anchor):
    """Say whether what has this id on the page can have the focus."""
    found = re.search(rf'<(\w+)[^>]*\bid="{re.escape(anchor)}"[^>]*>', page.text)
    assert found, f"{anchor} is not on the page"
    return found[1] in FOCUSED or "tabindex" in found[0]


def problem(place, code="freeze.other", **values):
    return Problem(code, 1, "Något saknas.", place, **values)


@pytest.mark.parametrize("place", list(Place))
def test_rule_k6_every_place_has_a_page_where_something_takes_focus(
    app, db_session, world, as_user, place
):
    meeting = cycle.summoned(db_session, world)
    services.open_meeting(db_session, actor=cycle.office(world), meeting=meeting)
    db_session.commit()
    with app.test_request_context():
        address, _, anchor = places.place_of(cycle.HELD, problem(place)).partition("#")

    page = as_user(world.director).get(address)

    assert page.status_code == 200
    assert takes_focus(page, anchor)


@pytest.mark.parametrize("code", sorted(places.ANCHORS))
def test_rule_k6_every_anchor_of_a_code_is_named_by_a_rule(code):
    texts = "".join(path.read_text("utf-8") for path in DOMAIN.glob("*.py"))

    assert f'"{code}"' in texts or f'"freeze.{code}"' in texts


def test_rule_k6_what_concerns_one_person_leads_to_that_person(app, db_session, world, as_user):
    meeting = cycle.drafted(db_session, world)
    attester = db_session.scalars(
        Attendance.__table__.select().where(Attendance.person_id == world.board_users[2].person_id)
    ).one()
    db_session.commit()
    office = as_user(world.director)

    for place in (Place.ATTENDANCE, Place.DISTANCE):
        with app.test_request_context():
            found = problem(place, attendee_id=attester)
            address, _, anchor = places.place_of(meeting.held_on, found).partition("#")
        page = office.get(address)
        assert anchor == f"person-{attester}"
        assert takes_focus(page, anchor)


def spoiled(db_session, world):
    """Take away what the minutes need: attester, decision, place of attestation."""
    meeting = cycle.drafted(db_session, world)
    db_session.execute(update(Attendance).values(attests=False))
    db_session.execute(update(Minutes).values(attestation_place=""))
    one = next(p for p in cycle.facts(db_session, meeting).paragraphs if "Förlängning" in p.heading)
    services.save_paragraph(
        db_session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=one.id,
        version=one.version,
        heading=one.heading,
        background="",
        clauses=[],
        notes="",
        confirmed=True,
    )
    db_session.commit()
    return meeting


def test_rule_k6_the_editor_and_the_freezing_page_lead_to_every_place(
    app, db_session, world, as_user
):
    meeting = spoiled(db_session, world)
    found = services.missing(db_session, queries.minutes_whole(db_session, meeting.id))
    with app.test_request_context():
        links = {places.place_of(meeting.held_on, one) for one in found}
    db_session.commit()
    office = as_user(world.director)

    assert {one.weight for one in found} == set(Weight)
    assert len(links) >= 3
    for path in (f"{DAY}/protokoll/skriv/1", f"{DAY}/las"):
        page = office.get(path)
        assert {link for link in links if f'href="{link}"' not in page.text} == set(), path
    for link in links:
        address, _, anchor = link.partition("#")
        assert takes_focus(office.get(address), anchor), link


def test_rule_k6_what_must_be_there_and_what_is_only_pointed_out_stand_apart(
    db_session, world, as_user
):
    spoiled(db_session, world)
    office = as_user(world.director)

    for path in (f"{DAY}/protokoll/skriv/1", f"{DAY}/las"):
        words = office.get(path).words
        assert "Det här kan du se över" in words
        assert "Ingen är utsedd att justera." in words
    assert "Inget saknas" not in office.get(f"{DAY}/protokoll/skriv/1").words


def test_a_signer_who_does_not_write_sees_nothing_of_what_is_missing(db_session, world, as_user):
    spoiled(db_session, world)

    assert "Ingen är utsedd" not in as_user(world.board_users[3]).get(DAY).text
