"""What happens after the demonstration's minutes were frozen: read, sent, corrected, published."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.domain import code_counter
from app.accounts.services import codes
from app.applications.services import lettering
from app.correction import services as correction
from app.correction.domain import Wanted
from app.devtools import seed_people
from app.devtools.demo.agendas import ANNUAL_REPORT, COMPETENCE, FOLLOW_UP, IN_PART, MEETING_PLAN
from app.devtools.demo.days import at, workday
from app.devtools.demo.play import Player
from app.disclosure import services as disclosure
from app.disclosure.domain import Kind
from app.dispatch import queries as dispatch_queries
from app.dispatch import services as dispatch
from app.dispatch.domain import Way
from app.dispatch.services import Choice
from app.kernel import clock
from app.kernel.actor import Actor
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.models import MinutesVersion, Paragraph
from app.publication import services as publication
from app.review import services as review

_S = MeetingState
_PUBLISHED_AFTER = timedelta(days=2)  # days from the last signature
_CORRECTED_AFTER = timedelta(days=20)
_MASKED_AFTER = timedelta(days=9)
_READ_AFTER = timedelta(days=4)  # days from the meeting
_EXTENSION = "Förlängning av tre insatser"
_ERROR = Wanted.of(
    "212\u00a0000\u00a0kr",
    "221\u00a0000\u00a0kr",
    "Siffrorna kastades om när protokollet skrevs. I årsredovisningen står 221 000 kr.",
)
# What each recipient of the plan of meetings gets; the one who is not named here still waits.
_SENT: dict[str, tuple[Way, str]] = {
    "Norsjö kommun": (Way.MAIL, "osten@klubba.example"),
    "Region Västerbotten": (Way.MAIL, "karin@klubba.example"),
    "Förbundets revisorer": (
        Way.LETTER,
        "Förbundets revisorer, Skellefteå kommun, 931 85 Skellefteå",
    ),
    "Samverkansteamet i Norsjö": (
        Way.LETTER,
        "Samverkansteamet, Storgatan 67, 935 81 Norsjö",
    ),
}
_POSTED = "Förbundets revisorer"


def happen_afterwards(player: Player) -> None:
    """Let minutes be published and corrected, extracts be sent, and signers read and comment.

    Minutes that were attested lately are left for whoever looks at the demonstration.
    """
    session, cast, today = player.session, player.cast, player.today
    done = select(Meeting).where(Meeting.state.in_([_S.POSTED, _S.FINAL]))
    for meeting in session.scalars(done.order_by(Meeting.held_on)).all():
        _publish(session, cast.director, meeting, today)
    _mask(session, cast.director, today)
    _correct(session, cast.director, today)
    for meeting in session.scalars(select(Meeting).where(Meeting.state == _S.ATTESTED)):
        _send(player, meeting)
    for meeting in session.scalars(select(Meeting).where(Meeting.state == _S.FROZEN)):
        _read(player, meeting)
    _attest_at_once(player)


def _version(session: Session, meeting: Meeting) -> MinutesVersion:
    version = minutes.current_version(session, meeting.id)
    if version is None:
        raise RuntimeError("nothing is frozen")
    return version


def _attested_on(session: Session, meeting: Meeting) -> date:
    return max(one.attested_on for one in _version(session, meeting).attestations)


def _office_day(
    session: Session, meeting: Meeting, after: timedelta
) -> AbstractContextManager[None]:
    """Hold the clock on an office day so long after the last signature."""
    return at(workday(_attested_on(session, meeting) + after))


def _publish(session: Session, actor: Actor, meeting: Meeting, today: date) -> None:
    with _office_day(session, meeting, _PUBLISHED_AFTER):
        _show(session, actor, meeting, today)


def _show(session: Session, actor: Actor, meeting: Meeting, today: date) -> None:
    """Publish minutes as they read now; old ones stay until somebody takes them away."""
    end = disclosure.default_end(session)
    disclosure.publish(
        session,
        actor=actor,
        meeting_id=meeting.id,
        sha256=disclosure.gather(session, meeting.id).sha256,
        unpublish_on=end if end is not None and end > today else None,
    )
    session.flush()


def _found(session: Session, heading: str, *states: MeetingState) -> tuple[Meeting, Paragraph]:
    """Return the first § with a heading in a meeting that has come so far, and the meeting."""
    rows = (
        select(Meeting, Paragraph)
        .join(Paragraph, Paragraph.meeting_id == Meeting.id)
        .where(Paragraph.heading == heading, Meeting.state.in_(states))
        .order_by(Meeting.held_on, Paragraph.position)
    )
    meeting, paragraph = session.execute(rows).first() or (None, None)
    if meeting is None or paragraph is None:
        raise RuntimeError(f"the demonstration has no § about {heading}")
    return meeting, paragraph


def _mask(session: Session, actor: Actor, today: date) -> None:
    """Mask what can be read as somebody's illness, and publish the minutes once more."""
    meeting, paragraph = _found(session, _EXTENSION, _S.FINAL)
    with _office_day(session, meeting, _MASKED_AFTER):
        disclosure.mask_by_hand(
            session,
            actor=actor,
            meeting_id=meeting.id,
            place=paragraph.position - 1,
            part="bakgrund",
            text="sjukdom",
            kind=Kind.PERSONAL_DATA,
            reason="Insatserna har så få anställda att det går att förstå vem som avses.",
        )
        session.flush()
        _show(session, actor, meeting, today)


