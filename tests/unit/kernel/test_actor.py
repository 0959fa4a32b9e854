"""Permissions read like a policy: an OR of ANDs."""

from __future__ import annotations

import pytest

from app.kernel import actor as roles
from app.kernel.actor import Actor, Role, anyone, has_role, permission, signed_in
from app.kernel.hooks import Hook


def person(*held: Role) -> Actor:
    return Actor(1, 1, "Åsa Öberg", frozenset((role, 1) for role in held))


def large(_actor, obj):
    return obj == "large"


def test_every_predicate_of_one_grant_must_hold():
    needed = permission("x", (has_role(Role.CHAIR), large), has_role(Role.DIRECTOR))

    assert needed.allows(person(Role.DIRECTOR))
    assert needed.allows(person(Role.CHAIR), "large")
    assert not needed.allows(person(Role.CHAIR), "small")
    assert not needed.allows(person(Role.AUDITOR), "large")
    assert not needed.allows(None, "large")


def test_a_permission_without_grants_is_for_nobody():
    assert not permission("nobody").allows(person(*Role))


def test_signed_in_is_not_anyone():
    assert permission("x", anyone).allows(None)
    assert permission("x", signed_in).allows(person())
    assert not permission("x", signed_in).allows(None)


@pytest.mark.parametrize(
    ("predicate", "held"),
    [
        (roles.office, {Role.DIRECTOR, Role.ADMINISTRATOR}),
        (roles.board, {Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE}),
        (roles.auditor, {Role.AUDITOR}),
        (roles.preparatory, {Role.MEMBER}),
    ],
)
def test_each_group_holds_its_roles_and_no_others(predicate, held):
    assert {role for role in Role if predicate(person(role), None)} == held


def test_an_actor_may_what_the_permission_allows():
    assert person(Role.CHAIR).may(permission("x", has_role(Role.CHAIR)))
    assert not person(Role.REGULAR).may(permission("x", has_role(Role.CHAIR)))


def test_a_hook_calls_every_subscriber_once_in_order():
    hook: Hook[[int], int] = Hook("test")

    @hook.subscribe
    def double(number: int) -> int:
        return number * 2

    hook.subscribe(double)
    hook.subscribe(abs)

    assert hook(-3) == [-6, 3]
