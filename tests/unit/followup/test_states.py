"""The initiative's life: every state, event and role (rules AGR, TYPE)."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from app.followup.domain import (
    INITIATIVE_MACHINE,
    InitiativeAccess,
    InitiativeEvent,
    InitiativeFacts,
    InitiativeState,
)
from app.followup.policies import (
    EXTEND_INITIATIVE,
    HANDLE_INITIATIVE,
    READ_INITIATIVE,
    SEE_INITIATIVES,
    owns,
)
from app.kernel.actor import BOARD, OFFICE, Actor, Role
from app.kernel.errors import DomainError

_S, _E = InitiativeState, InitiativeEvent
ALLOWED = {(_S.AGREED, _E.START): _S.RUNNING, (_S.RUNNING, _E.END): _S.ENDED}
DAY = date(2017, 4, 3)


def _facts(**changes: object) -> InitiativeFacts:
    values = {"agreement_signed": True, "starts_on": DAY, "today": DAY, **changes}
    return InitiativeFacts(**values)  # type: ignore[arg-type]


def _actor(role: Role, person_id: int = 1) -> Actor:
    return Actor(1, person_id, "Någon", frozenset({(role, None)}))


@pytest.mark.parametrize(("state", "event", "role"), list(product(_S, _E, Role)))
def test_every_state_event_and_role_of_an_initiative(state, event, role):
    may = HANDLE_INITIATIVE.allows(_actor(role), InitiativeAccess(frozenset({1})))
    assert may == (role in OFFICE)
    target = ALLOWED.get((state, event))
    if target is None:
        with pytest.raises(DomainError, match=r"transition\.not_allowed"):
            INITIATIVE_MACHINE.next(state, event, _facts())
    else:
        assert INITIATIVE_MACHINE.next(state, event, _facts()) is target


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, []),
        ({"agreement_signed": False}, ["initiative.no_agreement"]),
        ({"today": date(2017, 4, 2)}, ["initiative.too_early"]),
        (
            {"agreement_signed": False, "today": date(2017, 4, 2)},
            ["initiative.no_agreement", "initiative.too_early"],
        ),
    ],
)
def test_rule_agr_what_keeps_an_initiative_from_starting(changes, reasons):
    """Rule AGR: without a signed agreement it does not start, whatever the day."""
    assert INITIATIVE_MACHINE.reasons(_S.AGREED, _E.START, _facts(**changes)) == reasons


@pytest.mark.parametrize("role", Role)
def test_who_sees_initiatives(role):
    everybody = OFFICE | BOARD | {Role.AUDITOR}
    mine, others = InitiativeAccess(frozenset({1})), InitiativeAccess(frozenset({2}))
    assert SEE_INITIATIVES.allows(_actor(role)) == (role in everybody | {Role.APPLICANT})
    assert READ_INITIATIVE.allows(_actor(role), mine) == (role in everybody | {Role.APPLICANT})
    assert READ_INITIATIVE.allows(_actor(role), others) == (role in everybody)
    assert EXTEND_INITIATIVE.allows(_actor(role), mine) == (role in OFFICE | {Role.APPLICANT})
    assert EXTEND_INITIATIVE.allows(_actor(role), others) == (role in OFFICE)


def test_nobody_signed_in_sees_none():
    assert not READ_INITIATIVE.allows(None, InitiativeAccess())
    assert not owns(None, InitiativeAccess())
