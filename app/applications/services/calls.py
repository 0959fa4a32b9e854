"""Calls: written by the office, published, and people invited to them by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.applications.models import Application, Call
from app.applications.queries.calls import call as call_by_id
from app.applications.services.collaborating import Colleague, let_in, tell_invited
from app.applications.services.drafting import create_draft
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What the office writes about a call; without a last day it is open all the time."""

    title: str
    text: str
    criteria: str
    opens_on: date
    closes_on: date | None
    open_to_all: bool


_LABELS = {
    "title": "Rubrik",
    "text": "Vad man kan söka för",
    "criteria": "Vad som vägs in",
}


def create_call(session: Session, *, actor: Actor, facts: CallFacts) -> Call:
    """Write a call; nobody else sees it before it is published.

    Raises:
        DomainError: on ``title``, ``text`` or ``closes_on``.
    """
    _check(facts)
    made = Call()
    _fill(made, facts)
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="application.create_call",
        subject=made,
        sentence=f"skrev utlysningen {made.title}",
    )
    return made


def edit_call(
    session: Session, *, actor: Actor, call_id: int, version: int, facts: CallFacts
) -> Call:
    """Change a call; one that is published changes at once for everybody.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: on ``title``, ``text`` or ``closes_on``.
    """
    _check(facts)
    found = call_by_id(session, call_id)
    fields = [
        (name, label, str(getattr(facts, name)), str(getattr(found, name)))
        for name, label in _LABELS.items()
    ]
    editing.ensure_current(session, found, version=version, fields=fields)
    before = {name: str(getattr(found, name)) for name in CallFacts.__slots__}
    _fill(found, facts)
    history.note(
        session,
        actor=actor,
        action="application.edit_call",
        subject=found,
        sentence=f"ändrade utlysningen {found.title}",
        before=before,
    )
    return found


def _check(facts: CallFacts) -> None:
    if not facts.title.strip():
        raise DomainError("application.call_title_missing", field="title")
    if not facts.text.strip():
        raise DomainError("application.call_text_missing", field="text")
    if facts.closes_on is not None and facts.closes_on < facts.opens_on:
        raise DomainError("application.call_closes_before_opening", field="closes_on")


def _fill(found: Call, facts: CallFacts) -> None:
    found.title, found.text = facts.title.strip(), facts.text.strip()
    found.criteria = facts.criteria.strip()
    found.opens_on, found.closes_on = facts.opens_on, facts.closes_on
    found.open_to_all = facts.open_to_all


def publish_call(session: Session, *, actor: Actor, call_id: int) -> Call:
    """Let those who may apply see the call; nothing happens when they do already."""
    found = call_by_id(session, call_id)
    if found.published_at is None:
        found.published_at = clock.now()
        _note(session, actor, found, "publish_call", "publicerade")
    return found


def unpublish_call(session: Session, *, actor: Actor, call_id: int) -> Call:
    """Take the call off the public pages; what has been begun can be finished."""
    found = call_by_id(session, call_id)
    if found.published_at is not None:
        found.published_at = None
        _note(session, actor, found, "unpublish_call", "avpublicerade")
    return found


def _note(session: Session, actor: Actor, found: Call, action: str, verb: str) -> None:
    history.note(
        session,
        actor=actor,
        action=f"application.{action}",
        subject=found,
        sentence=f"{verb} utlysningen {found.title}",
    )


def invite_to_call(
    session: Session,
    *,
    actor: Actor,
    call_id: int,
    colleague: Colleague,
    link_of: Callable[[str], str],
    page_of: Callable[[int], str],
) -> Application:
    """Begin an application for a named person, who is told by mail and leads it.

    ``link_of`` makes the one-time link of a new login from its token, ``page_of`` the page of an
    application from its id.

    Raises:
        DomainError: on ``family_name`` or ``email``; ``application.call_closed`` after the last
            day.
    """
    found = call_by_id(session, call_id)
    if found.closes_on is not None and clock.today() > found.closes_on:
        raise DomainError("application.call_closed")
    person = let_in(session, actor=actor, colleague=colleague, link_of=link_of)
    made = create_draft(session, actor=actor, call_id=found.id, collaborator_id=person.id)
    tell_invited(session, made, person, colleague, page_of(made.id))
    return made
