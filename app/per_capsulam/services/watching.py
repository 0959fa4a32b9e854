"""What the worker does about questions per capsulam now and then: reminds, and lets them lapse."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.association import services as association
from app.kernel import clock, history
from app.per_capsulam import notifications, queries
from app.per_capsulam.domain import REMIND_BEFORE, PcEvent, PcState
from app.per_capsulam.models import PerCapsulamDecision
from app.per_capsulam.services.ending import end

_note = history.Noting("per_capsulam")
_MORNING = 7  # the hour in Sweden before which nobody is reminded


def watch_deadlines(session: Session) -> None:
    """Remind those who have not answered, once, and end what not all have answered in time."""
    today, hour = clock.today(), clock.now().astimezone(clock.STOCKHOLM).hour
    for waiting in queries.asked(session):
        if today > waiting.deadline:
            _lapse(session, waiting)
        elif (
            waiting.reminded_at is None
            and today >= waiting.deadline - REMIND_BEFORE
            and hour >= _MORNING
        ):
            _remind(session, waiting)


def _lapse(session: Session, waiting: PerCapsulamDecision) -> None:
    found = queries.for_update(session, waiting.id)
    if found.state is not PcState.ASKED:
        return
    answered = {one.voter_id for one in found.answers}
    silent = ", ".join(voter.name for voter in found.voters if voter.id not in answered)
    because = f"Svar saknades från {silent} när svarstiden gick ut."
    told = f"{because} Inget beslut har fattats. Frågan kan tas upp vid ett sammanträde."
    end(session, actor=None, found=found, event=PcEvent.LAPSE, because=because, told=told)


def _remind(session: Session, found: PerCapsulamDecision) -> None:
    found.reminded_at = clock.now()
    answered = {one.voter_id for one in found.answers}
    silent = [voter for voter in found.voters if voter.id not in answered]
    name = association.name_of(session)
    for voter in silent:
        notifications.remind(session, found, voter, association=name)
    people = "en ledamot" if len(silent) == 1 else f"{len(silent)} ledamöter"
    _note(session, None, found, "reminded", f"påminde {people} om att svara")
