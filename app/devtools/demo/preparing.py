"""Preparing the demonstration's applications: opinions, the group's position, the proposal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.applications.domain import DecisionKind, Stance
from app.applications.domain.granting import Cell, in_full
from app.applications.domain.preparing import Ground
from app.applications.models import Application, Opinion, Preparation
from app.applications.queries import deciding as rulings
from app.applications.queries import preparing as rounds
from app.applications.services import groups, handling, opinions, preparing, proposing
from app.devtools import seed_people
from app.devtools.demo.days import at
from app.devtools.demo.people import Cast
from app.kernel.actor import Actor, Role

_REASONS = {
    Stance.GRANT: "Behovet är väl beskrivet och delas av flera parter.",
    Stance.GRANT_IN_PART: "Insatsen behövs, men lokalkostnaden bör rymmas hos sökanden.",
    Stance.REJECT: "Insatsen liknar ett arbete som redan pågår.",
}


class Preparing:
    """What happens to an application between the register and the agenda."""

    def __init__(self, session: Session, cast: Cast) -> None:
        self.session = session
        self.cast = cast

    def register(self, made: Application, day: date) -> None:
        """Register it."""
        with at(day):
            handling.register(self.session, actor=self.cast.director, application_id=made.id)

    def assign(self, made: Application, group: str, day: date, meets: date) -> Preparation:
        """Give it to a group that meets on a day."""
        with at(day):
            round_ = preparing.assign(
                self.session,
                actor=self.cast.director,
                application_id=made.id,
                body_id=self.cast.groups[group].id,
                meets_on=meets,
                due_on=meets - timedelta(days=2),
            )
            self.session.flush()
        return round_

    def opinions(
        self, round_: Preparation, stances: Iterable[tuple[str, Stance]], day: date
    ) -> None:
        """Let members send their organisations' opinions."""
        for key, stance in stances:
            opinion = self._opinion_of(round_, key)
            part = round_.application.applied_ore * 3 // 4 // 100 * 100
            ore = part if stance is Stance.GRANT_IN_PART else None
            with at(day):
                opinions.save_opinion(
                    self.session,
                    actor=self.member(key),
                    opinion_id=opinion.id,
                    version=opinion.version_id,
                    stance=stance,
                    ore=ore,
                    text=_REASONS[stance],
                )
                self.session.flush()
                opinions.send_opinion(
                    self.session,
                    actor=self.member(key),
                    opinion_id=opinion.id,
                    version=opinion.version_id,
                )

    def recuse(self, round_: Preparation, key: str, day: date) -> None:
        """Let a member report that the organisation is recused."""
        opinion = self._opinion_of(round_, key)
        with at(day):
            opinions.recuse(
                self.session,
                actor=self.member(key),
                opinion_id=opinion.id,
                version=opinion.version_id,
                ground=Ground.PARTY,
                text="Organisationen är sökande.",
            )

    def _opinion_of(self, round_: Preparation, key: str) -> Opinion:
        self.session.flush()
        self.session.expire(round_, ["opinions"])
        name = self.cast.people[key].organisation
        return next(one for one in round_.opinions if one.member_organisation.name == name)

    def position(
        self,
        made: Application,
        stance: Stance,
        day: date,
        present: Iterable[str],
        *,
        share: int = 100,
    ) -> None:
        """Write where the group stands, and its report."""
        round_ = rounds.open_preparation(self.session, made.id)
        if round_ is None:
            raise RuntimeError("nothing is being prepared")
        part = made.applied_ore * share // 100 // 100 * 100
        with at(day):
            preparing.set_position(
                self.session,
                actor=self.cast.director,
                application_id=made.id,
                version=round_.version_id,
                stance=stance,
                ore=part if stance is Stance.GRANT_IN_PART else None,
                text=_REASONS[stance],
            )
            self._report(round_, present)

    def _report(self, round_: Preparation, present: Iterable[str]) -> None:
        """Write the group's report of the day."""
        meeting = round_.meeting
        if meeting is None:
            return
        self.session.flush()
        names = [self.cast.people[key].name for key in present]
        groups.save_meeting(
            self.session,
            actor=self.cast.director,
            meeting_id=meeting.id,
            version=meeting.version_id,
            held_on=meeting.held_on,
            place="Kansliet, Torggatan 3, Skellefteå",
            present="\n".join(names),
            absent=meeting.absent,
            other_points="Nästa möte hålls om sex veckor.",
        )
        self.session.flush()
        groups.make_report(self.session, actor=self.cast.director, meeting_id=meeting.id)

    def ready(self, made: Application, day: date) -> None:
        """Close the preparation."""
        with at(day):
            preparing.close(self.session, actor=self.cast.director, application_id=made.id)

    def propose(
        self,
        made: Application,
        day: date,
        kind: DecisionKind,
        *,
        share: int = 100,
        reasons: str = "",
    ) -> None:
        """Write the proposal to the board."""
        with at(day):
            proposing.save_proposal(
                self.session,
                actor=self.cast.director,
                application_id=made.id,
                version=0,
                kind=kind,
                amounts=self.amounts(made, share),
                reasons=reasons,
            )
            self.session.flush()

    def amounts(self, made: Application, share: int) -> dict[Cell, int]:
        """Return a share of everything that is applied for, by year and line."""
        whole = in_full(rulings.lines_of(self.session, made.id))
        return {cell: ore * share // 100 // 100 * 100 for cell, ore in whole.items()}

    def applicant(self) -> Actor:
        """Return the applicant as the one who acts."""
        return self._as("fatima", Role.APPLICANT, None)

    def member(self, key: str) -> Actor:
        """Return a member of a group as the one who acts."""
        in_lsg = key in {seed.key for seed in seed_people.LSG}
        return self._as(key, Role.MEMBER, self.cast.groups["lsg" if in_lsg else "development"].id)

    def _as(self, key: str, role: Role, body_id: int | None) -> Actor:
        person = self.cast.people[key]
        if person.user is None:
            raise RuntimeError(f"{person.name} has no login")
        return Actor(person.user.id, person.id, person.name, frozenset({(role, body_id)}))
