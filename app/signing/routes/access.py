"""The frozen version behind an address, and whether this person may see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint

from app.kernel import db
from app.kernel.authz import authorize, current_actor
from app.kernel.errors import NotFound
from app.meetings import queries as meetings
from app.meetings.policies import READ_MEETINGS
from app.minutes import queries as minutes
from app.minutes.policies import READ_MINUTES
from app.signing import queries
from app.signing.policies import READ_SIGNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.kernel.web import Answer
    from app.minutes.models import MinutesVersion

WHOLE = "/<day:day>/justering"
ALONE = "/<day:day>/justering/paragraf/<int:number>"


def both(
    pages: Blueprint, view: Callable[..., Answer], *, below: str = "", posts: bool = False
) -> None:
    """Add a view for the whole minutes and for a § attested at once (rule IMM)."""
    methods = ["POST"] if posts else ["GET"]
    pages.add_url_rule(WHOLE + below, view_func=view, methods=methods)
    pages.add_url_rule(ALONE + below, view_func=view, methods=methods)


def frozen_version(day: date, number: int | None) -> MinutesVersion:
    """Return the frozen version of a day, whole or of one §; 404 while it is a draft.

    403 for somebody outside the body, 404 for whoever may not read what is frozen (rule O5).
    """
    session, actor = db.session(), current_actor()
    meeting = meetings.meeting_on(session, day)
    if number is None:
        authorize(READ_MEETINGS, meeting)
        found = minutes.current_version(session, meeting.id)
        # Asked of the version's own meeting, which is this one: it need not be loaded again.
        allowed = found is not None and READ_MINUTES.allows(actor, found.meeting)
    else:
        found = queries.version_of_paragraph(session, meeting.id, number)
        authorize(READ_SIGNING, found)
        allowed = READ_SIGNING.allows(actor, found)
    if found is None or not allowed:
        raise NotFound
    return found
