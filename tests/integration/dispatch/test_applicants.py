"""An applicant who gets a decision letter is not sent an extract too; others are."""

from __future__ import annotations

from datetime import time

import pytest

from app.applications.domain import DecisionKind
from app.applications.services import lettering
from app.dispatch import queries, services
from app.dispatch.domain import Way
from app.dispatch.services import Choice
from app.minutes import services as minutes_services
from tests.factories import board, cycle
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def rejected(db_session, world, clock):
    """A rejected application whose § goes to the applicant by word and by name, and to others."""
    application = board.ready(db_session, world)
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    reasons = "Insatsen ryms inte i ramen."
    board.state(db_session, world, application, DecisionKind.REJECT, reasons=reasons)
    actor = cycle.office(world)
    cycle.read_every_decision(db_session, world, meeting)
    for one in cycle.facts(db_session, meeting).paragraphs:
        if one.case_id == application.case_id:
            minutes_services.save_paragraph(
                db_session,
                actor=actor,
                meeting=meeting,
                paragraph_id=one.id,
                version=one.version,
                heading=one.heading,
                background=one.background,
                clauses=one.clauses,
                notes=one.notes,
                dispatch_to=f"Sökanden\n{application.organisation}\nLSG",
                confirmed=True,
            )
    minutes_services.close_meeting(db_session, actor=actor, meeting=meeting, closed_at=time(14))
    version = minutes_services.freeze(db_session, actor=actor, meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)
    db_session.flush()
    return meeting, application


def test_an_applicant_with_a_decision_letter_is_shown_so_and_is_not_waited_for(
    db_session, world, rejected, as_user
):
    meeting, application = rejected
    page = f"/sammantraden/{meeting.held_on}/expediering"
    office = as_user(world.director)

    assert [one.name for one in queries.waiting(db_session)] == ["LSG"]
    before = office.get(page).words
    assert before.count("Får ett beslutsmeddelande, inte skickat ännu") == 2
    assert "En mottagare av 3 väntar" in before
    number = queries.recipients(db_session, meeting.id)[0].paragraph.number
    assert "Sökanden" not in office.get(f"{page}/skicka?p={number}").words

    lettering.send_letter(db_session, actor=cycle.office(world), application_id=application.id)
    after = office.get(page)
    assert after.words.count("Får ett beslutsmeddelande, skickat ") == 2
    hrefs = [a.get("href") for a in after.tree.iter("a")]
    assert f"/ansokningar/{application.id}/beslutsmeddelande" in hrefs


def test_rule_a5_others_who_get_a_rejection_are_told_how_to_appeal(
    db_session, world, rejected, outbox
):
    meeting, _ = rejected
    row = next(one for one in queries.recipients(db_session, meeting.id) if one.name == "LSG")

    services.send(
        db_session,
        actor=cycle.office(world),
        meeting_id=meeting.id,
        numbers=(row.paragraph.number,),
        choices=[Choice((row.id,), Way.MAIL, "lsg@alvby.example")],
    )

    (mail,) = outbox()
    assert "Så överklagar du\nBeslutet kan prövas genom laglighetsprövning" in mail.body
    assert "avslå" in mail.body
    assert queries.waiting(db_session) == []
