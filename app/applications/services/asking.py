"""The mail to a group's people when their members are asked to give an opinion."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import notifications
from app.applications.domain.differences import day_words
from app.applications.models import Application
from app.applications.notifications import Recipient
from app.association import queries as association
from app.kernel import clock
from app.kernel.money import kronor

if TYPE_CHECKING:
    from app.association.models import Body


def ask(
    session: Session, *, application: Application, body: Body, by_when: date | None, link: str
) -> int:
    """Tell everybody who speaks for a member in the group; return how many mails there are.

    ``link`` is the whole address of the page where the opinion is written.
    """
    seats = association.seats_at(session, body_id=body.id, day=clock.today())
    people = [
        Recipient(seat.name, seat.email)
        for seat in seats
        if seat.member_organisation_id is not None
    ]
    return notifications.tell(
        session,
        application=application,
        recipients=people,
        heading=f"Att yttra sig om: {application.name}",
        text=_text(application, body.name, by_when, link),
    )


def _text(application: Application, group: str, by_when: date | None, link: str) -> str:
    due = f" senast den {day_words(by_when)}" if by_when else ""
    return (
        f"{application.organisation} söker {kronor(application.applied_ore)} för "
        f"{application.name}. {group} bereder ansökan, och varje medlem i gruppen yttrar "
        f"sig{due}. Ni som företräder samma medlem lämnar ett yttrande tillsammans.\n\n"
        f"Läs ansökan och skriv yttrandet här:\n{link}"
    )
