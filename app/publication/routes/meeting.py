"""The notices about one meeting's minutes: where, how long, proofs, what the office registers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template

from app.documents import services as documents
from app.kernel import clock, db, ui
from app.kernel.actor import Permission
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.minutes import services as minutes_services
from app.minutes.domain.freezing import AttestedMinutes
from app.publication import domain, queries, services
from app.publication.forms import ConfirmForm, PostingForm, TakenDownForm
from app.publication.models import Posting
from app.publication.policies import POST_NOTICES, READ_POSTINGS

if TYPE_CHECKING:
    from app.association.models import NoticeBoard
    from app.documents.models import FileVersion
    from app.meetings.models import Meeting

_NUMBER = "int(min=1, max=2147483647)"
_ONE = f"/<{_NUMBER}:posting_id>"


def meeting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("", view_func=board)
    pages.add_url_rule(f"/tavla/<{_NUMBER}:board_id>", view_func=put_up, methods=["POST"])
    pages.add_url_rule(
        f"/tavla/<{_NUMBER}:board_id>/paragraf/<{_NUMBER}:paragraph_id>",
        view_func=put_up,
        methods=["POST"],
    )
    pages.add_url_rule(f"{_ONE}/pa-nytt", view_func=put_up_anew, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/nedtaget", view_func=taken_down, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/brutet", view_func=broken, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/bevis", view_func=proof)
    pages.add_url_rule(f"{_ONE}/bevis.docx", view_func=proof_file)
    pages.add_url_rule(f"{_ONE}/anslagstid", view_func=closing)
    pages.add_url_rule(f"{_ONE}/anslagstid.docx", view_func=closing_file)


def _meeting(day: date, needed: Permission) -> tuple[Meeting, list[AttestedMinutes]]:
    """Return the meeting of a day and what is attested of it; 404 before that (rules O5, IMM)."""
    session = db.session()
    found = meetings.meeting_on(session, day)
    authorize(needed, found)
    versions = queries.attested_versions(session, found.id)
    if not versions:
        raise NotFound
    return found, [minutes_services.attested_version(session, one) for one in versions]


@requires(READ_POSTINGS)
def board(day: date) -> Answer:
    """Show every board that the charter names, with its notice or what is left to do."""
    return _page(*_meeting(day, READ_POSTINGS), {})


@requires(POST_NOTICES)
def put_up(day: date, board_id: int, paragraph_id: int | None = None) -> Answer:
    """Register that the notice was put up on a physical board; of one § alone, or of the whole."""
    name = _missing_name(board_id, paragraph_id)
    form = PostingForm(prefix=f"{name}-")
    act = partial(
        services.register_posting,
        board_id=board_id,
        posted_on=_day(form.posted_on),
        paragraph_id=paragraph_id,
    )
    return _do(day, form, name, act, "Anslaget är registrerat.")


def _missing_name(board_id: int, paragraph_id: int | None) -> str:
    return f"tavla-{board_id}" + (f"-paragraf-{paragraph_id}" if paragraph_id else "")


@requires(POST_NOTICES)
def put_up_anew(day: date, posting_id: int) -> Answer:
    """Put a broken notice up anew."""
    form = PostingForm(prefix=f"anslag-{posting_id}-")
    act = partial(services.post_anew, posting_id=posting_id, posted_on=_day(form.posted_on))
    words = "Anslaget är uppsatt på nytt, med en ny överklagandetid."
    return _do(day, form, f"anslag-{posting_id}", act, words)


@requires(POST_NOTICES)
def taken_down(day: date, posting_id: int) -> Answer:
    """Register that the notice was taken down from a physical board."""
    form = TakenDownForm(prefix=f"ned-{posting_id}-")
    down_on = _day(form.taken_down_on)
    act = partial(services.register_taken_down, posting_id=posting_id, taken_down_on=down_on)
    return _do(day, form, f"ned-{posting_id}", act, "Det är noterat att anslaget är nedtaget.")


@requires(POST_NOTICES)
def broken(day: date, posting_id: int) -> Answer:
    """Note that a notice was not shown for the whole time."""
    act = partial(services.mark_broken, posting_id=posting_id)
    words = "Det är noterat. Sätt upp anslaget på nytt."
    return _do(day, ConfirmForm(), f"brutet-{posting_id}", act, words)


def _day(field: Any) -> date:
    return field.data or clock.today()


def _do(day: date, form: Form, name: str, act: Callable[..., object], done: str) -> Answer:
    """Do one act from the page, and show the page again when it is refused."""
    meeting, attested = _meeting(day, POST_NOTICES)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            act(session, actor=acting(), meeting_id=meeting.id)
        if not form.summary_errors:
            flash(done, "success")
            return see_other("publication.board", day=day)
    return _page(meeting, attested, {name: form})


@requires(READ_POSTINGS)
def proof(day: date, posting_id: int) -> Answer:
    """Show the proof of posting for one board."""
    meeting, found, file = _proof(day, posting_id, "proof")
    return render_template(
        "publication/proof.html", meeting=meeting, posting=found, d=file.data, closing=False
    )


@requires(READ_POSTINGS)
def closing(day: date, posting_id: int) -> Answer:
    """Show the proof of how long the notice was up on one board."""
    meeting, found, file = _proof(day, posting_id, "closing_proof")
    return render_template(
        "publication/proof.html", meeting=meeting, posting=found, d=file.data, closing=True
    )


@requires(READ_POSTINGS)
def proof_file(day: date, posting_id: int) -> Answer:
    """Give the proof of posting as it was made."""
    return _file(_proof(day, posting_id, "proof")[2])


@requires(READ_POSTINGS)
def closing_file(day: date, posting_id: int) -> Answer:
    """Give the proof of how long the notice was up as it was made."""
    return _file(_proof(day, posting_id, "closing_proof")[2])


def _file(file: FileVersion) -> Answer:
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def _proof(day: date, posting_id: int, which: str) -> tuple[Meeting, Posting, FileVersion]:
    meeting, _ = _meeting(day, READ_POSTINGS)
    found = queries.posting(db.session(), meeting_id=meeting.id, posting_id=posting_id)
    file: FileVersion | None = getattr(found, which)
    if file is None:
        raise NotFound
    return meeting, found, file


def _page(meeting: Meeting, attested: list[AttestedMinutes], forms: dict[str, Form]) -> Answer:
    wrong = next((form for form in forms.values() if form.summary_errors), None)
    page = render_template(
        "publication/board.html",
        meeting=meeting,
        groups=[_group(one, forms) for one in attested],
        kept_at=attested[0].kept_at,
        wrong=wrong,
    )
    return page, 422 if wrong else 200


def _group(minutes: AttestedMinutes, forms: dict[str, Form]) -> dict[str, Any]:
    """Return what one attested version has on the boards: the whole minutes, or one § alone."""
    session, office = db.session(), acting().may(POST_NOTICES)
    due = domain.post_by(minutes.attested_on)
    meeting_id, paragraph_id = minutes.meeting_id, minutes.paragraph_id
    return {
        "minutes": minutes,
        "due": due,
        "late": clock.today() > due,
        "rows": [
            _row(one, forms, office=office)
            for one in queries.postings_about(session, meeting_id, paragraph_id)
        ],
        "missing": [
            _missing(one, paragraph_id, forms, office=office)
            for one in services.missing_boards(session, meeting_id, paragraph_id)
        ],
    }


def _row(posting: Posting, forms: dict[str, Form], *, office: bool) -> dict[str, Any]:
    down, cut = posting.taken_down_at is not None, posting.broken_at is not None
    physical = not posting.notice_board.digital
    over = clock.today() >= posting.take_down_on
    seen = services.shown(db.session(), posting)
    return {
        "posting": posting,
        "kind": "late" if cut and not down else "done" if down else "current",
        "word": _state_word(posting),
        "seen": seen.sentence if seen else "",
        "pauses": _pauses(seen) if seen else [],
        "anew": _form(
            forms, PostingForm, f"anslag-{posting.id}", shown=office and cut and not down
        ),
        "down": _form(
            forms,
            TakenDownForm,
            f"ned-{posting.id}",
            shown=office and physical and over and not down and not cut,
        ),
        "may_break": office and physical and not down and not cut,
    }


def _pauses(seen: domain.Shown) -> list[list[str]]:
    """Return the longer times when the notice was not seen, as rows (rule K20)."""
    return [
        [ui.moment(one.begins), ui.moment(one.ends), domain.duration(one.length)]
        for one in seen.pauses
        if one.length >= domain.NOTABLE
    ]


def _state_word(posting: Posting) -> str:
    if posting.broken_at is not None:
        return "Ersatt av ett nytt anslag" if posting.taken_down_at else "Måste sättas upp på nytt"
    if posting.taken_down_at is not None:
        proof = posting.closing_proof.data if posting.closing_proof else None
        day = date.fromisoformat(proof["anslaget_togs_ned"]) if proof else posting.taken_down_at
        return f"Nedtaget {ui.short_date(day)}"
    return f"Anslaget till och med {ui.short_date(posting.last_day)}"


def _missing(
    board: NoticeBoard, paragraph_id: int | None, forms: dict[str, Form], *, office: bool
) -> dict[str, Any]:
    name = _missing_name(board.id, paragraph_id)
    return {
        "board": board,
        "id": name,
        "form": _form(forms, PostingForm, name, shown=office and not board.digital),
    }


def _form(
    forms: dict[str, Form],
    kind: type[PostingForm | TakenDownForm],
    name: str,
    *,
    shown: bool,
) -> Form | None:
    """Return the form that was sent, or an empty one with today's date; None when not shown."""
    if not shown:
        return None
    if name in forms:
        return forms[name]
    made = kind(formdata=None, prefix=f"{name}-")
    next(field for field in made if field.short_name.endswith("_on")).data = clock.today()
    return made
