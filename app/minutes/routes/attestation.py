"""Attestation: who has signed which bytes, signing in the tool, paper, unlocking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template

from app.association import queries as association
from app.documents import queries as files
from app.documents import services as documents
from app.kernel import clock, db
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from app.minutes.domain.freezing import attestation_dates
from app.minutes.domain.terms import ATTESTED, METHOD_WORDS, SIGNER_WORDS
from app.minutes.forms.freezing import AttestForm, PaperForm, UnlockForm
from app.minutes.models import MinutesVersion, Signer
from app.minutes.policies import ATTEST_MINUTES, FREEZE_MINUTES, READ_MINUTES
from app.minutes.routes.access import frozen_version, meeting_with_minutes

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/justering"
_GROUP = 8  # letters of a SHA-256 that are read together


def attestation_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=attestation)
    pages.add_url_rule(_PAGE, view_func=attest, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/papper", view_func=register_paper, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/las-upp", view_func=unlock, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/underskrift/<int:person_id>", view_func=scan)


@requires(READ_MINUTES)
def attestation(day: date) -> Answer:
    """Show who has signed, and the form to the one who is to sign."""
    meeting = meeting_with_minutes(day, READ_MINUTES)
    return _page(meeting, frozen_version(meeting))


@requires(ATTEST_MINUTES)
def attest(day: date) -> Answer:
    """Sign in the tool."""
    meeting = meeting_with_minutes(day, READ_MINUTES)
    version = frozen_version(meeting)
    authorize(ATTEST_MINUTES, version)
    form = AttestForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.attest(
                session,
                actor=acting(),
                meeting=meeting,
                password=form.password.data or "",
                sha256=form.sha256.data or "",
            )
        if not form.summary_errors:
            flash("Du har justerat protokollet.", "success")
            return see_other("minutes.attestation", day=day)
    return _page(meeting, frozen_version(meeting), sign=form)


@requires(FREEZE_MINUTES)
def register_paper(day: date) -> Answer:
    """Register what somebody has signed on paper."""
    meeting = meeting_with_minutes(day, FREEZE_MINUTES)
    version = frozen_version(meeting)
    form = PaperForm(prefix="papper-")
    form.choose_from(_waiting(version))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.register_attestation(
                session,
                actor=acting(),
                meeting=meeting,
                person_id=form.person_id.data,
                attested_on=form.attested_on.data or clock.today(),
                filename=form.file.data.filename or "",
                content=form.file.data.read(),
                sha256=form.sha256.data or "",
            )
        if not form.summary_errors:
            flash("Underskriften är registrerad.", "success")
            return see_other("minutes.attestation", day=day)
    return _page(meeting, frozen_version(meeting), paper=form)


@requires(FREEZE_MINUTES)
def unlock(day: date) -> Answer:
    """Open the minutes again; the signatures given no longer hold (rule UNL)."""
    meeting = meeting_with_minutes(day, FREEZE_MINUTES)
    version = frozen_version(meeting)
    form = UnlockForm(prefix="las-upp-")
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.unlock(session, actor=acting(), meeting=meeting, reason=form.reason.data or "")
        if not form.summary_errors:
            flash("Protokollet är upplåst. Lås det igen när det är ändrat.", "success")
            return see_other("meetings.workspace", day=day)
    return _page(meeting, version, again=form)


@requires(READ_MINUTES)
def scan(day: date, person_id: int) -> Answer:
    """Give the scanned page that somebody signed on paper."""
    version = frozen_version(meeting_with_minutes(day, READ_MINUTES))
    ids = {one.person_id: one.scan_id for one in version.attestations}
    scan_id = ids.get(person_id)
    if scan_id is None:
        raise NotFound
    file = files.file_version(db.session(), scan_id)
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def _page(
    meeting: Meeting,
    version: MinutesVersion,
    *,
    sign: AttestForm | None = None,
    paper: PaperForm | None = None,
    again: UnlockForm | None = None,
) -> Answer:
    actor = acting()
    session = db.session()
    waiting = _waiting(version)
    charter = association.charter(session)
    office = actor.may(FREEZE_MINUTES, meeting)
    open_ = meeting.state is MeetingState.FROZEN
    mine = any(one.person_id == actor.person_id for one in waiting)
    wrong = next((form for form in (sign, paper, again) if form and form.summary_errors), None)
    page = render_template(
        "minutes/attestation.html",
        meeting=meeting,
        version=version,
        span=(version.file_version.data or {}).get("paragrafspann", ""),
        rows=_rows(version),
        waiting=waiting,
        open=open_,
        attested=meeting.state in ATTESTED,
        dates=attestation_dates(
            meeting.held_on,
            within_days=charter.attestation_days,
            remind_after=charter.attestation_reminder_days,
        ),
        today=clock.today(),
        groups=groups(version.sha256),
        sign=_bound(sign or AttestForm(formdata=None), version) if open_ and mine else None,
        signed=any(one.person_id == actor.person_id for one in version.attestations),
        paper=_paper(paper, version, waiting) if open_ and office else None,
        again=(again or UnlockForm(formdata=None, prefix="las-upp-")) if open_ and office else None,
        wrong=wrong,
        voided=queries.voided_versions(session, meeting.id) if office else [],
    )
    return page, 422 if wrong else 200


def _bound(form: Any, version: MinutesVersion) -> Any:
    """Return the form with the bytes that this page shows."""
    form.sha256.data = version.sha256
    return form


def _paper(form: PaperForm | None, version: MinutesVersion, waiting: list[Signer]) -> PaperForm:
    made = form or PaperForm(formdata=None, prefix="papper-")
    made.choose_from(waiting)
    if form is None:
        made.attested_on.data = clock.today()
    return _bound(made, version)  # type: ignore[no-any-return]


def _waiting(version: MinutesVersion) -> list[Signer]:
    signed = {one.person_id for one in version.attestations}
    return [one for one in version.signers if one.person_id not in signed]


def _rows(version: MinutesVersion) -> list[dict[str, Any]]:
    given = {one.person_id: one for one in version.attestations}
    return [
        {
            "name": signer.name,
            "role": SIGNER_WORDS[signer.role],
            "person_id": signer.person_id,
            "given": given.get(signer.person_id),
            "method": METHOD_WORDS[given[signer.person_id].method]
            if signer.person_id in given
            else "",
        }
        for signer in version.signers
    ]


def groups(sha256: str) -> list[str]:
    """Return the SHA-256 in groups that can be read aloud and compared."""
    return [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]
