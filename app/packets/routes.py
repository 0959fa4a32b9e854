"""Pages of the packet: asked for by the office, followed while it is made, fetched by readers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wsgi import wrap_file

from app.documents import services as documents
from app.documents.domain import PDF, size_words
from app.kernel import db, ui
from app.kernel.actor import Actor
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import DomainError, NotFound, sentence
from app.kernel.panels import PanelLink
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.meetings.domain import PaperPanel
from app.meetings.policies import READ_MEETINGS
from app.packets import queries, services
from app.packets.domain import UNDER_WAY, PacketState, progress_words
from app.packets.models import Packet
from app.packets.policies import MAKE_PACKETS, READ_PACKETS

if TYPE_CHECKING:
    from app.meetings.models import Meeting

pages = Blueprint("packets", __name__, url_prefix="/sammantraden")
_PACKET = "/<day:day>/handlingspaket"


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


def _meeting(day: date) -> Meeting:
    """Return the meeting of a day to those who may read its papers; a draft is not there (O5)."""
    meeting = meetings.meeting_on(db.session(), day)
    authorize(READ_MEETINGS, meeting)
    if not acting().may(READ_PACKETS, meeting):
        raise NotFound
    return meeting


@pages.get(_PACKET)
@requires(READ_PACKETS)
def packet(day: date) -> Answer:
    """Show how far the packet has come, and where it is when it is done."""
    return _page(_meeting(day))


def _page(meeting: Meeting, refusal: str = "") -> Answer:
    session = db.session()
    office = acting().may(MAKE_PACKETS, meeting)
    last = queries.newest(session, meeting.id, drafts=office)
    done = queries.newest_done(session, meeting.id, drafts=office)
    contents = services.contents_of(session, meeting)
    page = render_template(
        "packets/packet.html",
        meeting=meeting,
        office=office,
        papers=1 + len(contents.papers),
        last=last,
        under_way=last is not None and last.state in UNDER_WAY,
        failed=last if last is not None and last.state is PacketState.FAILED else None,
        done=done,
        size=size_words(done.file_version.size) if done and done.file_version else "",
        old=done is not None and done.fingerprint != contents.fingerprint(),
        refusal=refusal,
    )
    return page, 422 if refusal else 200


@pages.post(_PACKET)
@requires(MAKE_PACKETS)
def make(day: date) -> Answer:
    """Ask for the packet; one that is under way is followed instead."""
    meeting = _meeting(day)
    authorize(MAKE_PACKETS, meeting)
    try:
        with db.transaction() as session:
            services.ask(session, actor=acting(), meeting=meeting)
    except DomainError as error:
        return _page(meeting, sentence(error))
    flash("Handlingspaketet är beställt. Du kan lämna sidan medan det görs.", "success")
    return see_other("packets.packet", day=day)


@pages.get(f"{_PACKET}.pdf")
@requires(READ_PACKETS)
def packet_file(day: date) -> Answer:
    """Give the newest packet, a little at a time: it may be large."""
    meeting = _meeting(day)
    drafts = acting().may(MAKE_PACKETS, meeting)
    found = queries.newest_done(db.session(), meeting.id, drafts=drafts)
    if found is None or found.file_version is None:
        raise NotFound
    answer = download(b"", filename=found.file_version.filename, media_type=PDF)
    file = documents.open_content(found.file_version)
    answer.response = wrap_file(request.environ, file)
    answer.content_length = found.file_version.size
    answer.direct_passthrough = True
    return answer


def paper_panel(session: Session, meeting: Meeting, actor: Actor) -> PaperPanel | None:
    """Return what the page of the summons says about the packet, to those who may read it."""
    office = actor.may(MAKE_PACKETS, meeting)
    last = queries.newest(session, meeting.id, drafts=office)
    if last is None and not office:
        return None
    here = url_for("packets.packet", day=meeting.held_on)
    if last is None:
        return PaperPanel("Handlingspaket", (), "Gör hela handlingspaketet som PDF", here)
    old = last.fingerprint != services.contents_of(session, meeting).fingerprint()
    return PaperPanel("Handlingspaket", (_link(last, here, old=old),))


def _link(last: Packet, href: str, *, old: bool) -> PanelLink:
    """Return where the packet is and how far it has come."""
    text = "Hela handlingspaketet som PDF"
    if last.state in UNDER_WAY:
        note = progress_words(last.done_papers, last.total_papers)
        return PanelLink(text, href, note, "Görs nu", "current")
    if last.state is PacketState.FAILED:
        return PanelLink(text, href, "", "Gick inte att göra", "late")
    note = f"{last.pages} sidor, {ui.moment(last.finished_at)}"
    return PanelLink(text, href, note, "Gammalt", "warning") if old else PanelLink(text, href, note)
