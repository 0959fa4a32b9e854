"""The page where a meeting's papers are read, with own notes, also without network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from http import HTTPStatus
from itertools import zip_longest
from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
)
from flask import url_for as address_of
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.config import ROOT
from app.documents import services as documents
from app.documents.domain import CSV, JPEG, PDF, PNG, TXT
from app.documents.engine import prose
from app.kernel import clock, db
from app.kernel.actor import Actor
from app.kernel.authz import (
    PUBLIC,
    acting,
    authorize,
    csrf_token,
    current_actor,
    requires,
)
from app.kernel.errors import NotFound
from app.kernel.storage import storage
from app.kernel.web import Answer, download, saved, see_other, wants_json
from app.meetings import queries as meetings
from app.meetings.domain import KIND_WORDS, MeetingState, Panel, PanelLink
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA, READ_MEETINGS
from app.meetings.queries import AnnexRow, ItemRow
from app.meetings.services import opening
from app.packets import queries as packets
from app.reading import queries, services
from app.reading.domain import SIZE_WORDS, Digests, TextSize, changes, digests, kept_offline
from app.reading.forms import NoteForm
from app.reading.queries import NoteRow

if TYPE_CHECKING:
    from app.meetings.models import Meeting

log = logging.getLogger(__name__)
pages = Blueprint("reading", __name__, url_prefix="/sammantraden")

_PAPERS = "/<day:day>/las-handlingar"
_NUMBER = "int(min=1, max=2147483647)"
_SIZE_COOKIE = "klubba-text"
_YEAR = 365 * 24 * 3600
_REFUSED = 422
_REMEMBERED = 512  # items, some 2 to 10 kB each
_READ_NEXT = frozenset({MeetingState.SUMMONED, MeetingState.IN_SESSION})
_IMAGES = frozenset({PNG, JPEG})
_SHOWN = frozenset({PDF, TXT, CSV}) | _IMAGES  # by the browser itself, without running anything
# The browser's own viewers lay out their page with styles of their own; nothing else is let in.
_VIEWER = (
    "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'; frame-ancestors 'none'"
)


def papers_panel(_session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Lead to the papers from the meeting's page, where they are not the next step already."""
    next_step = meeting.state in _READ_NEXT and not PLAN_MEETINGS.allows(actor, meeting)
    if next_step or not READ_AGENDA.allows(actor, meeting):
        return Panel()
    return _panel(meeting.held_on)


@lru_cache(maxsize=_REMEMBERED)
def _panel(day: date) -> Panel:
    href = address_of("reading.papers", day=day)
    note = "Alla ärenden, förslag och bilagor på en sida, med egna anteckningar"
    return Panel(heading="Handlingar", links=(PanelLink("Läs handlingarna", href, note),))


def _meeting(day: date) -> Meeting:
    """Return the meeting of a day; 404 for those who may not read its agenda (rule O5)."""
    found = meetings.meeting_on(db.session(), day)
    authorize(READ_MEETINGS, found)
    if not READ_AGENDA.allows(current_actor(), found):
        raise NotFound
    return found


def _shown(items: tuple[ItemRow, ...]) -> Digests:
    return {str(item.id): _digests(item) for item in items}


@lru_cache(maxsize=_REMEMBERED)
def _digests(item: ItemRow) -> Mapping[str, str]:
    return digests(
        heading=item.heading,
        presenter=item.presenter,
        background=item.background,
        proposal=item.clauses,
        annexes=[(paper.title, paper.sha256) for paper in item.annexes],
    )


