"""Pages of rättelser: those of a meeting, a new one, one that has been made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association
from app.association.domain import Charter
from app.correction import queries, services
from app.correction.documents import correction_filename
from app.correction.domain import title
from app.correction.forms import CorrectionForm, SignCorrectionForm
from app.correction.models import Correction
from app.correction.policies import MAKE_CORRECTIONS, READ_CORRECTIONS
from app.documents import services as documents
from app.kernel import db
from app.kernel.actor import Actor
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.panels import PanelLink
from app.kernel.ui import swedish_date
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.meetings.domain import MeetingState, Panel
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import label
from app.registry.domain import CasePanel
from app.sealing import queries as sealing

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.registry.models import Case

pages = Blueprint("correction", __name__, url_prefix="/sammantraden/<day:day>")

_ONE = "/rattelser/<int(max=999999):number>"
_NEW = "/paragraf/<int(max=999999):number>/ratta"
_ATTESTED = frozenset({MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL})
_GROUP = 8  # letters of a SHA-256 that are read together


def _meeting(day: date) -> Meeting:
    """Return the meeting of a day with something attested; 404 before that (rule O5)."""
    session = db.session()
    meeting = meetings.meeting_on(session, day)
    authorize(READ_CORRECTIONS, meeting)
    if not _numbers(session, meeting):
        raise NotFound
    return meeting


def _numbers(session: Session, meeting: Meeting) -> set[int]:
    """Return the numbers of the §§ that everybody has signed, in the minutes or by themselves."""
    if meeting.state in _ATTESTED:
        rows = minutes.paragraphs_of(session, meeting.id)
        return {row.number for row in rows if row.number is not None}
    return {
        (one.file_version.data or {})["paragrafer"][0]["tal"]
        for one in minutes.immediate_versions(session, meeting.id)
        if minutes_services.all_have_signed(one)
    }


@pages.get("/rattelser")
@requires(READ_CORRECTIONS)
def index(day: date) -> Answer:
    """List the rättelser of a meeting's minutes, and the §§ that one can be made of."""
    meeting = _meeting(day)
    session = db.session()
    pattern = association.charter(session).pattern_of(meeting.body_id, day.year)
    known = _numbers(session, meeting)
    rows = [row for row in minutes.paragraphs_of(session, meeting.id) if row.number in known]
    return render_template(
        "correction/index.html",
        meeting=meeting,
        made=[
            {
                "href": url_for("correction.correction", day=day, number=row.number),
                "text": f"{title(row.number)} av {label(pattern, row.paragraph_number, day.year)}",
                "note": f"”{row.was}” ska vara ”{row.should_be}”, {row.made_by}",
                "when": swedish_date(row.made_at),
            }
            for row in queries.of_meeting(session, meeting.id)
        ],
        paragraphs=[
            {
                "href": url_for("correction.new", day=day, number=row.number),
                "text": f"{label(pattern, row.number or 0, day.year)} {row.heading}",
            }
            for row in rows
        ],
        may_make=acting().may(MAKE_CORRECTIONS, meeting),
    )


@pages.get(_NEW)
@requires(MAKE_CORRECTIONS)
def new(day: date, number: int) -> Answer:
    """Show the § as it was frozen, and ask what is wrong in it."""
    return _form_page(_correctable(day, number), number, CorrectionForm(formdata=None))


@pages.post(_NEW)
@requires(MAKE_CORRECTIONS)
def review(day: date, number: int) -> Answer:
    """Show the rättelse as it will be signed, or what is wrong with it."""
    meeting = _correctable(day, number)
    form = CorrectionForm()
    if form.validate_on_submit():
        with form.refusals():
            made = services.prepare(
                db.session(), actor=acting(), meeting=meeting, number=number, wanted=form.wanted
            )
            return _review_page(meeting, number, made, _signing(form, made))
    return _form_page(meeting, number, form)


def _signing(form: CorrectionForm, made: services.Prepared) -> SignCorrectionForm:
    """Return the form that signs exactly what was written and the bytes that it became."""
    sign = SignCorrectionForm(formdata=None)
    wanted = form.wanted
    sign.was.data, sign.should_be.data = wanted.was, wanted.should_be
    sign.reason.data, sign.sha256.data = wanted.reason, made.sha256
    return sign


@pages.post(f"{_NEW}/underteckna")
@requires(MAKE_CORRECTIONS)
def sign(day: date, number: int) -> Answer:
    """Sign the rättelse."""
    meeting = _correctable(day, number)
    form = SignCorrectionForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            kept = services.correct(
                session,
                actor=acting(),
                meeting=meeting,
                number=number,
                wanted=form.wanted,
                sha256=form.sha256.data or "",
                strong=form.strong,
            )
            made_number = kept.number
        if not form.summary_errors:
            flash(f"{title(made_number)} är undertecknad och registrerad i diariet.", "success")
            return see_other("correction.correction", day=day, number=made_number)
    made = services.prepare(
        db.session(), actor=acting(), meeting=meeting, number=number, wanted=form.wanted
    )
    form.sha256.data = made.sha256
    return _review_page(meeting, number, made, form)


