"""The meeting of 2016-11-18, played through the services up to closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.devtools import seed_minutes, seed_minutes_play
from app.devtools.demo.people import Cast, load_association
from app.devtools.seed_minutes_play import Players
from app.kernel.actor import Actor
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import ChangeKind, MinutesFacts
from app.minutes.services import RosterMark


@dataclass
class SeedMeeting:
    """The meeting with everybody in it."""

    session: Session
    meeting: Meeting
    cast: Cast

    @property
    def actor(self) -> Actor:
        """Return the director, who takes the minutes."""
        return self.cast.director

    @property
    def facts(self) -> MinutesFacts:
        """Return the minutes as they stand now."""
        return queries.minutes_whole(self.session, self.meeting.id)

    def user(self, key: str) -> User:
        """Return the login of one of the seed's people."""
        found = self.cast.people[key].user
        assert found is not None
        return found

    def attendee(self, key: str) -> int:
        """Return the id on the roster of one of the seed's people."""
        wanted = self.cast.people[key].id
        return next(p.id for p in self.facts.attendees if p.person_id == wanted)

    def paragraph(self, number: int) -> int:
        """Return the id of a § by its (preliminary) number."""
        return self.facts.at(number - seed_minutes.CONTINUE_FROM).id


def players(cast: Cast) -> Players:
    """Return the demonstration's cast as players."""
    people = {key: person.id for key, person in cast.people.items()}
    return Players(cast.board.id, people, cast.director)


def seed_minutes_opened(session: Session) -> SeedMeeting:
    """Play the meeting up to its opening: roster and §§ as they come from seats and agenda."""
    made = seed_minutes_summoned(session)
    services.open_meeting(session, actor=made.actor, meeting=made.meeting)
    session.commit()
    return made


def seed_minutes_summoned(session: Session) -> SeedMeeting:
    """Play the meeting up to the sent summons."""
    cast = load_association(session)
    meeting = seed_minutes_play.plan(session, players(cast))
    seed_minutes_play.mark_summoned(session, players(cast), meeting)
    seed_minutes_play.add_late_items(session, players(cast), meeting)
    session.commit()
    return SeedMeeting(session, meeting, cast)


def seed_minutes_closed(session: Session) -> SeedMeeting:
    """Play the whole meeting, written and closed."""
    made = seed_minutes_summoned(session)
    seed_minutes_play.hold(session, players(made.cast), made.meeting)
    session.commit()
    return made


def mark_present(made: SeedMeeting, key: str, **values: Any) -> None:
    """Mark one person of the roster."""
    marks = [RosterMark(made.attendee(key), **values)]
    services.set_attendance(made.session, actor=made.actor, meeting=made.meeting, marks=marks)


def add_change(made: SeedMeeting, key: str, kind: ChangeKind, first: int, **values: Any) -> None:
    """Add an exception from a § number."""
    if "last" in values:
        values["to_paragraph_id"] = made.paragraph(values.pop("last"))
    services.add_change(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        attendance_id=made.attendee(key),
        kind=kind,
        from_paragraph_id=made.paragraph(first),
        **values,
    )