@pages.get(_PAPERS)
@requires(READ_AGENDA)
def papers(day: date) -> Answer:
    """Show everything about one meeting on one page, with what is new and one's own notes."""
    meeting, actor, session = _meeting(day), acting(), db.session()
    found = meetings.annexes(session, meeting.id)
    items = meetings.agenda(session, meeting.id, found)
    own = {"meeting_id": meeting.id, "person_id": actor.person_id}
    mark, shown = queries.read_mark(session, **own), _shown(items)
    changed = changes(mark.digests if mark else None, shown)
    if mark is None and items:
        _first_time(meeting, shown)
    if mark is None or changed:
        _opened(meeting)
    notes = queries.notes(session, **own)
    copies = queries.readable_as_pdf(session, meeting.id)
    page = render_template(
        "reading/papers.html",
        meeting=meeting,
        contents=_contents(tuple((i.id, i.label, i.heading, str(i.id) in changed) for i in items)),
        sections=_sections(items, meeting.held_on, changed, notes, copies),
        copies=copies,
        changed=[item for item in items if str(item.id) in changed],
        read_at=mark.read_at if mark else None,
        left=[note for note in notes if note.item_id is None],
        loose=[paper for paper in found if paper.item_id is None],
        shown=_SHOWN,
        images=_IMAGES,
        size=_size(),
        sizes=SIZE_WORDS,
        offline=kept_offline(meeting.held_on, clock.today())
        and meeting.state is not MeetingState.CANCELLED,
    )
    answer = make_response(page)
    answer.headers["X-Reader"] = str(actor.user_id)
    return answer


def _sections(
    items: tuple[ItemRow, ...],
    day: date,
    changed: Mapping[str, str],
    notes: Iterable[NoteRow],
    copies: frozenset[str],
) -> list[tuple[int, Markup, Markup]]:
    """Return each item: its id, what everybody reads, and one's own note."""
    own = {note.item_id: note for note in notes}
    token = csrf_token()
    made = []
    for item, after in zip_longest(items, items[1:]):
        note, to = own.get(item.id), (after.id, after.heading) if after else None
        written = (note.version, note.text) if note else (0, "")
        said = changed.get(str(item.id), "")
        made.append(
            (
                item.id,
                _item_part(item, day, said, copies & {paper.sha256 for paper in item.annexes}),
                _note_part(item.id, item.label, day, *written, to, token),
            )
        )
    return made


# The same facts always give the same HTML, so nothing remembered is ever out of date (ADR 13).
@lru_cache(maxsize=_REMEMBERED)
def _item_part(item: ItemRow, day: date, said: str, copies: frozenset[str]) -> Markup:
    """Return an item as everybody reads it, with what is said to have changed."""
    blocks = prose(item.background)
    word = KIND_WORDS[item.kind]
    return _part("item")(item, blocks, day, word, said, _SHOWN, _IMAGES, copies)


@lru_cache(maxsize=4 * _REMEMBERED)
def _note_part(
    item_id: int,
    label: str,
    day: date,
    version: int,
    text: str,
    following: tuple[int, str] | None,
    token: str,
) -> Markup:
    """Return the form of one's own note, and the way on."""
    return _part("note")(item_id, label, day, version, text, following, token)


@lru_cache(maxsize=_REMEMBERED)
def _contents(rows: tuple[tuple[int, str, str, bool], ...]) -> Markup:
    """Return the list of items, with those that have changed marked."""
    return _part("contents")(rows)


def _part(name: str) -> Callable[..., Markup]:
    template = current_app.jinja_env.get_template("reading/_parts.html")
    macro: Callable[..., Markup] = getattr(template.module, name)
    return macro


def _first_time(meeting: Meeting, shown: Digests) -> None:
    """Note what is read the first time, so that the next time shows what has changed."""
    try:
        with db.new_session() as own, db.committing(own):
            services.mark_read(own, actor=acting(), meeting=meeting, shown=shown)
    except (IntegrityError, OperationalError):
        # Another tab was first, or the database is busy: no reason to keep anybody from reading.
        log.warning("what was read was not noted")


def _opened(meeting: Meeting) -> None:
    """Note that the newest summons has been opened: nobody needs to be reminded of it."""
    session = db.session()
    sent = meetings.last_document(session, meeting.id)
    if sent is not None:
        opening.remember_opening(session, summons_id=sent.id, person_id=acting().person_id)


def _size() -> TextSize:
    """Return the text size that this device has chosen."""
    kept = request.cookies.get(_SIZE_COOKIE, "")
    return TextSize(kept) if kept in set(TextSize) else TextSize.ORDINARY


