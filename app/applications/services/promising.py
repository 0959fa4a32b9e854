"""What the applicant can be told about the way ahead, as the meeting plan stands today."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState, Promise
from app.applications.domain.sending import ready_from
from app.applications.models import Application
from app.applications.queries.promises import board_day, group_and_day
from app.kernel import clock
from app.registry import services as registry

_UNDECIDED = frozenset(
    {
        ApplicationState.SUBMITTED,
        ApplicationState.REGISTERED,
        ApplicationState.IN_PREPARATION,
        ApplicationState.READY_FOR_BOARD,
        ApplicationState.ON_AGENDA,
    }
)


def promised(session: Session, application: Application, *, if_sent_now: bool = False) -> Promise:
    """Return who prepares it and when, and when the board is thought to take it up.

    ``if_sent_now`` asks what a draft could be promised today. Before it stands on an agenda the
    board's day is the first planned meeting that leaves time for preparation; what is not planned
    is left out, and so is everything once it is decided.
    """
    draft = application.state is ApplicationState.DRAFT
    if application.state not in _UNDECIDED and not (if_sent_now and draft):
        return Promise()
    found = group_and_day(session, application.id)
    body, day = found or ("", None)
    return Promise(prepared_by=body, prepared_on=day, board_on=_board(session, application, day))


def _board(session: Session, application: Application, prepared_on: date | None) -> date | None:
    if application.state is ApplicationState.ON_AGENDA:
        return board_day(session, application.id)
    today = clock.today()
    came = application.submitted_at
    first = ready_from(came.astimezone(clock.STOCKHOLM).date()) if came else ready_from(today)
    earliest = max(today, prepared_on or first)
    answers = registry.meetings_ahead(session, earliest)
    days = [one.held_on for answer in answers for one in answer if one.held_on >= earliest]
    return min(days, default=None)
