"""Pages of the round before the signatures, and what it shows elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template

from app.kernel import clock, db
from app.kernel.actor import Permission
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import DomainError, NotFound
from app.kernel.web import Answer, see_other
from app.meetings import queries as meetings
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import SIGNER_WORDS
from app.minutes.policies import ATTEST_MINUTES, READ_MINUTES, WRITE_MINUTES
from app.review import queries, services
from app.review.domain import (
    FRONT,
    CommentRow,
    Difference,
    ReadingRow,
    changed_words,
    differences,
    labels_of,
    parts_of,
)
from app.review.forms import CommentForm, RefusalForm
from app.review.policies import COMMENT_MINUTES, JUDGE_MINUTES, READ_REVIEW

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.minutes.models import MinutesVersion

pages = Blueprint("review", __name__, url_prefix="/sammantraden/<day:day>/granskning")


@pages.get("")
@requires(READ_REVIEW)
def newest(day: date) -> Answer:
    """Show the version that was frozen last."""
    session = db.session()
    found = queries.last_version(session, meetings.meeting_on(session, day).id)
    if found is None:
        raise NotFound
    return review(day, found)


@pages.get("/<int:version_id>")
@requires(READ_REVIEW)
def review(day: date, version_id: int) -> Answer:
    """Show one version with the comments on it, and to a signer what has changed."""
    version = _version(day, version_id, READ_REVIEW)
    actor = acting()
    if services.is_open(version) and services.signs(version, actor.person_id):
        services.remember_reading(db.session(), version=version, person_id=actor.person_id)
    return _page(version)


@pages.post("/<int:version_id>/kommentera")
@requires(COMMENT_MINUTES)
def comment(day: date, version_id: int) -> Answer:
    """Write a comment at a §."""
    version = _version(day, version_id, COMMENT_MINUTES)
    form = CommentForm()
    place = form.place_number
    if place is None or place not in parts_of(version.file_version.data or {}):
        raise NotFound
    form.stand_at(place, labels_of(version.file_version.data or {})[place])
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.comment(
                session,
                actor=acting(),
                version_id=version.id,
                paragraph_id=_paragraph_id(version, place),
                text=form.text.data or "",
            )
        if not form.summary_errors:
            flash("Kommentaren är sparad.", "success")
            return _back(version, f"granska-{place}")
    return _page(_again(version), commented=form)


def _paragraph_id(version: MinutesVersion, place: int) -> int | None:
    if place == FRONT:
        return None
    return queries.paragraph_ids(db.session(), version.meeting_id)[place]


@pages.post("/<int:version_id>/klar")
@requires(JUDGE_MINUTES)
def ready(day: date, version_id: int) -> Answer:
    """Mark that one has nothing more to say."""
    return _judge(day, version_id, services.mark_ready, "Du har klarmarkerat protokollet.")


@pages.post("/<int:version_id>/inte-klar")
@requires(JUDGE_MINUTES)
def not_ready(day: date, version_id: int) -> Answer:
    """Take the mark back."""
    return _judge(day, version_id, services.take_back_ready, "Klarmarkeringen är borttagen.")


def _judge(day: date, version_id: int, act: Callable[..., None], done: str) -> Answer:
    version = _version(day, version_id, JUDGE_MINUTES)
    try:
        with db.transaction() as session:
            act(session, actor=acting(), version_id=version.id)
    except DomainError as error:
        form = RefusalForm(formdata=None)
        form.refuse(error)
        return _page(_again(version), refused=form)
    flash(done, "success")
    return _back(version)


@pages.post("/<int:version_id>/skicka-tillbaka")
@requires(JUDGE_MINUTES)
def refuse(day: date, version_id: int) -> Answer:
    """Send the minutes back to the secretary with a reason."""
    version = _version(day, version_id, JUDGE_MINUTES)
    form = RefusalForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.refuse(
                session, actor=acting(), version_id=version.id, reason=form.reason.data or ""
            )
        if not form.summary_errors:
            flash("Protokollet är skickat tillbaka till sekreteraren.", "success")
            return _back(version)
    return _page(_again(version), refused=form)


@pages.post("/kommentar/<int:comment_id>/atgardad")
@requires(WRITE_MINUTES)
def resolve(day: date, comment_id: int) -> Answer:
    """Note that a comment has been seen to."""
    return _see_to(day, comment_id, services.resolve, "Kommentaren är åtgärdad.")


@pages.post("/kommentar/<int:comment_id>/oppna")
@requires(WRITE_MINUTES)
def reopen(day: date, comment_id: int) -> Answer:
    """Take that back."""
    return _see_to(day, comment_id, services.reopen, "Kommentaren är öppen igen.")


def _see_to(day: date, comment_id: int, act: Callable[..., Any], done: str) -> Answer:
    session = db.session()
    meeting = meetings.meeting_on(session, day)
    if not acting().may(READ_MINUTES, meeting):
        raise NotFound
    authorize(WRITE_MINUTES, meeting)
    version = minutes.version(session, queries.comment(session, comment_id).minutes_version_id)
    if version.meeting_id != meeting.id:
        raise NotFound
    with db.transaction() as writing:
        found = act(writing, actor=acting(), comment_id=comment_id)
    flash(done, "success")
    return _where_it_stands(meeting, version, found.paragraph_id)


def _where_it_stands(meeting: Meeting, version: MinutesVersion, paragraph_id: int | None) -> Answer:
    """Go back to the § where it is written, or to the round while nothing is written."""
    facts = minutes.minutes_whole(db.session(), meeting.id)
    one = facts.paragraph(paragraph_id or 0)
    if facts.writable and one is not None:
        return see_other("minutes.edit", day=meeting.held_on, place=one.place)
    return _back(version, f"granska-{one.number if one else FRONT}")


def _version(day: date, version_id: int, needed: Permission) -> MinutesVersion:
    """Return the version of that very meeting; it does not exist for anybody else (rule O5)."""
    session = db.session()
    version = minutes.version(session, version_id)
    if version.meeting.held_on != day or not acting().may(needed, version):
        raise NotFound
    return version


def _again(version: MinutesVersion) -> MinutesVersion:
    """Return the version as it stands after somebody was refused."""
    return minutes.version(db.session(), version.id)


def _back(version: MinutesVersion, anchor: str | None = None) -> Answer:
    return see_other(
        "review.review", day=version.meeting.held_on, version_id=version.id, _anchor=anchor
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one § of the text."""

    place: int
    label: str
    comments: tuple[CommentRow, ...]
    changes: tuple[Difference, ...]
    new: bool
    form: CommentForm | None


