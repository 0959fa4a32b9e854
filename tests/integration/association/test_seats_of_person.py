"""What a person's seats of today make of her: the kind of body decides what a chair is."""

from __future__ import annotations

import pytest

from app.association import queries
from app.association.domain import BodyKind
from app.association.models import Seat
from app.kernel import clock as now
from app.kernel.actor import Actor, Role, board, preparatory
from tests.factories.people import TERM, create_body, create_person


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE, Role.MEMBER])
def test_the_chair_of_a_group_that_prepares_is_no_chair_of_the_board(db_session, role):
    group = create_body(db_session, "LSG", BodyKind.PREPARATORY)
    person = create_person(db_session, "Lena Ahlmark")
    db_session.add(Seat(person_id=person.id, role=role, body_id=group.id, valid_from=TERM))
    db_session.flush()

    seats = queries.seats_of_person(db_session, person.id, now.today())
    actor = Actor(1, person.id, person.name, seats)

    assert preparatory(actor, group)
    assert not board(actor, None)


def test_the_chair_of_the_board_is_one_and_a_role_outside_bodies_stays(db_session):
    body = create_body(db_session)
    person = create_person(db_session, "Ingrid Sandahl")
    for role, body_id in ((Role.CHAIR, body.id), (Role.AUDITOR, None)):
        db_session.add(Seat(person_id=person.id, role=role, body_id=body_id, valid_from=TERM))
    db_session.flush()

    found = queries.seats_of_person(db_session, person.id, now.today())

    assert found == {(Role.CHAIR, body.id), (Role.AUDITOR, None)}
