"""The services behind the editor: order, numbers, the agenda's decision, the closing."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy.orm import Session

from app.kernel.errors import DomainError, NotFound
from app.meetings import services as meetings
from app.meetings.domain import ItemKind, Standing
from app.meetings.models import AgendaItem
from app.minutes import services
from app.minutes.domain import ChangeKind
from app.minutes.models import Minutes, Paragraph
from tests.factories.minutes import SeedMeeting, seed_minutes_opened, seed_minutes_summoned


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def absent(made: SeedMeeting, first: int, last: int) -> None:
    """Let Karin be away between two § numbers."""
    services.add_change(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        attendance_id=made.attendee("karin"),
        kind=ChangeKind.ABSENT,
        from_paragraph_id=made.paragraph(first),
        to_paragraph_id=made.paragraph(last),
    )


def move(made: SeedMeeting, number: int, step: int) -> None:
    """Move a § by its number."""
    services.move_paragraph(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        paragraph_id=made.paragraph(number),
        step=step,
    )


def remove(made: SeedMeeting, number: int) -> None:
    """Remove a § by its number."""
    services.remove_paragraph(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        paragraph_id=made.paragraph(number),
    )


def headings(made: SeedMeeting) -> list[str]:
    """Return the headings in order."""
    return [paragraph.heading for paragraph in made.facts.paragraphs]


def test_the_paragraphs_come_from_the_agenda_with_standing_sentences(opened: SeedMeeting) -> None:
    facts = opened.facts
    assert facts.at(1).background.startswith("Ordföranden hälsar välkommen")
    assert facts.at(2).clauses == ("godkänna dagordningen",)
    assert facts.at(3).standing is Standing.PREVIOUS_MINUTES
    assert facts.at(6).clauses == facts.at(6).proposal
    assert all(p.from_proposal for p in facts.paragraphs)
    assert [p.added for p in facts.paragraphs].index(True) == 11


def test_information_under_another_item_becomes_part_of_its_paragraph(db_session: Session) -> None:
    made = seed_minutes_summoned(db_session)
    for heading in ("Rapport från Timrå", "Rapport från Sollefteå"):
        meetings.add_item(
            db_session,
            actor=made.actor,
            meeting=made.meeting,
            heading=heading,
            kind=ItemKind.INFORMATION,
            background="Så var det.",
            subordinate=True,
        )
    services.open_meeting(db_session, actor=made.actor, meeting=made.meeting)
    assert len(made.facts.paragraphs) == 14
    assert made.facts.at(14).background.endswith(
        "# Rapport från Timrå\nSå var det.\n\n# Rapport från Sollefteå\nSå var det."
    )


def test_paragraphs_move_up_and_down_but_not_out(opened: SeedMeeting) -> None:
    before = headings(opened)
    move(opened, 63, -1)
    assert headings(opened)[5:7] == [before[6], before[5]]
    move(opened, 57, -1)
    assert headings(opened)[0] == before[0]


def test_a_move_that_turns_an_exception_round_is_refused(opened: SeedMeeting) -> None:
    absent(opened, 62, 63)
    with pytest.raises(DomainError, match=r"minutes\.breaks_attendance"):
        move(opened, 62, 1)
    move(opened, 66, 1)


def test_a_paragraph_named_in_the_attendance_is_not_removed(opened: SeedMeeting) -> None:
    absent(opened, 62, 64)
    for number in (62, 64):
        with pytest.raises(DomainError, match=r"minutes\.used_in_attendance"):
            remove(opened, number)
    remove(opened, 63)
    assert [p.place for p in opened.facts.paragraphs] == list(range(1, 14))


def test_numbered_paragraphs_stay_and_new_ones_come_last_num(opened: SeedMeeting) -> None:
    for paragraph in opened.facts.paragraphs:
        row = opened.session.get_one(Paragraph, paragraph.id)
        row.series, row.number = opened.facts.series, paragraph.number
        opened.session.flush()
    with pytest.raises(DomainError, match=r"minutes\.numbered"):
        move(opened, 62, 1)
    with pytest.raises(DomainError, match=r"minutes\.numbered"):
        remove(opened, 62)
    made = services.add_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        heading="Tillägg",
        after_id=opened.paragraph(60),
    )
    assert made.position == 15
    assert all(p.numbered for p in opened.facts.paragraphs[:14])
    assert not opened.facts.at(15).numbered


def test_a_new_paragraph_follows_the_one_that_was_chosen(opened: SeedMeeting) -> None:
    services.add_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        heading=" Brådskande fråga ",
        kind=ItemKind.INFORMATION,
        after_id=opened.paragraph(60),
    )
    assert headings(opened)[4] == "Brådskande fråga"
    assert opened.facts.at(5).added
    assert [p.place for p in opened.facts.paragraphs] == list(range(1, 16))


def test_a_heading_is_needed(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"minutes\.heading_missing"):
        services.add_paragraph(
            opened.session, actor=opened.actor, meeting=opened.meeting, heading="  "
        )
    with pytest.raises(DomainError, match=r"minutes\.heading_missing"):
        services.save_paragraph(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=opened.paragraph(62),
            version=1,
            heading=" ",
        )


def test_a_paragraph_of_another_meeting_is_not_found(opened: SeedMeeting) -> None:
    with pytest.raises(NotFound):
        services.save_paragraph(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=99999,
            version=1,
            heading="Rubrik",
        )


def test_additions_need_an_agenda_and_something_added(db_session: Session) -> None:
    made = seed_minutes_summoned(db_session)
    late = db_session.query(AgendaItem).filter_by(added_late=True).one()
    late.added_late = False
    services.open_meeting(db_session, actor=made.actor, meeting=made.meeting)

    def name() -> None:
        services.name_additions(db_session, actor=made.actor, meeting=made.meeting)

    with pytest.raises(DomainError, match=r"minutes\.no_additions"):
        name()
    remove(made, 58)
    with pytest.raises(DomainError, match=r"minutes\.no_agenda_paragraph"):
        name()


def close(made: SeedMeeting, at: time) -> None:
    """Close the meeting."""
    services.close_meeting(made.session, actor=made.actor, meeting=made.meeting, closed_at=at)


def test_the_closing_time_comes_after_the_opening(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"minutes\.closed_before_opened"):
        close(opened, time(9))
    close(opened, time(9, 1))
    with pytest.raises(DomainError, match=r"transition\.not_allowed"):
        close(opened, time(15))


def test_the_closing_paragraph_tells_the_time_when_there_is_one(opened: SeedMeeting) -> None:
    row = opened.session.get_one(Paragraph, opened.paragraph(70))
    row.standing = Standing.CLOSING
    row.background = ""
    close(opened, time(14))
    assert opened.facts.at(14).background.endswith("avslutar sammanträdet kl. 14.00.")


def test_a_meeting_without_paragraphs_or_opening_time_can_be_closed(opened: SeedMeeting) -> None:
    for number in range(70, 56, -1):
        remove(opened, number)
    opened.session.query(Minutes).one().opened_at = None
    close(opened, time(8))
    assert opened.facts.span == ""