def _page(
    version: MinutesVersion,
    *,
    commented: CommentForm | None = None,
    refused: RefusalForm | None = None,
) -> Answer:
    session, actor = db.session(), acting()
    data = version.file_version.data or {}
    open_ = services.is_open(version)
    signer = services.signs(version, actor.person_id)
    readings = queries.readings(session, version)
    earlier = _earlier(readings, version, actor.person_id) if signer else None
    beside = _beside(version, earlier, commented, open_=open_)
    wrong = next((form for form in (commented, refused) if form and form.summary_errors), None)
    ready_now = queries.marked(session, version.id)
    page = render_template(
        "review/review.html",
        meeting=version.meeting,
        version=version,
        d=_signed(version),
        alone=labels_of(data) if version.paragraph_id else None,
        paragraphs=[place for place in beside if place != FRONT],
        beside_template="review/_beside.html",
        beside=beside,
        changed=[one for one in beside.values() if one.changes],
        unresolved=[one for one in beside.values() if any(row.open for row in one.comments)],
        earlier=earlier,
        open=open_,
        signs=signer,
        ready=actor.person_id in ready_now,
        signed=any(one.person_id == actor.person_id for one in version.attestations),
        writes=actor.may(WRITE_MINUTES, version.meeting),
        attests=actor.may(ATTEST_MINUTES, version) and signer,
        rows=_signers(version, readings, ready_now),
        dates=services.dates_of(session, version),
        today=clock.today(),
        refusal=queries.refusal(session, version.id),
        refuse=(refused or RefusalForm(formdata=None)) if open_ and signer else None,
        wrong=wrong,
    )
    return page, 422 if wrong else 200


def _signed(version: MinutesVersion) -> Mapping[str, Any]:
    """Return the frozen data with the day of each signature that holds."""
    data = version.file_version.data or {}
    if version.voided_at is not None:
        return data
    return minutes_services.signed_context(data, version)


def _earlier(
    readings: list[ReadingRow], version: MinutesVersion, person_id: int
) -> MinutesVersion | None:
    """Return the version that a signer read last before this one, None for the first."""
    before = [
        row for row in readings if row.person_id == person_id and row.version_id != version.id
    ]
    return minutes.version(db.session(), before[-1].version_id) if before else None


def _beside(
    version: MinutesVersion,
    earlier: MinutesVersion | None,
    commented: CommentForm | None,
    *,
    open_: bool,
) -> dict[int, Beside]:
    data = version.file_version.data or {}
    labels, ids = labels_of(data), queries.paragraph_ids(db.session(), version.meeting_id)
    by_paragraph: dict[int | None, list[CommentRow]] = {}
    for row in queries.comments(db.session(), version):
        by_paragraph.setdefault(row.paragraph_id, []).append(row)
    old = parts_of(earlier.file_version.data or {}) if earlier else {}
    return {
        place: Beside(
            place=place,
            label=labels[place],
            comments=tuple(by_paragraph.get(ids[place] if place else None, ())),
            changes=tuple(differences(place, old.get(place), part)) if earlier else (),
            new=bool(earlier) and place not in old,
            form=_comment_form(place, labels[place], commented, open_=open_),
        )
        for place, part in parts_of(data).items()
    }


def _comment_form(
    place: int, label: str, commented: CommentForm | None, *, open_: bool
) -> CommentForm | None:
    """Return the form at a §; what was typed stays on the page although it came too late."""
    if commented is not None and commented.place_number == place:
        return commented
    return CommentForm(formdata=None).stand_at(place, label) if open_ else None


def _signers(
    version: MinutesVersion, readings: list[ReadingRow], ready_now: set[int]
) -> list[dict[str, Any]]:
    addresses = queries.addresses(db.session(), version.id)
    given = {one.person_id: one for one in version.attestations}
    last = {row.person_id: row for row in readings}  # the newest of each comes last
    return [
        {
            "name": one.name,
            "role": SIGNER_WORDS[one.role],
            "reading": last.get(one.person_id),
            "current": one.person_id in last and last[one.person_id].version_id == version.id,
            "since": _since(last.get(one.person_id), version),
            "ready": one.person_id in ready_now,
            "signed": given.get(one.person_id),
            "email": addresses[one.person_id],
        }
        for one in version.signers
    ]


def _since(reading: ReadingRow | None, version: MinutesVersion) -> str:
    """Return what has changed since a signer read an earlier version."""
    if reading is None or reading.version_id == version.id:
        return ""
    return changed_words(reading.fingerprints, version.file_version.data or {})
