"""What everybody may see without a login (rules K17, K18, DOS)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, url_for
from markupsafe import Markup

from app.association import queries as association
from app.kernel import clock, db, ui
from app.kernel.authz import PUBLIC, current_actor, requires
from app.kernel.web import Answer
from app.publication import queries
from app.publication.queries import MeetingNotice, NoticeRow
from app.publication.routes import feeds
from app.publication.routes.words import facts_of, lead_of, title_of

_OVERVIEW = "/oversikt"


def site_pages(pages: Blueprint) -> None:
    """Add the start page and what the law wants beside it."""
    pages.add_url_rule("/", view_func=start)
    pages.add_url_rule("/tillganglighet", view_func=accessibility)


def notice_pages(pages: Blueprint) -> None:
    """Add the notice board."""
    pages.add_url_rule("", view_func=index)
    pages.add_url_rule("/flode.xml", view_func=feed)
    pages.add_url_rule("/<int(max=2147483647):posting_id>", view_func=show)


@requires(PUBLIC)
def start() -> Answer:
    """Show the association to the public; somebody who is signed in goes on to the overview."""
    if current_actor() is not None:
        return redirect(_OVERVIEW, 303)  # type: ignore[return-value]
    session, today = db.session(), clock.today()
    return render_template(
        "publication/start.html",
        members=association.members(session, today),
        notices=queries.notices(session, today)[:3],
        meetings=queries.coming_meetings(session, today)[:3],
        title_of=title_of,
    )


@requires(PUBLIC)
def index() -> Answer:
    """Show the notices that are up, and the meetings that the board is summoned to (rule K18)."""
    session, today = db.session(), clock.today()
    board = _board(
        tuple(queries.notices(session, today)),
        tuple(queries.coming_meetings(session, today)),
        association.charter(session).appeal_text,
    )
    return render_template("publication/notice_board.html", board=board)


# The same notices always look the same: they are rendered once for everybody (ADR 13).
@lru_cache(maxsize=16)
def _board(
    notices: tuple[NoticeRow, ...], meetings: tuple[MeetingNotice, ...], appeal: str
) -> Markup:
    template = current_app.jinja_env.get_template("publication/_board.html")
    shown = [_shown(one) for one in notices]
    values = {"notices": shown, "meetings": meetings, "appeal": appeal}
    return Markup(template.render(values))  # noqa: S704 -- the template escapes


@requires(PUBLIC)
def feed() -> Answer:
    """Give the same notices as an Atom feed (RFC 4287)."""
    session, today = db.session(), clock.today()
    found = feeds.board_feed(
        association.get_association(session),
        queries.notices(session, today),
        queries.coming_meetings(session, today),
        changed=queries.last_change(session),
    )
    answer = make_response(render_template("publication/feed.xml", feed=found))
    answer.mimetype = "application/atom+xml"
    return answer


@requires(PUBLIC)
def show(posting_id: int) -> Answer:
    """Show one notice as long as it is up."""
    session = db.session()
    found = queries.notice(session, posting_id, clock.today())
    return render_template(
        "publication/notice.html",
        one=_shown(found),
        appeal=association.charter(session).appeal_text,
    )


@requires(PUBLIC)
def accessibility() -> Answer:
    """Show how accessible the pages are and where to complain (rule DOS)."""
    return render_template("publication/accessibility.html")


def _shown(posting: NoticeRow) -> dict[str, Any]:
    return {
        "title": title_of(posting),
        "lead": lead_of(posting),
        "alone": posting.alone,
        "href": url_for("notices.show", posting_id=posting.id),
        "broken": posting.broken_at is not None,
        "state": f"Anslaget till och med {ui.short_date(posting.last_day)}",
        "facts": facts_of(posting),
    }
