"""A person's saved views of the list."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications.domain.listing import Wanted
from app.applications.models import SavedView
from app.applications.queries import listing
from app.kernel.actor import Actor
from app.kernel.errors import DomainError


def save_view(session: Session, *, actor: Actor, name: str, wanted: Wanted) -> SavedView:
    """Keep a choice of filters under a name; the same name again replaces the earlier choice.

    Raises:
        DomainError: on ``name`` when it is empty.
    """
    if not name.strip():
        raise DomainError("application.view_without_name", field="name")
    for earlier in listing.views(session, actor.person_id):
        if earlier.name == name.strip():
            kept = listing.view(session, person_id=actor.person_id, view_id=earlier.id)
            kept.query = wanted.query
            return kept
    made = SavedView(person_id=actor.person_id, name=name.strip(), query=wanted.query)
    session.add(made)
    return made


def remove_view(session: Session, *, actor: Actor, view_id: int) -> None:
    """Forget one of one's own views; raises NotFound for another's."""
    session.delete(listing.view(session, person_id=actor.person_id, view_id=view_id))
