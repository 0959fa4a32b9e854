"""A meeting that is being held, and what can be done at its §§."""

from __future__ import annotations

from app.meetings.models import Meeting
from app.minutes import services
from app.minutes.domain import ChangeKind
from app.minutes.models import Paragraph
from tests.factories import cycle


class Held:
    """A meeting that is being held, and what can be done with it."""

    def __init__(self, session, world, meeting: Meeting) -> None:
        self.session, self.world, self.meeting = session, world, meeting
        self.actor = cycle.office(world)

    @property
    def facts(self):
        return cycle.facts(self.session, self.meeting)

    def about(self, heading: str):
        return next(p for p in self.facts.paragraphs if p.heading.startswith(heading))

    def row(self, heading: str = "Förlängning") -> Paragraph:
        found = self.session.get(Paragraph, self.about(heading).id)
        assert found is not None
        return found

    def do(self, act, heading: str = "Förlängning", **values):
        return act(
            self.session,
            actor=self.actor,
            meeting=self.meeting,
            paragraph_id=self.about(heading).id,
            **values,
        )

    def without_quorum(self) -> None:
        for one in self.facts.attendees:
            if one.seated and not one.chairs:
                services.add_change(
                    self.session,
                    actor=self.actor,
                    meeting=self.meeting,
                    attendance_id=one.id,
                    kind=ChangeKind.ABSENT,
                    from_paragraph_id=self.facts.at(1).id,
                    to_paragraph_id=None,
                )

    def attested(self) -> None:
        version = services.freeze(self.session, actor=self.actor, meeting=self.meeting)
        for user in cycle.signers(self.world):
            cycle.sign(self.session, self.meeting, version, user)
