"""What the association puts on the list "Att göra"."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries
from app.association.domain import ending_soon, shortcomings
from app.association.policies import MANAGE_ASSOCIATION
from app.kernel.actor import Actor
from app.kernel.tasks import Task


def association_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what the office has to see to among members and seats (rules F1, F9, F11, F13)."""
    if not actor.may(MANAGE_ASSOCIATION):
        return []
    board = queries.board(session)
    seats = queries.seat_facts(queries.seats_at(session, body_id=board.id, day=today))
    ending = [
        Task(
            text=_ending_words(names),
            href=url_for("association.body", body_id=board.id),
            due=day,
            rule="mandatperiodens slut",
        )
        for day, names in ending_soon(seats, today).items()
    ]
    members = {m.id: (m.name, m.party_type) for m in queries.members(session, today)}
    lacking = shortcomings(members, seats, queries.charter(session), today)
    if lacking:
        words = "En sak saknas" if len(lacking) == 1 else f"{len(lacking)} saker saknas"
        text = f"{words} bland medlemmar och platser i styrelsen"
        ending.append(Task(text=text, href=url_for("association.index")))
    return ending


def _ending_words(names: list[str]) -> str:
    if len(names) == 1:
        return f"Låt utse någon efter {names[0]} i styrelsen"
    return f"Låt utse {len(names)} nya i styrelsen, deras mandat går ut"
