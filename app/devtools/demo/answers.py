"""Who has answered the summons to the demonstration's next meeting, and what one has noted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.devtools.demo.people import Cast
from app.kernel.actor import Actor
from app.meetings import queries
from app.meetings.domain import Answer, MeetingState
from app.meetings.models import Meeting
from app.meetings.services import replying
from app.reading import services as reading

# One of the regulars cannot come; the substitute for the same member serves instead.
_ANSWERS = (
    ("ingrid", Answer.ATTENDS, ""),
    ("karin", Answer.DISTANCE, ""),
    ("anneli", Answer.ABSENT, "Har redan ett annat möte den dagen."),
    ("rolf", Answer.ATTENDS, ""),
    ("sara", Answer.ABSENT, ""),
)
_NOTE = "Fråga hur det gick förra gången, och vad kommunen själv betalar."


def answer_the_summons(session: Session, cast: Cast, today: date) -> None:
    """Let some answer the summons to the next meeting, and one keep a note on its papers."""
    coming = select(Meeting).where(Meeting.state == MeetingState.SUMMONED, Meeting.held_on >= today)
    for meeting in session.scalars(coming.order_by(Meeting.held_on).limit(1)):
        asked = {row.person_id for row in queries.replies(session, meeting.id)}
        for key, answer, comment in _ANSWERS:
            person = cast.people[key]
            if person.id in asked:
                replying.give_answer(
                    session,
                    actor=None,
                    meeting=meeting,
                    person_id=person.id,
                    answer=answer,
                    comment=comment,
                )
        _note(session, cast, meeting)


def _note(session: Session, cast: Cast, meeting: Meeting) -> None:
    person = cast.people["karin"]
    item = next(row for row in queries.agenda(session, meeting.id) if row.annexes)
    if person.user is not None:
        reading.save_note(
            session,
            actor=Actor(person.user.id, person.id, person.name),
            meeting=meeting,
            item_id=item.id,
            text=_NOTE,
            version=0,
        )
