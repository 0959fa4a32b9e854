"""The agreement's life: every state, event and role."""

from __future__ import annotations

from itertools import product

import pytest

from app.applications.domain import (
    AGREEMENT_MACHINE,
    Access,
    AgreementEvent,
    AgreementState,
    ApplicationState,
    Part,
)
from app.applications.policies import HANDLE_APPLICATION, MANAGE_FRAME, SEE_MONEY
from app.kernel.actor import OFFICE, Actor, Role
from app.kernel.errors import DomainError

_S, _E = AgreementState, AgreementEvent
ALLOWED = {
    (_S.DRAFT, _E.OFFER): _S.OFFERED,
    (_S.DRAFT, _E.GIVE_UP): _S.GIVEN_UP,
    (_S.OFFERED, _E.RECALL): _S.DRAFT,
    (_S.OFFERED, _E.SIGN): _S.SIGNED,
    (_S.OFFERED, _E.GIVE_UP): _S.GIVEN_UP,
}


def _actor(role: Role) -> Actor:
    return Actor(1, 1, "Någon", frozenset({(role, None)}))


@pytest.mark.parametrize(("state", "event", "role"), list(product(_S, _E, Role)))
def test_every_state_event_and_role_of_an_agreement(state, event, role):
    """Only the office handles agreements, and only along the arrows; signed is the end."""
    access = Access(1, ApplicationState.DECIDED, parts={1: Part.SUBMIT}, body_ids=frozenset({7}))
    may = HANDLE_APPLICATION.allows(_actor(role), access)
    assert may == (role in OFFICE)
    target = ALLOWED.get((state, event))
    if target is None:
        with pytest.raises(DomainError, match=r"transition\.not_allowed"):
            AGREEMENT_MACHINE.next(state, event, None)
    else:
        assert AGREEMENT_MACHINE.next(state, event, None) is target


@pytest.mark.parametrize("role", Role)
def test_rule_frame_who_reads_and_who_writes_the_frame(role):
    """Rule FRAME."""
    reads = OFFICE | {Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE, Role.AUDITOR}
    assert SEE_MONEY.allows(_actor(role)) == (role in reads)
    assert MANAGE_FRAME.allows(_actor(role)) == (role in OFFICE)
