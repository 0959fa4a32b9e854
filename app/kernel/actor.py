"""Who acts: the roles of the association's people and one signed-in person. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a seat makes of a person (rule: only seats valid today give roles)."""

    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    REGULAR = "regular"
    SUBSTITUTE = "substitute"
    MEMBER = "member"
    APPLICANT = "applicant"
    AUDITOR = "auditor"


OFFICE = frozenset({Role.DIRECTOR, Role.ADMINISTRATOR})
BOARD = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE})


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the roles of today.

    ``seats`` holds (role, body id) pairs; the body is None for roles outside bodies.
    """

    user_id: int
    person_id: int
    name: str
    seats: frozenset[tuple[Role, int | None]] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles, wherever they are held."""
        return frozenset(role for role, _ in self.seats)

    def may(self, permission: Permission, obj: object | None = None) -> bool:
        """Say whether the permission's policy lets this person act on ``obj``."""
        return permission.allows(self, obj)


Predicate = Callable[[Actor | None, object | None], bool]


@dataclass(frozen=True, slots=True)
class Permission:
    """A named right: an OR of ANDs of predicates, written down in a capability's policies."""

    name: str
    grants: tuple[tuple[Predicate, ...], ...]

    def allows(self, actor: Actor | None, obj: object | None = None) -> bool:
        """Return True when every predicate of at least one grant holds."""
        return any(all(holds(actor, obj) for holds in grant) for grant in self.grants)


def permission(name: str, *grants: Predicate | tuple[Predicate, ...]) -> Permission:
    """Build a permission; each argument is one way to get it, a tuple means all of these."""
    return Permission(name, tuple(g if isinstance(g, tuple) else (g,) for g in grants))


def anyone(_actor: Actor | None, _obj: object | None) -> bool:
    """Hold for everybody, signed in or not."""
    return True


def signed_in(actor: Actor | None, _obj: object | None) -> bool:
    """Hold for every signed-in person."""
    return actor is not None


def has_role(*roles: Role) -> Predicate:
    """Hold for a person with at least one of the roles, in any body."""
    wanted = frozenset(roles)

    def holds(actor: Actor | None, _obj: object | None) -> bool:
        return actor is not None and bool(actor.roles & wanted)

    return holds


office = has_role(*OFFICE)
board = has_role(*BOARD)
auditor = has_role(Role.AUDITOR)
preparatory = has_role(Role.MEMBER)
applicant = has_role(Role.APPLICANT)
