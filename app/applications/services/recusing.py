"""Who may be recused: suggestions from what the application says, never a ruling (K12, K13)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.applications import queries
from app.applications.domain import Access
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
    writing = queries.writers(session, application.id)
    board = association.board(session)
    seats = association.seats_at(session, body_id=board.id, day=clock.today())
    employers = preparing.employers(session, [seat.person_id for seat in seats])
    found = []
    for seat in seats:
        words = (
            *_written_by(seat.person_id, writing),
            *reasons(_sitting(seat, employers.get(seat.person_id, "")), about),
        )
        if words:
            found.append(RecusalHint(seat.person_id, seat.name, "; ".join(words)))
    return tuple(found)


def _sitting(seat: SeatRow, employer: str) -> Sitting:
    members = (seat.member_organisation,) if seat.member_organisation else ()
    return Sitting(seat.name, seat.email, employer, members)


def own_hints(session: Session, *, access: Access, person_id: int, member: str) -> tuple[str, ...]:
    """Return what points to a recusal of a member organisation or of who writes for it."""
    about = involved(queries.answers(session, access.application_id))
    person = accounts.person(session, person_id)
    sitting = Sitting(person.name, person.email, person.organisation)
    found = (
        *_written_by(person_id, access.parts),
        *reasons(sitting, about),
    )
    return (*member_reasons(member, about), *(f"Du {reason}" for reason in found))


def _written_by(person_id: int, writing: Collection[int]) -> tuple[str, ...]:
    """Whoever writes an application stands close to it (rule K12, KL 6:28)."""
    return ("skriver på ansökan",) if person_id in writing else ()
