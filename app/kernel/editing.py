"""Two people who edit the same thing: the second one is told, and sees both texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.errors import EditConflict
from app.kernel.history import HasIdentity


class HasVersion(HasIdentity, Protocol):
    """Any mapped object with optimistic locking."""

    version_id: int


def ensure_current(
    session: Session,
    subject: HasVersion,
    *,
    version: int,
    fields: Iterable[tuple[str, str, str, str]],
) -> None:
    """Refuse a save that builds on an older version than the stored one.

    ``fields`` holds (form field name, Swedish label, mine, theirs), as EditConflict wants them.

    Raises:
        EditConflict: with the fields, the stored version, and who saved it when.
    """
    if subject.version_id == version:
        return
    latest = next(iter(history.events(session, subject, limit=1)), None)
    raise EditConflict(
        fields,
        version=subject.version_id,
        other_person=latest.actor_name if latest else "",
        other_time=latest.at if latest else None,
    )
