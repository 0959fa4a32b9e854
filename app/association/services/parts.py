"""Member organisations, bodies and notice boards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.association import queries
from app.association.domain import BodyKind, PartyType
from app.association.models import Body, MemberOrganisation, NoticeBoard
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.history import HasIdentity


def _free(found: HasIdentity | None, subject: HasIdentity | None, code: str, name: str) -> None:
    """Refuse a name that another row of the same kind has."""
    if found is not None and found is not subject:
        raise DomainError(code, field="name", name=name)


def add_member(
    session: Session, *, actor: Actor | None, name: str, party_type: PartyType
) -> MemberOrganisation:
    """Add a member organisation, last in lists; raises DomainError when it is there already."""
    _free(queries.member_named(session, name), None, "association.member_exists", name)
    position = queries.last_position(session) + 1
    member = MemberOrganisation(name=name, party_type=party_type, position=position)
    session.add(member)
    history.note(
        session,
        actor=actor,
        action="association.add_member",
        subject=member,
        sentence=f"lade till medlemmen {name}",
    )
    return member


def edit_member(
    session: Session,
    *,
    actor: Actor,
    member_id: int,
    name: str,
    party_type: PartyType,
    left_on: date | None,
) -> None:
    """Change a member organisation; with a last day it stays in what has been."""
    member = queries.member(session, member_id)
    _free(queries.member_named(session, name), member, "association.member_exists", name)
    before = {"name": member.name, "party_type": member.party_type, "left_on": str(member.left_on)}
    member.name, member.party_type, member.left_on = name, party_type, left_on
    history.note(
        session,
        actor=actor,
        action="association.edit_member",
        subject=member,
        sentence=f"ändrade medlemmen {name}",
        before=before,
    )


def order_members(session: Session, *, actor: Actor, order: Sequence[int]) -> None:
    """Put the member organisations in this order of ids; those left out come after."""
    rank = {member_id: place for place, member_id in enumerate(order)}
    rows = sorted(queries.members(session), key=lambda m: (rank.get(m.id, len(rank)), m.position))
    for position, row in enumerate(rows, start=1):
        row.position = position
    history.note(
        session,
        actor=actor,
        action="association.order_members",
        subject=queries.get_association(session),
        sentence="ändrade medlemmarnas ordning",
    )


def add_body(session: Session, *, actor: Actor | None, name: str, kind: BodyKind) -> Body:
    """Add a body; raises DomainError for a name that is taken or a second board."""
    _free(queries.body_named(session, name), None, "association.body_exists", name)
    if kind is BodyKind.BOARD and any(b.kind is kind for b in queries.bodies(session)):
        raise DomainError("association.one_board", field="kind")
    body = Body(name=name, kind=kind)
    session.add(body)
    history.note(
        session,
        actor=actor,
        action="association.add_body",
        subject=body,
        sentence=f"lade till {name}",
    )
    return body


def edit_body(
    session: Session,
    *,
    actor: Actor,
    body_id: int,
    name: str,
    kind: BodyKind,
    ended_on: date | None,
) -> None:
    """Change a body; the board remains the board.

    Raises:
        DomainError: a name that is taken; a board that would end, or become or cease to be one.
    """
    body = queries.body(session, body_id)
    _free(queries.body_named(session, name), body, "association.body_exists", name)
    if body.kind is BodyKind.BOARD and (kind is not body.kind or ended_on is not None):
        raise DomainError("association.board_kept")
    if body.kind is not BodyKind.BOARD and kind is BodyKind.BOARD:
        raise DomainError("association.one_board", field="kind")
    before = {"name": body.name, "kind": body.kind, "ended_on": str(body.ended_on)}
    body.name, body.kind, body.ended_on = name, kind, ended_on
    history.note(
        session,
        actor=actor,
        action="association.edit_body",
        subject=body,
        sentence=f"ändrade {name}",
        before=before,
    )


def add_notice_board(
    session: Session, *, actor: Actor | None, name: str, place: str, digital: bool
) -> NoticeBoard:
    """Add a board on which the association announces, as its charter says (rule F7)."""
    found = queries.notice_board_named(session, name)
    _free(found, None, "association.notice_board_exists", name)
    board = NoticeBoard(name=name, place=place, digital=digital)
    session.add(board)
    history.note(
        session,
        actor=actor,
        action="association.add_notice_board",
        subject=board,
        sentence=f"lade till anslagstavlan {name}",
    )
    return board


def edit_notice_board(
    session: Session,
    *,
    actor: Actor,
    board_id: int,
    name: str,
    place: str,
    digital: bool,
    ended_on: date | None,
) -> None:
    """Change a notice board; with a last day nothing more is posted on it (rule F7)."""
    board = queries.notice_board(session, board_id)
    found = queries.notice_board_named(session, name)
    _free(found, board, "association.notice_board_exists", name)
    board.name, board.place, board.digital, board.ended_on = name, place, digital, ended_on
    history.note(
        session,
        actor=actor,
        action="association.edit_notice_board",
        subject=board,
        sentence=f"ändrade anslagstavlan {name}",
    )