@pages.post(_PAPERS)
@requires(READ_AGENDA)
def mark_read(day: date) -> Answer:
    """Take the marks of what has changed away: the person has read it."""
    meeting = _meeting(day)
    with db.transaction() as session:
        items = meetings.agenda(session, meeting.id)
        services.mark_read(session, actor=acting(), meeting=meeting, shown=_shown(items))
    flash("Allt är markerat som läst.", "success")
    return see_other("reading.papers", day=day)


@pages.post(f"{_PAPERS}/textstorlek")
@requires(READ_AGENDA)
def text_size(day: date) -> Answer:
    """Remember on this device how large the text is to be."""
    wanted = request.form.get("size", "")
    answer = make_response(see_other("reading.papers", day=day))
    if wanted in set(TextSize):
        answer.set_cookie(
            _SIZE_COOKIE, wanted, max_age=_YEAR, samesite="Lax", secure=request.is_secure, path="/"
        )
    return answer


@pages.post(f"{_PAPERS}/anteckning/<{_NUMBER}:item_id>")
@requires(READ_AGENDA)
def note(day: date, item_id: int) -> Answer:
    """Keep one's own note; answers autosave with the version that the next save builds on."""
    meeting, form = _meeting(day), NoteForm()
    if not form.validate_on_submit():
        return _refused(day, form, item_id)
    with db.transaction() as session:
        version = services.save_note(
            session,
            actor=acting(),
            meeting=meeting,
            item_id=item_id,
            text=form.text.data or "",
            version=form.version.data or 0,
        )
    if wants_json():
        return saved(version=version)
    flash("Anteckningen är sparad.", "success")
    target = address_of("reading.papers", day=day, _anchor=f"anteckning-{item_id}")
    return make_response(redirect(target, HTTPStatus.SEE_OTHER))


def _refused(day: date, form: NoteForm, item_id: int) -> Answer:
    page = render_template("reading/note.html", day=day, form=form, item_id=item_id)
    return page, _REFUSED


@pages.get(f"{_PAPERS}/bilaga/<{_NUMBER}:number>")
@requires(READ_AGENDA)
def paper(day: date, number: int) -> Answer:
    """Give one annex to read in the browser when it can show it, else to save."""
    meeting = _meeting(day)
    found = meetings.annex_by_number(db.session(), meeting_id=meeting.id, number=number)
    content = documents.content(found)
    answer = download(content, filename=found.filename, media_type=_media_type(found, content))
    return _in_place(answer) if found.media_type in _SHOWN else answer


@pages.get(f"{_PAPERS}/bilaga/<{_NUMBER}:number>/pdf")
@requires(READ_AGENDA)
def paper_as_pdf(day: date, number: int) -> Answer:
    """Give an office file to read in the browser, as the PDF that it became for a packet."""
    meeting, session = _meeting(day), db.session()
    found = meetings.annex_by_number(session, meeting_id=meeting.id, number=number)
    copy = packets.copy_of(session, found.sha256)
    if copy is None:
        raise NotFound
    name = f"{found.filename.rpartition('.')[0]}.pdf"
    return _in_place(download(storage().get(copy), filename=name, media_type=PDF))


def _in_place(answer: Response) -> Response:
    """Let the browser show a file itself, without running anything of it."""
    as_file = answer.headers["Content-Disposition"]
    answer.headers["Content-Disposition"] = as_file.replace("attachment", "inline", 1)
    answer.headers["Content-Security-Policy"] = _VIEWER
    return answer


def _media_type(found: AnnexRow, content: bytes) -> str:
    """Return the type with the text's encoding; a table of values is read as text."""
    if found.media_type not in {TXT, CSV}:
        return found.media_type
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return f"{TXT}; charset=utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return f"{TXT}; charset=windows-1252"
    return f"{TXT}; charset=utf-8"


@pages.get(f"{_PAPERS}/arbetare.js")
@requires(PUBLIC)
def worker(day: date) -> Answer:
    """Give the script that keeps the papers of this one meeting on the device (ADR 19).

    It is the same for everybody and holds nothing about anybody; it may only see this page.
    """
    meetings.meeting_on(db.session(), day)
    answer = Response(_worker_script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = address_of("reading.papers", day=day)
    return answer


@cache
def _worker_script() -> bytes:
    return (ROOT / "static" / "js" / "papers-worker.js").read_bytes()
