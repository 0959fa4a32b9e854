"""Motions, questions, dissents and statements are written in, and what the database refuses."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.minutes import services
from app.minutes.domain import (
    Capacity,
    MotionFacts,
    MotionKind,
    Part,
    PropositionFacts,
    StatementFacts,
    StatementKind,
)
from app.minutes.models import Dissent, Paragraph
from tests.factories.minutes import (
    SeedMeeting,
    seed_minutes_closed,
    seed_minutes_opened,
)
from tests.integration.minutes.deliberating_help import (
    AT,
    call,
    dissent,
    happened,
    motion,
    seen,
)


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def test_a_motion_is_written_changed_and_told_in_the_log(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", "goran", text=" att ärendet vilar. ")
    (stored,) = happened(opened).motions
    assert stored.text == "ärendet vilar"
    assert set(stored.movers) == {opened.attendee("karin"), opened.attendee("goran")}
    version = seen(opened, Part.MOTION)
    motion(opened, "karin", "goran", id=row.id, text="ärendet vilar", version=0)  # no change
    motion(opened, "karin", id=row.id, withdrawn=True, version=version)
    (stored,) = happened(opened).motions
    assert stored.withdrawn
    paragraph = opened.session.get_one(Paragraph, opened.paragraph(AT))
    sentences = [event.sentence for event in history.events(opened.session, paragraph)]
    assert sentences == [
        f"ändrade ett yrkande i ”{paragraph.heading}”",
        f"skrev in ett yrkande i ”{paragraph.heading}”",
    ]
    latest = history.events(opened.session, paragraph)[0]
    assert latest.details["replaced"] == [
        ["Yrkande", "Karin Wallmark och Göran Lidgren yrkar att ärendet vilar."]
    ]


def test_a_motion_needs_somebody_who_serves_and_a_change_needs_its_words(
    opened: SeedMeeting,
) -> None:
    with pytest.raises(DomainError, match=r"motion\.mover_missing"):
        motion(opened)
    with pytest.raises(DomainError, match=r"motion\.mover_not_serving"):
        motion(opened, "helena")
    with pytest.raises(DomainError, match=r"motion\.text_missing"):
        motion(opened, "karin", kind=MotionKind.AMENDMENT)
    fact = MotionFacts(0, MotionKind.REJECTION, (99999,))
    with pytest.raises(DomainError, match=r"motion\.mover_not_serving"):
        call(opened, services.save_motion, motion=fact)


def test_two_who_change_the_same_motion_both_see_both_texts(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", text="ärendet vilar")
    version = seen(opened, Part.MOTION)
    motion(opened, "karin", id=row.id, text="ärendet vilar ett år", version=version)
    with pytest.raises(EditConflict) as conflict:
        motion(opened, "karin", id=row.id, text="ärendet läggs ned", version=version)
    assert conflict.value.fields == (
        ("text", "Vad som yrkas", "ärendet läggs ned", "ärendet vilar ett år"),
    )
    with pytest.raises(EditConflict) as conflict:
        motion(opened, "goran", id=row.id, text="ärendet vilar ett år", version=version)
    assert conflict.value.fields[0][0] == "shown"
    assert conflict.value.fields[0][2:] == (
        "Göran Lidgren yrkar att ärendet vilar ett år.",
        "Karin Wallmark yrkar att ärendet vilar ett år.",
    )
    motion(opened, "goran", id=row.id, text="x", version=conflict.value.version)


def test_what_somebody_removed_meanwhile_is_written_in_anew(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", text="ärendet vilar")
    values = {"part": Part.MOTION, "row_id": row.id}
    call(opened, services.remove_from_paragraph, **values)
    call(opened, services.remove_from_paragraph, **values)
    assert happened(opened).motions == ()
    motion(opened, "karin", id=row.id, text="ärendet vilar")
    assert happened(opened).motions[0].text == "ärendet vilar"


def test_another_paragraphs_rows_are_left_alone(opened: SeedMeeting) -> None:
    row = motion(opened, "karin")
    call(opened, services.remove_from_paragraph, 63, part=Part.MOTION, row_id=row.id)
    assert len(happened(opened).motions) == 1
    with pytest.raises(NotFound):
        services.save_motion(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=999999,
            motion=MotionFacts(0, MotionKind.REJECTION, ()),
        )


def test_a_dissent_stands_alone_when_its_motion_is_removed(opened: SeedMeeting) -> None:
    row = motion(opened, "karin")
    dissent(opened, "karin", motion_id=row.id)
    call(opened, services.remove_from_paragraph, part=Part.MOTION, row_id=row.id)
    assert happened(opened).dissents[0].motion_id is None


def test_things_are_moved_among_their_kind(opened: SeedMeeting) -> None:
    first, second = motion(opened, "karin"), motion(opened, "goran")
    dissent(opened, "karin")

    def move(row_id: int, step: int, part: Part = Part.MOTION) -> None:
        call(opened, services.move_in_paragraph, part=part, row_id=row_id, step=step)

    move(second.id, -1)
    assert [one.id for one in happened(opened).motions] == [second.id, first.id]
    move(second.id, -1)
    move(999999, 1)
    move(happened(opened).dissents[0].id, 1, Part.DISSENT)
    assert [one.id for one in happened(opened).motions] == [second.id, first.id]


def test_rule_k3_a_proposition_is_written_without_what_the_sentence_says_already(
    opened: SeedMeeting,
) -> None:
    def put(asked: str, found: str, **values: Any) -> Any:
        fact = PropositionFacts(values.pop("id", 0), asked, found)
        return call(opened, services.save_proposition, proposition=fact, **values)

    row = put("bifall respektive avslag.", "att styrelsen bifaller förslaget.")
    (stored,) = happened(opened).propositions
    assert (stored.asked, stored.found) == (
        "bifall respektive avslag",
        "styrelsen bifaller förslaget",
    )
    put("bifall respektive avslag", "styrelsen bifaller förslaget", id=row.id)
    put("bifall", "ja", id=row.id, version=seen(opened, Part.PROPOSITION))
    for asked, found, code in (("", "x", "asked"), ("x", " ", "found")):
        with pytest.raises(DomainError, match=rf"proposition\.{code}_missing"):
            put(asked, found)


def test_rule_k2_a_dissent_is_refused_outside_the_meeting_and_twice(opened: SeedMeeting) -> None:
    dissent(opened, "karin")
    with pytest.raises(DomainError, match=r"dissent\.twice"):
        dissent(opened, "karin")
    with pytest.raises(DomainError, match=r"dissent\.late"):
        dissent(opened, "goran", time(4))
    with pytest.raises(DomainError, match=r"dissent\.motion_gone"):
        dissent(opened, "goran", motion_id=99999)


def test_rule_k2_after_the_closing_only_what_was_notified_in_time_is_written(
    db_session: Session,
) -> None:
    made = seed_minutes_closed(db_session)
    closed = made.facts.closed_at
    assert closed is not None
    with pytest.raises(DomainError, match=r"dissent\.late"):
        dissent(made, "karin", time(23, 59))
    row = dissent(made, "karin", closed)
    version = seen(made, Part.DISSENT)
    dissent(made, "karin", closed, id=row.id, motivation="Skälen följer här.", version=version)
    dissent(made, "karin", closed, id=row.id, motivation="Skälen följer här.", version=0)
    assert happened(made).dissents[0].motivation == "Skälen följer här."


def test_rule_k2_once_the_minutes_are_frozen_nothing_is_written(db_session: Session) -> None:
    made = seed_minutes_closed(db_session)
    row = dissent(made, "karin")
    version = services.fingerprint(db_session, made.facts)
    services.freeze(db_session, actor=made.actor, meeting=made.meeting, version=version)
    with pytest.raises(DomainError, match=r"minutes\.not_open"):
        dissent(made, "karin", id=row.id, motivation="För sent.")


def test_a_statement_is_by_somebody_or_by_nobody(opened: SeedMeeting) -> None:
    def state(text: str, attendee_id: int | None = None, **values: Any) -> Any:
        fact = StatementFacts(values.pop("id", 0), StatementKind.PARTICULAR, text, attendee_id)
        return call(opened, services.save_statement, statement=fact, **values)

    row = state(" Bilaga 7 ", opened.attendee("helena"))
    state("Bilaga 7", opened.attendee("helena"), id=row.id)
    assert happened(opened).statements[0].text == "Bilaga 7"
    state("Bilaga 8", id=row.id, version=seen(opened, Part.STATEMENT))
    assert happened(opened).statements[0].attendee_id is None
    with pytest.raises(DomainError, match=r"statement\.text_missing"):
        state(" ")
    with pytest.raises(NotFound):
        state("Bilaga 7", 99999)


def test_a_paragraph_where_something_happened_is_not_removed(opened: SeedMeeting) -> None:
    motion(opened, "karin")
    values = {"actor": opened.actor, "meeting": opened.meeting}
    number = opened.paragraph(AT)
    with pytest.raises(DomainError, match=r"minutes\.used_in_deliberations"):
        services.remove_paragraph(opened.session, paragraph_id=number, **values)
    call(
        opened,
        services.remove_from_paragraph,
        part=Part.MOTION,
        row_id=happened(opened).motions[0].id,
    )
    services.remove_paragraph(opened.session, paragraph_id=number, **values)


def test_a_guest_with_a_statement_is_not_removed(opened: SeedMeeting) -> None:
    guest = services.add_person(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        capacity=Capacity.GUEST,
        family_name="Norling",
    )
    fact = StatementFacts(0, StatementKind.NOTE, "Till protokollet.", guest.id)
    call(opened, services.save_statement, statement=fact)
    with pytest.raises(DomainError, match=r"attendance\.named_in_paragraphs"):
        services.remove_person(
            opened.session, actor=opened.actor, meeting=opened.meeting, attendance_id=guest.id
        )


def test_the_text_of_the_paragraph_keeps_its_version_and_its_log(opened: SeedMeeting) -> None:
    before = opened.facts.paragraph(opened.paragraph(AT))
    assert before is not None

    def save(background: str, version: int) -> Paragraph:
        return services.save_paragraph(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=before.id,
            version=version,
            heading=before.heading,
            background=background,
            clauses=before.clauses,
        )

    motion(opened, "karin")
    row = save("En annan bakgrund", before.version)
    latest = history.events(opened.session, row)[0]
    assert latest.action == "minutes.saved"
    assert latest.details["replaced"]


def test_rule_k2_nobody_dissents_twice_from_a_decision_in_the_database(
    opened: SeedMeeting,
) -> None:
    dissent(opened, "karin")
    session = opened.session
    row = {
        "paragraph_id": opened.paragraph(AT),
        "attendance_id": opened.attendee("karin"),
        "notified_at": time(10),
        "motivation": "",
    }
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Dissent).values(**row))
