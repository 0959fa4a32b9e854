"""Who may be recused: suggestions from what the application says, never a ruling (K12, K13)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.applications import queries
from app.applications.domain.recusal import Sitting, involved, member_reasons, reasons
from app.applications.queries import preparing
from app.association import queries as association
from app.association.queries import SeatRow
from app.kernel import clock
from app.registry.domain import RecusalHint


def board_hints(session: Session, case_id: int) -> tuple[RecusalHint, ...]:
    """Return who of today's board may be recused in an application's case (rule K12, rule K13)."""
    application = queries.application_of_case(session, case_id)
    if application is None:
        return ()
    about = involved(queries.answers(session, application.id))
    board = association.board(session)
    seats = association.seats_at(session, body_id=board.id, day=clock.today())
    employers = preparing.employers(session, [seat.person_id for seat in seats])
    found = []
    for seat in seats:
        words = reasons(_sitting(seat, employers.get(seat.person_id, "")), about)
        if words:
            found.append(RecusalHint(seat.person_id, seat.name, "; ".join(words)))
    return tuple(found)


def _sitting(seat: SeatRow, employer: str) -> Sitting:
    members = (seat.member_organisation,) if seat.member_organisation else ()
    return Sitting(seat.name, seat.email, employer, members)


def own_hints(
    session: Session, *, application_id: int, person_id: int, member: str
) -> tuple[str, ...]:
    """Return what points to a recusal of a member organisation or of who writes for it."""
    about = involved(queries.answers(session, application_id))
    person = accounts.person(session, person_id)
    sitting = Sitting(person.name, person.email, person.organisation)
    written = tuple(f"Du {reason}" for reason in reasons(sitting, about))
    return (*member_reasons(member, about), *written)
