"""Preparing an application in a group: assign, the group's position, on to the board (PREP)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import (
    APPLICATION_MACHINE,
    STANCE_WORDS,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    OpinionState,
    Stance,
)
from app.applications.domain.preparing import check_due, check_stance
from app.applications.models import Application, Opinion, Preparation
from app.applications.queries import preparing as rows
from app.applications.services.asking import ask
from app.applications.services.briefing import make_brief
from app.applications.services.groups import meeting_of_day
from app.applications.services.opinions import (
    recuse,
    refuse_personal_numbers,
    save_opinion,
    send_opinion,
)
from app.applications.services.rounds import going_on
from app.association import queries as association
from app.association.domain import BodyKind
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.money import kronor

if TYPE_CHECKING:
    from app.association.models import Body, MemberOrganisation

__all__ = [
    "assign",
    "close",
    "go_without",
    "make_brief",
    "recuse",
    "reschedule",
    "save_opinion",
    "send_opinion",
    "set_position",
    "take_back",
]


def assign(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    body_id: int,
    meets_on: date | None = None,
    due_on: date | None = None,
    link: str = "",
) -> Preparation:
    """Give an application to a group: one opinion per member with a seat there today (PREP).

    ``meets_on`` is the day of the group's meeting, ``due_on`` the last day for opinions. A round
    that goes on in another group is laid aside; what has been sent there stays. With a ``link``
    to the page of the opinion the group's people get a mail.

    Raises:
        DomainError: on ``body_id`` or ``due_on``; ``transition.not_allowed`` or
            ``transition.blocked`` when the application cannot be prepared now.
    """
    application = queries.application(session, application_id)
    body = association.body(session, body_id)
    members = _asked(session, body)
    check_due(due_on, meets_on, today=clock.today())
    _begin(session, actor, application, body)
    last = rows.last_preparation(session, application.id)
    meeting = meeting_of_day(session, actor=actor, body=body, day=meets_on) if meets_on else None
    made = Preparation(
        application_id=application.id,
        number=last.number + 1 if last else 1,
        body_id=body.id,
        meeting_id=meeting.id if meeting else None,
        due_on=due_on,
        assigned_at=clock.now(),
        opinions=_opinions(members),
    )
    session.add(made)
    session.flush()
    if link:
        ask(session, application=application, body=body, by_when=due_on or meets_on, link=link)
    return made


def _asked(session: Session, body: Body) -> list[MemberOrganisation]:
    if body.kind is not BodyKind.PREPARATORY:
        raise DomainError("preparation.not_preparatory", field="body_id", body=body.name)
    found = list(rows.seated_members(session, body_id=body.id, day=clock.today()))
    if not found:
        raise DomainError("preparation.nobody_seated", field="body_id", body=body.name)
    return found


def _opinions(members: Iterable[MemberOrganisation]) -> list[Opinion]:
    return [
        Opinion(member_organisation_id=member.id, position=place, state=OpinionState.OPEN)
        for place, member in enumerate(members, start=1)
    ]


def _begin(session: Session, actor: Actor, application: Application, body: Body) -> None:
    """Take the application into preparation, or lay aside the round that goes on."""
    if application.state is not ApplicationState.IN_PREPARATION:
        sentence = f"gav ansökan till {body.name} för beredning"
        _advance(session, actor, application, ApplicationEvent.PREPARE, sentence)
        return
    earlier = rows.open_preparation(session, application.id)
    if earlier is not None:
        earlier.closed_at = clock.now()
    history.note(
        session,
        actor=actor,
        action="application.reassign",
        subject=application,
        sentence=f"gav ansökan till {body.name} för beredning i stället",
    )


def _advance(
    session: Session,
    actor: Actor,
    application: Application,
    event: ApplicationEvent,
    sentence: str,
    *,
    opinions_open: bool = False,
    reason: str = "",
) -> None:
    asked = queries.access(session, application).completion_open
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=event,
        facts=ApplicationFacts(completion_open=asked, opinions_open=opinions_open),
        sentence=sentence,
        note_text=reason,
    )


def reschedule(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    meets_on: date | None,
    due_on: date | None,
) -> Preparation:
    """Move the last day for opinions, and the matter to the group's meeting of another day.

    Raises:
        DomainError: on ``due_on``; ``preparation.none_open``.
    """
    found = going_on(rows.open_preparation(session, application_id))
    check_due(due_on, meets_on, today=clock.today())
    meeting = None
    if meets_on is not None:
        meeting = meeting_of_day(session, actor=actor, body=found.body, day=meets_on)
    found.meeting_id, found.due_on = meeting.id if meeting else None, due_on
    when = f"senast den {due_on.isoformat()}" if due_on else "utan sista dag"
    history.note(
        session,
        actor=actor,
        action="application.reschedule",
        subject=found.application,
        sentence=f"ändrade tiden för yttrandena: {when}",
    )
    return found


def set_position(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    version: int,
    stance: Stance | None,
    ore: int | None = None,
    text: str = "",
    notes: str = "",
) -> Preparation:
    """Write where the group stands and what was said; without a stance only the notes are kept.

    ``ore`` is the amount of a grant in part, in öre.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: on ``ore``, ``text`` or ``notes``; ``preparation.none_open``.
    """
    found = going_on(rows.open_preparation(session, application_id))
    text, notes = text.strip(), notes.strip()
    refuse_personal_numbers(text, field="text")
    refuse_personal_numbers(notes, field="notes")
    amount = _position_amount(found.application, stance, ore, text)
    _ensure_current(session, found, version, (stance, amount, text, notes))
    if found.position is not stance or found.position_at is None:
        found.position_at = clock.now() if stance else None
    found.position, found.position_ore = stance, amount
    found.position_text, found.notes = text, notes
    history.note(
        session,
        actor=actor,
        action="preparation.position",
        subject=found,
        sentence=f"skrev in ställningstagandet från {found.body.name}",
    )
    return found


def _position_amount(
    application: Application, stance: Stance | None, ore: int | None, text: str
) -> int | None:
    if stance is None:
        return None
    applied = application.applied_ore
    return check_stance(stance, ore, text, applied_ore=applied, applied=kronor(applied))


def _ensure_current(
    session: Session,
    found: Preparation,
    version: int,
    mine: tuple[Stance | None, int | None, str, str],
) -> None:
    theirs = (found.position, found.position_ore, found.position_text, found.notes)
    labels = (
        ("stance", "Ställningstagande"),
        ("ore", "Belopp"),
        ("text", "Skäl"),
        ("notes", "Anteckningar"),
    )
    fields = [
        (name, label, _shown(ours), _shown(stored))
        for (name, label), ours, stored in zip(labels, mine, theirs, strict=True)
    ]
    editing.ensure_current(session, found, version=version, fields=fields)


def _shown(value: Stance | int | str | None) -> str:
    if isinstance(value, Stance):
        return STANCE_WORDS[value]
    return kronor(value, unit=False) if isinstance(value, int) else value or ""


def close(session: Session, *, actor: Actor, application_id: int) -> Application:
    """End the preparation: the application is ready for the board.

    Raises:
        DomainError: ``preparation.none_open``; ``transition.blocked`` without the group's
            position, or while a completion is waited for.
    """
    found = going_on(rows.open_preparation(session, application_id))
    application = found.application
    _advance(
        session,
        actor,
        application,
        ApplicationEvent.MAKE_READY,
        f"avslutade beredningen i {found.body.name}",
        opinions_open=found.position is None,
    )
    found.closed_at = clock.now()
    return application


def go_without(session: Session, *, actor: Actor, application_id: int, reason: str) -> Application:
    """Send a registered application on to the board without preparation, for a reason.

    Raises:
        DomainError: on ``reason``; ``transition.not_allowed`` or ``transition.blocked``.
    """
    if not reason.strip():
        raise DomainError("preparation.reason_missing", field="reason")
    refuse_personal_numbers(reason, field="reason")
    application = queries.application(session, application_id)
    if application.state is not ApplicationState.REGISTERED:
        raise DomainError("transition.not_allowed")
    sentence = f"lämnade ansökan till styrelsen utan beredning: {reason.strip()}"
    event = ApplicationEvent.MAKE_READY
    _advance(session, actor, application, event, sentence, reason=reason.strip())
    return application


def take_back(session: Session, *, actor: Actor, application_id: int) -> Application:
    """Take an application that waits for the board back to its group; the last round goes on.

    Raises:
        DomainError: ``transition.not_allowed``.
    """
    application = queries.application(session, application_id)
    sentence = "tog tillbaka ansökan till beredningen"
    _advance(session, actor, application, ApplicationEvent.TAKE_BACK, sentence)
    last = rows.last_preparation(session, application_id)
    if last is not None:
        last.closed_at = None
    return application
