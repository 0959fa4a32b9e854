"""A person's own calendar address: made, made anew, taken away."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from app.accounts.domain import hash_token
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.planning import queries
from app.planning.models import CalendarFeed

_note = history.Noting("planning")
_BYTES = 24


def make_feed(session: Session, *, actor: Actor) -> str:
    """Return the secret of a new calendar address; an earlier one stops working.

    Only its hash is kept, so that the secret is shown this once.
    """
    token = secrets.token_urlsafe(_BYTES)
    feed = queries.feed_of(session, actor.person_id)
    if feed is None:
        feed = CalendarFeed(person_id=actor.person_id)
        session.add(feed)
    feed.token_hash, feed.made_at = hash_token(token), clock.now()
    session.flush()
    _note(session, actor, feed, "feed_made", "gjorde en ny kalenderadress")
    return token


def remove_feed(session: Session, *, actor: Actor) -> None:
    """Stop one's calendar address; no error when there is none."""
    feed = queries.feed_of(session, actor.person_id)
    if feed is None:
        return
    _note(session, actor, feed, "feed_removed", "tog bort sin kalenderadress")
    session.delete(feed)
    session.flush()
