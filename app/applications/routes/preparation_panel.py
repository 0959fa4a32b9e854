"""The preparation on an application's workspace."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.applications.domain.access import Access
from app.applications.domain.preparing import GROUND_WORDS
from app.applications.domain.words import STANCE_WORDS
from app.applications.models import Application
from app.applications.policies import GIVE_OPINION, READ_PREPARATION
from app.applications.queries import preparing
from app.applications.services.opinions import may_see
from app.kernel import clock
from app.kernel.actor import Actor


def preparation_panel(
    session: Session, application: Application, access: Access, actor: Actor
) -> Markup | None:
    """Return who has said what in the latest round, or None before there is any to see."""
    if not actor.may(READ_PREPARATION, access):
        return None
    standing = preparing.standing(session, application.id)
    if standing is None:
        return None
    seats = preparing.spoken_for(session, actor.person_id, clock.today())
    mine = seats.get(standing.body_id, frozenset())
    own = [one for one in standing.opinions if one.member_id in mine]
    page = render_template(
        "applications/_preparation_panel.html",
        application=application,
        standing=standing,
        visible=may_see(session, actor=actor, access=access, round_=standing),
        own=own if actor.may(GIVE_OPINION, access) else [],
        stance_words=STANCE_WORDS,
        ground_words=GROUND_WORDS,
    )
    return Markup(page)  # noqa: S704 -- rendered by Jinja, which has escaped it
