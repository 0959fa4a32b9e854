"""A member organisation's opinion: written by any of its people, sent once, then locked (PREP)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications.domain import OPINION_MACHINE, Access, OpinionEvent, OpinionState, Stance
from app.applications.domain.preparing import (
    RECUSED_WORD,
    Ground,
    check_stance,
    sees_opinions,
)
from app.applications.domain.words import STANCE_WORDS
from app.applications.models import Application, Opinion
from app.applications.policies import READ_AS_BOARD
from app.applications.queries import preparing as queries
from app.applications.queries.preparing import Standing
from app.applications.services.rounds import going_on
from app.kernel import clock, editing, history
from app.kernel.actor import Actor, auditor, office
from app.kernel.errors import DomainError
from app.kernel.money import kronor
from app.kernel.personal_numbers import personal_numbers


def save_opinion(
    session: Session,
    *,
    actor: Actor,
    opinion_id: int,
    version: int,
    stance: Stance | None = None,
    ore: int | None = None,
    text: str = "",
    ground: Ground | None = None,
) -> Opinion:
    """Save what somebody has written so far; ``ground`` when the organisation means to recuse.

    ``ore`` is the amount of a grant in part, in öre. What is not complete is kept: only
    :func:`send_opinion` asks for everything.

    Raises:
        EditConflict: when a colleague saved first; carries both texts.
        DomainError: ``opinion.not_yours``, ``opinion.locked``, ``preparation.none_open``; on
            ``ore`` or ``text`` when the value could never be sent.
    """
    found, application = _writable(session, actor, opinion_id)
    text, amount = text.strip(), _amount(stance, ore, application)
    refuse_personal_numbers(text, field="text")
    kept = Ground(ground) if ground else ""
    if _values(found) == (stance, amount, text, kept):
        return found
    fields = [
        ("stance", "Ställning", _word(stance, kept), _word(found.stance, found.ground)),
        ("ore", "Belopp", _kronor(amount), _kronor(found.ore)),
        ("text", "Skäl", text, found.text),
    ]
    editing.ensure_current(session, found, version=version, fields=fields)
    found.stance, found.ore, found.text, found.ground = stance, amount, text, kept
    history.note(
        session,
        actor=actor,
        action="opinion.save",
        subject=found,
        sentence=f"skrev på yttrandet från {found.member_organisation.name}",
    )
    return found


def send_opinion(session: Session, *, actor: Actor, opinion_id: int, version: int) -> Opinion:
    """Send what has been saved: it is locked, and the others' opinions show (rule PREP).

    Raises:
        EditConflict: when a colleague has changed it since it was read.
        DomainError: as :func:`save_opinion`, and on ``stance``, ``ore`` or ``text`` when
            something is missing.
    """
    found, application = _writable(session, actor, opinion_id)
    _ensure_as_read(session, found, version)
    found.ore = check_stance(
        found.stance,
        found.ore,
        found.text,
        applied_ore=application.applied_ore,
        applied=kronor(application.applied_ore),
    )
    found.ground = ""
    _give(session, actor, found, application, OpinionEvent.SEND)
    return found


def recuse(
    session: Session,
    *,
    actor: Actor,
    opinion_id: int,
    version: int,
    ground: Ground | None,
    text: str = "",
) -> Opinion:
    """Declare that the organisation is recused: no opinion, with its ground (rule K12, rule K13).

    Raises:
        EditConflict: when a colleague has changed it since it was read.
        DomainError: ``opinion.ground_missing`` on ``ground``; else as :func:`save_opinion`.
    """
    found, application = _writable(session, actor, opinion_id)
    _ensure_as_read(session, found, version)
    if ground is None:
        raise DomainError("opinion.ground_missing", field="ground")
    refuse_personal_numbers(text, field="text")
    found.stance, found.ore = None, None
    found.ground, found.text = Ground(ground), text.strip()
    _give(session, actor, found, application, OpinionEvent.RECUSE)
    return found


def refuse_personal_numbers(text: str, *, field: str) -> None:
    """Stop a text with something like a personnummer (rule F4, rule F6).

    Raises:
        DomainError: ``opinion.personal_number`` on ``field``.
    """
    found = personal_numbers(text)
    if found:
        raise DomainError("opinion.personal_number", field=field, number=found[0])


def may_see(session: Session, *, actor: Actor, access: Access, round_: Standing) -> bool:
    """Say whether a person may see what the organisations said in a round (rule PREP).

    Whoever speaks for an organisation in the group is bound until it has answered, whatever else
    the person is; the office and the auditor give no opinion.
    """
    spoken = queries.spoken_for(session, actor.person_id, clock.today())
    mine = spoken.get(round_.body_id, frozenset())
    return sees_opinions(
        unbound=office(actor, None) or auditor(actor, None),
        own=[one.state for one in round_.opinions if one.member_id in mine],
        others_open=any(one.state is OpinionState.OPEN for one in round_.opinions)
        and not actor.may(READ_AS_BOARD, access),
    )


def _writable(session: Session, actor: Actor, opinion_id: int) -> tuple[Opinion, Application]:
    found = queries.opinion(session, opinion_id)
    preparation = queries.preparation(session, found.preparation_id)
    spoken = queries.spoken_for(session, actor.person_id, clock.today())
    if found.member_organisation_id not in spoken.get(preparation.body_id, frozenset()):
        raise DomainError("opinion.not_yours")
    if found.state is not OpinionState.OPEN:
        raise DomainError("opinion.locked")
    return found, going_on(preparation).application


def _amount(stance: Stance | None, ore: int | None, application: Application) -> int | None:
    """Keep the amount of a grant in part; refuse one that could never be sent (rule PART)."""
    if stance is not Stance.GRANT_IN_PART or ore is None:
        return None
    applied = application.applied_ore
    return check_stance(stance, ore, "-", applied_ore=applied, applied=kronor(applied))


def _values(found: Opinion) -> tuple[Stance | None, int | None, str, str]:
    return found.stance, found.ore, found.text, found.ground


def _word(stance: Stance | None, ground: str) -> str:
    if ground:
        return RECUSED_WORD
    return STANCE_WORDS[stance] if stance else ""


def _kronor(ore: int | None) -> str:
    return "" if ore is None else kronor(ore, unit=False)


def _ensure_as_read(session: Session, found: Opinion, version: int) -> None:
    """Refuse to lock a text that is not the one that the sender has seen."""
    fields = [("text", "Skäl", found.text, found.text)]
    editing.ensure_current(session, found, version=version, fields=fields)


def _give(
    session: Session,
    actor: Actor,
    found: Opinion,
    application: Application,
    event: OpinionEvent,
) -> None:
    """Lock the opinion; the application's log says that it came, never what it says."""
    found.given_by_id, found.given_by = actor.person_id, actor.name
    found.sent_at = clock.now()
    member = found.member_organisation.name
    sent = event is OpinionEvent.SEND
    sentence = f"lämnade yttrandet från {member}" if sent else f"anmälde jäv för {member}"
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=OPINION_MACHINE,
        event=event,
        facts=None,
        sentence=sentence,
    )
    history.note(
        session,
        actor=actor,
        action=f"application.opinion_{event}",
        subject=application,
        sentence=sentence,
        member=member,
    )