def _correct(session: Session, actor: Actor, today: date) -> None:
    """Correct two figures that changed places, and publish the minutes with the rättelse."""
    meeting, paragraph = _found(session, ANNUAL_REPORT.heading, _S.FINAL)
    with _office_day(session, meeting, _CORRECTED_AFTER):
        made = correction.prepare(
            session, actor=actor, meeting=meeting, number=paragraph.number or 0, wanted=_ERROR
        )
        correction.correct(
            session,
            actor=actor,
            meeting=meeting,
            number=paragraph.number or 0,
            wanted=_ERROR,
            sha256=made.sha256,
            strong={
                "password": seed_people.PASSWORD,
                "code": codes.code_at(seed_people.APP_SECRET, code_counter(clock.now())),
            },
        )
        _show(session, actor, meeting, today)


def _send(player: Player, meeting: Meeting) -> None:
    """Send the plan of meetings by mail and as letters; one letter is posted, one lies printed."""
    session, actor = player.session, player.cast.director
    numbers = [
        row.number
        for row in minutes.paragraphs_of(session, meeting.id)
        if row.number is not None and row.heading == MEETING_PLAN.heading
    ]
    with at(_attested_on(session, meeting), 13):
        dispatch.send(
            session,
            actor=actor,
            meeting_id=meeting.id,
            numbers=numbers,
            choices=[
                Choice((line.id,), *_SENT[line.name])
                for line in dispatch_queries.recipients(session, meeting.id)
                if line.name in _SENT
            ],
        )
        player.mail_has_left()
        for line in dispatch_queries.recipients(session, meeting.id):
            if line.name == _POSTED and line.dispatch_id is not None:
                dispatch.register_posted(
                    session,
                    actor=actor,
                    meeting_id=meeting.id,
                    dispatch_id=line.dispatch_id,
                    posted_on=clock.today(),
                )


def _read(player: Player, meeting: Meeting) -> None:
    """Let everybody who signs read: the chair is ready, the attester asks for more."""
    session, people = player.session, player.cast.people
    version = _version(session, meeting)
    rows = {row.heading: row.id for row in minutes.paragraphs_of(session, meeting.id)}
    ingrid, karin = (player.actor(people[key].id) for key in ("ingrid", "karin"))
    with at(meeting.held_on + _READ_AFTER, 9):
        review.note_reading(session, version=version, person_id=player.cast.director.person_id)
    with at(meeting.held_on + _READ_AFTER, 12):
        review.note_reading(session, version=version, person_id=ingrid.person_id)
        told = review.comment(
            session,
            actor=ingrid,
            version_id=version.id,
            paragraph_id=rows[COMPETENCE.heading],
            text="Det här stämmer med vad vi kom fram till. Jag har inget att tillägga.",
        )
        session.flush()
        review.mark_ready(session, actor=ingrid, version_id=version.id)
    with at(meeting.held_on + _READ_AFTER + timedelta(days=1), 9):
        review.resolve(session, actor=player.cast.director, comment_id=told.id)
        review.note_reading(session, version=version, person_id=karin.person_id)
        review.comment(
            session,
            actor=karin,
            version_id=version.id,
            paragraph_id=rows[FOLLOW_UP.heading],
            text="Ska det inte framgå när styrgruppen för Arbetsspåret återkommer? Jag minns att "
            "vi sade före årsskiftet.",
        )
    session.flush()


def _attest_at_once(player: Player) -> None:
    """Let the decision that an applicant waits for be signed at once, posted and sent by itself."""
    session, actor = player.session, player.cast.director
    meeting, paragraph = _found(
        session, f"Ansökan om medfinansiering, {IN_PART.heading}", _S.MINUTES_DRAFTING
    )
    with at(meeting.held_on, 14):
        about: dict[str, Any] = {
            "actor": actor,
            "meeting": meeting,
            "paragraph_id": paragraph.id,
        }
        minutes_services.attest_at_once(session, **about)
        session.flush()
        version = minutes_services.freeze_at_once(session, **about)
        session.flush()
        for signer in version.signers:
            player.sign(version, signer.person_id)
    with at(meeting.held_on + timedelta(days=1)):
        for board in publication.missing_boards(session, meeting.id, paragraph.id):
            publication.register_posting(
                session,
                actor=actor,
                meeting_id=meeting.id,
                board_id=board.id,
                posted_on=clock.today(),
                paragraph_id=paragraph.id,
            )
        application_id = player.desk.made[IN_PART.application].id
        lettering.send_letter(session, actor=actor, application_id=application_id)
        player.mail_has_left()
