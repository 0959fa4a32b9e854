"""What waits for a meeting: queued once, taken up, struck, and back again when an item leaves."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.kernel.errors import DomainError, NotFound
from app.kernel.history import AuditEntry
from app.meetings import queries, services
from app.meetings.domain import ItemKind, WaitingReason

DAY = date(2017, 2, 24)


@pytest.fixture
def wait(db_session, director, world):
    def do(heading, **values):
        defaults = {"reason": WaitingReason.WISHED, "kind": ItemKind.DECISION}
        return services.wait(
            db_session,
            actor=values.pop("actor", director),
            body_id=values.pop("body_id", world.board.id),
            heading=heading,
            **{**defaults, **values},
        )

    return do


@pytest.fixture
def waiting(db_session, world):
    def headings(day=DAY):
        rows = queries.waiting(db_session, body_id=world.board.id, day=day)
        return [row.heading for row in rows]

    return headings


def told(db_session, action):
    return db_session.scalars(
        select(AuditEntry.sentence).where(AuditEntry.action == f"waiting.{action}")
    ).all()


def test_what_was_put_off_until_the_day_comes_first_and_what_is_put_off_longer_last(wait, waiting):
    wait("Om våren", not_before=date(2017, 4, 28))
    wait("När som helst")
    wait("Till februari", not_before=DAY)
    wait("Sedan januari", not_before=date(2017, 1, 20))

    assert waiting() == ["Sedan januari", "Till februari", "När som helst", "Om våren"]


def test_the_same_source_never_waits_twice(db_session, wait, waiting):
    first = wait("Budget", source="paragraph:12", actor=None)
    again = wait("Budget 2018", source="paragraph:12")

    assert again is first
    assert waiting() == ["Budget"]
    assert first.added_by == "Klubba"
    assert told(db_session, "added") == ["lade ”Budget” bland det som väntar"]


def test_a_matter_needs_a_heading(wait):
    with pytest.raises(DomainError, match=r"waiting\.no_heading"):
        wait("  ")


def test_a_matter_that_is_taken_up_becomes_an_item_with_all_its_words(
    db_session, director, meeting, wait, waiting
):
    matter = wait(
        "Ny konstskola",
        background="Bordlagt.",
        clauses=["att  anta planen", ""],
        case_id=meeting.case_id,
        presenter="Lena Berg",
        reason=WaitingReason.TABLED,
    )

    item = services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id)

    assert [clause.text for clause in item.clauses] == ["anta planen"]
    assert (item.heading, item.background, item.presenter, item.case_id) == (
        "Ny konstskola",
        "Bordlagt.",
        "Lena Berg",
        meeting.case_id,
    )
    assert matter.agenda_item_id == item.id
    assert waiting() == []
    assert told(db_session, "taken_up") == ["tog upp ”Ny konstskola” den 2017-02-24"]


def test_a_matter_is_taken_up_or_struck_only_once(db_session, director, meeting, wait):
    matter = wait("Budget")
    services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id)

    for act in (
        lambda: services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id),
        lambda: services.drop(db_session, actor=director, waiting_id=matter.id, reason="Klart"),
    ):
        with pytest.raises(DomainError, match=r"waiting\.gone"):
            act()


def test_a_matter_is_taken_up_only_by_its_own_body(db_session, director, world, meeting, wait):
    matter = wait("Om gruppen", body_id=world.group.id)

    with pytest.raises(NotFound):
        services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id)
    with pytest.raises(NotFound):
        services.take_up(db_session, actor=director, meeting=meeting, waiting_id=999)


def test_a_struck_matter_keeps_its_reason_and_waits_no_more(db_session, director, wait, waiting):
    matter = wait("Julfest")

    services.drop(db_session, actor=director, waiting_id=matter.id, reason=" Ryms inte ")

    assert waiting() == []
    assert matter.dropped_because == "Ryms inte"
    assert told(db_session, "dropped") == ["strök ”Julfest” från det som väntar"]


def test_a_matter_is_not_struck_without_a_reason(db_session, director, wait):
    with pytest.raises(DomainError, match=r"waiting\.no_reason"):
        services.drop(db_session, actor=director, waiting_id=wait("Julfest").id, reason=" ")


def test_rule_f17_k16_what_must_be_notified_is_never_struck(db_session, director, wait, waiting):
    matter = wait("Anmälan", reason=WaitingReason.NOTIFICATION, kind=ItemKind.NOTIFICATION)

    with pytest.raises(DomainError, match=r"waiting\.must_notify"):
        services.drop(db_session, actor=director, waiting_id=matter.id, reason="Glömt")
    assert waiting() == ["Anmälan"]


def test_a_matter_whose_item_is_removed_waits_again(db_session, director, meeting, wait, waiting):
    matter = wait("Budget")
    item = services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id)

    services.remove_item(db_session, actor=director, meeting=meeting, item_id=item.id)

    assert waiting() == ["Budget"]


def test_the_matters_of_a_cancelled_meeting_wait_again(
    db_session, director, meeting, wait, waiting
):
    matter = wait("Budget")
    services.take_up(db_session, actor=director, meeting=meeting, waiting_id=matter.id)

    services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Snöstorm")

    assert waiting() == ["Budget"]


def test_only_those_of_the_body_wait_for_its_meeting(world, wait, waiting):
    wait("Om gruppen", body_id=world.group.id)

    assert waiting() == []
