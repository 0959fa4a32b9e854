"""Plays the demonstration's meetings through the services, each on its own days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.devtools.demo.agendas import DemoItem, DemoMeeting
from app.devtools.demo.applications import Desk
from app.devtools.demo.days import moment, workday
from app.devtools.demo.happening import happen
from app.devtools.demo.people import Cast
from app.devtools.seed_minutes_play import one_page_pdf
from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.outbox import OutboxMessage
from app.meetings import services as meetings
from app.meetings.domain import ItemKind, MeetingState
from app.meetings.models import Meeting
from app.minutes import queries as minutes_queries
from app.minutes import services as minutes
from app.minutes.domain import AttestationMethod
from app.minutes.models import MinutesVersion, Paragraph, Signer
from app.minutes.services import Proof
from app.publication import queries as publication_queries
from app.publication import services as publication
from app.registry import services as registry
from app.registry.domain import Direction
from app.signing import services as signing

_S = MeetingState
_ORDER = list(MeetingState)
STARTS, ENDS, CLOSED = time(9), time(15), time(14, 30)


PAPER_BEFORE = timedelta(days=60)  # older minutes were signed on paper


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing that is done on a day, on the way to a state."""

    state: MeetingState
    day: date
    hour: int
    act: Callable[[], object]


class Player:
    """Plays one meeting after the other with the same cast."""

    def __init__(self, session: Session, cast: Cast, desk: Desk) -> None:
        self.session = session
        self.cast = cast
        self.desk = desk
        self.today = clock.today()

    def play(self, demo: DemoMeeting) -> None:
        """Play a meeting up to its state."""
        day = workday(clock.today() + timedelta(days=demo.days)) if demo.days else clock.today()
        planned = min(day, clock.today()) - timedelta(days=60)
        with clock.stopped_at(moment(planned)):
            meeting = self._plan(demo, day)
        if demo.upto is _S.CANCELLED:
            self._cancel(meeting)
            return
        for stage in self._stages(demo, meeting, day):
            if _ORDER.index(stage.state) <= _ORDER.index(demo.upto):
                with clock.stopped_at(moment(stage.day, stage.hour)):
                    stage.act()
        self.half_signed(demo, meeting, day)
        if _ORDER.index(demo.upto) >= _ORDER.index(_S.ATTESTED):
            self.tell(demo, day + timedelta(days=demo.signed_after + 2))

    def _stages(self, demo: DemoMeeting, meeting: Meeting, day: date) -> list[Stage]:
        def after(days: int) -> date:
            return day + timedelta(days=days)

        return [
            Stage(_S.DRAFTING, after(-20), 10, lambda: self.write_agenda(demo, meeting)),
            Stage(_S.SUMMONED, after(-10), 13, lambda: self.summon(meeting)),
            Stage(_S.IN_SESSION, day, 8, lambda: self.open(meeting)),
            Stage(_S.MINUTES_DRAFTING, day, 13, lambda: self.decide(demo, meeting)),
            Stage(_S.FROZEN, after(3), 9, lambda: self.freeze(meeting)),
            Stage(_S.ATTESTED, after(demo.signed_after), 10, lambda: self.attest(meeting)),
            Stage(_S.POSTED, after(demo.signed_after + 1), 10, lambda: self.post(meeting)),
            Stage(_S.FINAL, after(40), 10, self.take_down),
        ]

    def _plan(self, demo: DemoMeeting, day: date) -> Meeting:
        return meetings.create_meeting(
            self.session,
            actor=self.cast.director,
            body_id=self.cast.board.id,
            held_on=day,
            starts_at=STARTS,
            ends_at=ENDS,
            place=demo.place,
            digital_link=demo.digital_link,
            convener_id=self.cast.people["ingrid"].id,
        )

    def _cancel(self, meeting: Meeting) -> None:
        meetings.cancel_meeting(
            self.session,
            actor=self.cast.director,
            meeting=meeting,
            reason="För få ärenden är färdiga. De tas upp vid nästa sammanträde.",
        )

    def write_agenda(self, demo: DemoMeeting, meeting: Meeting) -> None:
        """Put the matters on the agenda, each with its case and a paper."""
        for item in demo.items:
            self._item(meeting, item)

    def _item(self, meeting: Meeting, item: DemoItem) -> None:
        if item.application:
            self.desk.place(item.application, meeting)
            return
        added = meetings.add_item(
            self.session,
            actor=self.cast.director,
            meeting=meeting,
            heading=item.heading,
            kind=item.kind,
            background=item.background,
            presenter=self.cast.director.name,
            clauses=item.proposal,
            case_id=self._case(item),
        )
        meetings.add_annex(
            self.session,
            actor=self.cast.director,
            meeting=meeting,
            item_id=added.id,
            filename=f"{item.heading.replace(' ', '-').replace(',', '').lower()}.pdf",
            content=one_page_pdf(item.heading),
            title=item.heading,
        )

    def _case(self, item: DemoItem) -> int | None:
        if not item.case:
            return None
        case = registry.open_case(
            self.session,
            actor=self.cast.director,
            heading=item.case,
            counterpart=item.counterpart,
            responsible_id=self.cast.director.person_id,
        )
        if item.counterpart:
            registry.register_record(
                self.session,
                actor=self.cast.director,
                case_id=case.id,
                direction=Direction.IN,
                dated=clock.today(),
                counterpart=item.counterpart,
                content=item.case,
            )
        return case.id

    def summon(self, meeting: Meeting) -> None:
        """Send the summons; its mails count as sent, for the addresses are invented."""
        meetings.send_summons(
            self.session,
            actor=self.cast.director,
            meeting=meeting,
            after_version=0,
            late_accepted=True,
        )
        self.mail_has_left()

    def mail_has_left(self) -> None:
        """Count all mail as sent: the addresses are invented."""
        self.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.sent_at.is_(None))
            .values(sent_at=clock.now(), attempts=1)
        )

    def open(self, meeting: Meeting) -> None:
        """Open the meeting and elect the attester."""
        minutes.open_meeting(self.session, actor=self.cast.director, meeting=meeting)
        facts = minutes_queries.minutes_whole(self.session, meeting.id)
        rows = {person.person_id: person.id for person in facts.attendees}
        people = self.cast.people
        minutes.set_duties(
            self.session,
            actor=self.cast.director,
            meeting=meeting,
            chair_id=rows[people["ingrid"].id],
            secretary_id=rows[people["helena"].id],
            attester_ids=[rows[people["karin"].id]],
            attestation_place="på kansliet",
            attestation_on=meeting.held_on + timedelta(days=7),
            attestation_time=time(13),
        )

    def decide(self, demo: DemoMeeting, meeting: Meeting) -> None:
        """Let the office write what the board decides about applications, and close the meeting."""
        for item in demo.items:
            if item.application:
                self.desk.state(item.application)
        happen(self.session, self.cast, meeting, demo.days)
        sent = {item.heading: "\n".join(item.dispatch_to) for item in demo.items}
        self.close(meeting, sent)

    def tell(self, demo: DemoMeeting, day: date) -> None:
        """Tell the applicants; what was granted becomes agreements."""
        for item in demo.items:
            if item.application:
                self.desk.after(item.application, day)
        self.mail_has_left()

    def close(self, meeting: Meeting, sent: Mapping[str, str] | None = None) -> None:
        """Let the board decide as proposed, and close the meeting.

        ``sent`` are the recipients of extracts by heading, a line each.
        """
        for row in minutes_queries.paragraphs_of(self.session, meeting.id):
            minutes.save_paragraph(
                self.session,
                actor=self.cast.director,
                meeting=meeting,
                paragraph_id=row.id,
                version=row.version_id,
                heading=row.heading,
                background=row.background,
                clauses=[clause.text for clause in row.clauses] or _decision_without_proposal(row),
                dispatch_to=(sent or {}).get(row.heading, ""),
                confirmed=True,
            )
        minutes.close_meeting(
            self.session, actor=self.cast.director, meeting=meeting, closed_at=CLOSED
        )

    def freeze(self, meeting: Meeting) -> None:
        """Freeze the minutes."""
        minutes.freeze(self.session, actor=self.cast.director, meeting=meeting)

    def attest(self, meeting: Meeting) -> None:
        """Let every signer sign."""
        version = minutes_queries.current_version(self.session, meeting.id)
        if version is None:
            raise RuntimeError("nothing is frozen")
        on_paper = clock.today() < self.today - PAPER_BEFORE
        for signer in version.signers:
            if on_paper:
                self._sign_on_paper(version, signer)
            else:
                self.sign(version, signer.person_id)

    def _sign_on_paper(self, version: MinutesVersion, signer: Signer) -> None:
        signing.register_paper(
            self.session,
            actor=self.cast.director,
            version_id=version.id,
            person_ids=[signer.person_id],
            attested_on=clock.today(),
            filename="underskrift.pdf",
            content=one_page_pdf(f"Underskrift: {signer.name}"),
            sha256=version.sha256,
        )

    def half_signed(self, demo: DemoMeeting, meeting: Meeting, day: date) -> None:
        """Let only the secretary have signed the minutes that wait for attestation."""
        version = minutes_queries.current_version(self.session, meeting.id)
        if demo.upto is _S.FROZEN and version is not None:
            with clock.stopped_at(moment(day + timedelta(days=4))):
                self.sign(version, self.cast.director.person_id)

    def sign(self, version: MinutesVersion, person_id: int) -> None:
        """Let somebody who showed who they were sign in the tool."""
        proof = Proof(AttestationMethod.IN_TOOL, clock.today(), assurance="password_totp")
        minutes.sign(
            self.session,
            actor=self.actor(person_id),
            version_id=version.id,
            person_id=person_id,
            sha256=version.sha256,
            proof=proof,
        )

    def actor(self, person_id: int) -> Actor:
        """Return a person of the cast as one who acts."""
        person = next(p for p in self.cast.people.values() if p.id == person_id)
        if person.user is None:
            raise RuntimeError(f"{person.name} has no login")
        return Actor(person.user.id, person.id, person.name, frozenset({(Role.REGULAR, None)}))

    def finish(self, meeting: Meeting, *, attested_on: date) -> None:
        """Freeze, sign, post and wait until the appeal period is over."""
        steps = [(0, self.freeze), (0, self.attest), (1, self.post)]
        for days, act in steps:
            with clock.stopped_at(moment(attested_on + timedelta(days=days), 9 + days)):
                act(meeting)
        with clock.stopped_at(moment(attested_on + timedelta(days=40))):
            self.take_down()

    def post(self, meeting: Meeting) -> None:
        """Put the notice up on the board that stands in the town hall."""
        for board in publication.missing_boards(self.session, meeting.id):
            publication.register_posting(
                self.session,
                actor=self.cast.director,
                meeting_id=meeting.id,
                board_id=board.id,
                posted_on=clock.today(),
            )

    def take_down(self) -> None:
        """Take down everything that has hung for the whole appeal period."""
        publication.take_down_due(self.session)
        for posting in publication_queries.still_up(self.session):
            if posting.take_down_on <= clock.today():
                publication.register_taken_down(
                    self.session,
                    actor=self.cast.director,
                    meeting_id=posting.minutes_version.meeting_id,
                    posting_id=posting.id,
                    taken_down_on=clock.today(),
                )


def _decision_without_proposal(row: Paragraph) -> list[str]:
    """Return what the board decides where the summons had no proposal."""
    if row.kind not in {ItemKind.DECISION, ItemKind.ELECTION}:
        return []
    return ["anteckna informationen till protokollet"]
