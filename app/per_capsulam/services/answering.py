"""One regular's answer, about the form and about the matter, after strong login (rule PC)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.per_capsulam import queries
from app.per_capsulam.domain import (
    FORM_WORDS,
    FormAnswer,
    MatterAnswer,
    PcEvent,
    PcState,
    event_after,
)
from app.per_capsulam.models import PerCapsulamAnswer, PerCapsulamDecision, PerCapsulamVoter
from app.per_capsulam.services.ending import decide, end

_note = history.Noting("per_capsulam")
_BECAUSE = {
    FormAnswer.NO: "{name} sade nej till formen.",
    FormAnswer.RECUSED: "{name} är jävig, och då går formen inte att använda.",
}


def answer(
    session: Session,
    *,
    actor: Actor,
    decision_id: int,
    form: FormAnswer,
    matter: MatterAnswer | None,
    statement: str = "",
    password: str,
    code: str = "",
    assertion: str = "",
) -> None:
    """Keep a regular's answer; one no to the form stops the question, the last one decides it.

    A passkey's ``assertion`` is bound to the SHA-256 of the frozen question.

    Raises:
        DomainError: ``per_capsulam.not_asked``, ``per_capsulam.not_a_voter``,
            ``per_capsulam.answered``, ``per_capsulam.no_matter`` on ``matter``; what
            :func:`accounts.confirm_strongly` raises.
    """
    found = queries.for_update(session, decision_id)
    voter = _voter(found, actor)
    if form is FormAnswer.YES and matter is None:
        raise DomainError("per_capsulam.no_matter", field="matter")
    sha256 = found.frozen_sha256 or ""
    assurance = accounts.confirm_strongly(
        session, actor=actor, password=password, code=code, assertion=assertion, bound_to=sha256
    )
    session.add(
        PerCapsulamAnswer(
            decision_id=found.id,
            voter_id=voter.id,
            frozen_sha256=sha256,
            form=form,
            matter=matter if form is FormAnswer.YES else None,
            statement=statement.strip(),
            answered_at=clock.now(),
            assurance=assurance,
        )
    )
    session.flush()
    session.refresh(found, ["answers"])
    _note(session, actor, found, "answered", f"svarade: {FORM_WORDS[form].lower()}")
    _go_on(session, actor, found, voter, form)


def _voter(found: PerCapsulamDecision, actor: Actor) -> PerCapsulamVoter:
    """Return the actor among those who were asked and have not answered yet."""
    if found.state is not PcState.ASKED:
        raise DomainError("per_capsulam.not_asked")
    voter = next((one for one in found.voters if one.person_id == actor.person_id), None)
    if voter is None:
        raise DomainError("per_capsulam.not_a_voter")
    if any(one.voter_id == voter.id for one in found.answers):
        raise DomainError("per_capsulam.answered")
    return voter


def _go_on(
    session: Session,
    actor: Actor,
    found: PerCapsulamDecision,
    voter: PerCapsulamVoter,
    form: FormAnswer,
) -> None:
    event = event_after(queries.answers_of(found), len(found.voters))
    if event is PcEvent.DECIDE:
        decide(session, actor=actor, found=found)
    elif event is PcEvent.STOP:
        because = _BECAUSE[form].format(name=voter.name)
        told = (
            f"{because} Inget beslut har fattats. Frågan kan tas upp vid ett kort sammanträde på "
            "distans, eller avgöras av ordföranden om den är brådskande."
        )
        end(session, actor=actor, found=found, event=event, because=because, told=told)
