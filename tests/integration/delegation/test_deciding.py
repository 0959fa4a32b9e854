"""Decisions outside meetings: numbered, registered, queued, notified by an attested §."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.delegation import queries
from app.delegation.domain import DecisionKind
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.minutes.domain import Outcome
from app.minutes.models import Paragraph
from app.registry import queries as register
from tests.factories import board
from tests.factories import meetings as make

URGENT = {"kind": DecisionKind.URGENT, "urgency": "Kursen börjar i morgon.", "ground": ""}


def waiting(db_session, world):
    rows = meetings.waiting(db_session, body_id=world.board.id, day=date(2017, 2, 24))
    return [row.heading for row in rows]


def test_rule_f17_k16_each_kind_and_year_is_numbered_by_itself(world, decide):
    chair = world.chair.person_id

    labels = [
        decide().label,
        decide(**URGENT, decided_by_id=chair).label,
        decide().label,
        decide(decided_on=date(2016, 12, 30)).label,
    ]

    assert labels == [
        "Delegationsbeslut 1/2017",
        "Ordförandebeslut 1/2017",
        "Delegationsbeslut 2/2017",
        "Delegationsbeslut 1/2016",
    ]


def test_a_decision_is_registered_in_its_case_with_its_document(db_session, decide):
    made = decide(background="Tre lokaler har jämförts.")

    (record,) = register.records(db_session, made.case_id)
    assert record.content == "Delegationsbeslut 1/2017, Hyra av lokal"
    assert [file.filename for file in record.files] == ["Delegationsbeslut 1-2017.docx"]
    assert made.case.heading == "Hyra av lokal"
    assert made.file_version.data["beslutsfattare"].startswith("Maj Lindell")
    assert [one.id for one in queries.of_case(db_session, made.case_id)] == [made.id]


def test_a_decision_in_a_case_that_there_is_opens_no_new_one(decide):
    first = decide()

    assert decide(case_id=first.case_id).case_id == first.case_id


def test_rule_f17_k16_a_decision_waits_for_the_next_agenda_by_itself(db_session, world, decide):
    decide()

    assert waiting(db_session, world) == ["Delegationsbeslut 1/2017, Hyra av lokal"]
    assert [one.label for one in queries.unreported(db_session)] == ["Delegationsbeslut 1/2017"]


def test_an_urgent_decision_is_the_boards_own_peoples(world, decide):
    made = decide(**URGENT, decided_by_id=world.chair.person_id)
    assert made.decided_by.endswith(", ordförande")
    assert made.ground == "6 kap. 36 § kommunallagen (1991:900)"

    with pytest.raises(DomainError, match=r"delegation\.not_on_board"):
        decide(**URGENT)


def test_somebody_without_a_seat_decides_under_the_name_alone(db_session, decide):
    guest = make.create_guest(db_session)

    assert decide(decided_by_id=guest.id).decided_by == "Gun Gäst"


def test_a_registered_decision_is_never_changed(db_session, decide):
    made = decide()

    for statement in (
        f"UPDATE delegated_decision SET heading = 'Annat' WHERE id = {made.id}",
        f"DELETE FROM delegated_decision WHERE id = {made.id}",
    ):
        with pytest.raises(DatabaseError), db_session.begin_nested():
            db_session.execute(text(statement))


def take_up(db_session, director, meeting, decision):
    matter = meetings.matter_from(db_session, f"delegated_decision:{decision.id}")
    return meeting_services.take_up(
        db_session, actor=director, meeting=meeting, waiting_id=matter.id
    )


def test_rule_f17_k16_a_decision_is_unreported_until_its_paragraph_is_attested(
    db_session, world, director, decide
):
    first, second, left = decide(), decide(heading="Avtal om städning"), decide(heading="Inköp")
    meeting = make.create_meeting(db_session, world)
    one, other = (take_up(db_session, director, meeting, made) for made in (first, second))
    assert one.id == other.id
    meeting_services.wait(
        db_session,
        actor=director,
        body_id=world.board.id,
        reason="wished",
        kind="decision",
        heading="Annat",
    )
    wished = meetings.waiting(db_session, body_id=world.board.id, day=meeting.held_on)[-1]
    meeting_services.take_up(db_session, actor=director, meeting=meeting, waiting_id=wished.id)
    board.opened(db_session, world, meeting)
    assert len(queries.unreported(db_session)) == 3

    board.attested(db_session, world, meeting)

    assert [made.label for made in queries.unreported(db_session)] == [left.label]
    assert (first.notified_in or "").startswith("§ ")
    assert first.notified_in == second.notified_in
    assert first.notified_on == meeting.held_on


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, None])
def test_what_the_meeting_did_not_treat_waits_again(db_session, world, director, decide, outcome):
    made = decide()
    meeting = make.create_meeting(db_session, world)
    item = take_up(db_session, director, meeting, made)
    board.opened(db_session, world, meeting)
    paragraph = next(
        one
        for one in db_session.query(Paragraph).filter_by(meeting_id=meeting.id)
        if one.agenda_item_id == item.id
    )
    if outcome:
        paragraph.outcome = outcome
    else:
        paragraph.agenda_item_id = None

    board.attested(db_session, world, meeting)

    assert [one.label for one in queries.unreported(db_session)] == [made.label]
    assert waiting(db_session, world) == [f"{made.label}, {made.heading}"]