def _correctable(day: date, number: int) -> Meeting:
    """Return the meeting whose § may be corrected; 404 before everybody has signed it."""
    meeting = _meeting(day)
    authorize(MAKE_CORRECTIONS, meeting)
    if number not in _numbers(db.session(), meeting):
        raise NotFound
    return meeting


def _form_page(meeting: Meeting, number: int, form: CorrectionForm) -> Answer:
    _, version, row = services.attested_paragraph(db.session(), meeting, number)
    page = render_template(
        "correction/new.html",
        meeting=meeting,
        number=number,
        row=row,
        decision_first=(version.file_version.data or {})["beslut_forst"],
        form=form,
    )
    return page, 422 if form.summary_errors else 200


def _review_page(
    meeting: Meeting, number: int, made: services.Prepared, form: SignCorrectionForm
) -> Answer:
    session = db.session()
    page = render_template(
        "correction/review.html",
        meeting=meeting,
        number=number,
        d=made.context,
        form=form,
        sha256=made.sha256,
        groups=_groups(made.sha256),
        has=accounts.second_factors(session, acting().user_id),
    )
    return page, 422 if form.summary_errors else 200


def _groups(sha256: str) -> list[str]:
    return [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]


def _made(day: date, number: int) -> Correction:
    meeting = _meeting(day)
    return queries.correction(db.session(), meeting_id=meeting.id, number=number)


@pages.get(_ONE)
@requires(READ_CORRECTIONS)
def correction(day: date, number: int) -> Answer:
    """Show a rättelse as it was signed, with its § and the hash of its bytes."""
    made = _made(day, number)
    context: Mapping[str, Any] = made.file_version.data or {}
    return render_template(
        "correction/correction.html",
        made=made,
        meeting=made.meeting,
        d=context,
        groups=_groups(made.sha256),
        strong=_assurance(made.assurance),
        sealed=sealing.export_of(db.session(), made.file_version_id, sealed=True),
        href=_paragraph_address(made),
    )


def _paragraph_address(made: Correction) -> str:
    """Return where the § is read: in the minutes, or by itself when they are not attested."""
    day, number = made.meeting.held_on, made.paragraph.number or 0
    if made.meeting.state not in _ATTESTED:
        return url_for("minutes.immediate", day=day, number=number)
    name = str((made.file_version.data or {})["paragraf"])
    anchor = "p" + name.replace("§", "").strip().replace(" ", "-").replace("/", "-")
    return url_for("minutes.read", day=day, _anchor=anchor)


def _assurance(kept: str) -> str:
    """Return in words how the person showed who they are."""
    words = {
        "password_totp": "med lösenord och kod från kodapp",
        "password_passkey": "med lösenord och passnyckel",
    }
    return words.get(kept, "med lösenord")


@pages.get(f"{_ONE}.docx")
@requires(READ_CORRECTIONS)
def word(day: date, number: int) -> Answer:
    """Give the Word document, byte by byte as it was signed."""
    made = _made(day, number)
    context = made.file_version.data or {}
    return download(
        documents.content(made.file_version),
        filename=correction_filename(context, number),
        media_type=made.file_version.media_type,
    )


@pages.get(f"{_ONE}.pdf")
@requires(READ_CORRECTIONS)
def sealed_pdf(day: date, number: int) -> Answer:
    """Give the sealed PDF, once the worker has made it."""
    made = _made(day, number)
    export = sealing.export_of(db.session(), made.file_version_id, sealed=True)
    if export is None or export.file_version is None:
        raise NotFound
    file = export.file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def meeting_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the link to the rättelser on the meeting's page, once the minutes are attested."""
    if meeting.state not in _ATTESTED or not actor.may(READ_CORRECTIONS, meeting):
        return Panel()
    made = queries.of_meeting(session, meeting.id)
    if not made and not actor.may(MAKE_CORRECTIONS, meeting):
        return Panel()
    words = f"Rättelser ({len(made)})" if made else "Rätta ett skrivfel"
    link = PanelLink(words, url_for("correction.index", day=meeting.held_on))
    return Panel(heading="Rättelser", links=(link,))


def _label(charter: Charter, row: queries.CorrectionRow) -> str:
    year = row.held_on.year
    return label(charter.pattern_of(row.body_id, year), row.paragraph_number, year)


def case_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the rättelser of the §§ about a case, as far as the person may read them."""
    rows = [
        row
        for row in queries.of_case(session, case.id)
        if actor.may(READ_CORRECTIONS, meetings.meeting(session, row.meeting_id))
    ]
    if not rows:
        return CasePanel()
    charter = association.charter(session)
    links = tuple(
        PanelLink(
            f"{title(row.number)} av {_label(charter, row)}",
            url_for("correction.correction", day=row.held_on, number=row.number),
            note=f"”{row.was}” ska vara ”{row.should_be}”",
        )
        for row in rows
    )
    return CasePanel("Rättelser", links)
