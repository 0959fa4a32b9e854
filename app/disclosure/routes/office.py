"""The office's pages: decide about every finding, preview, publish, take away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request

from app.disclosure import queries, services
from app.disclosure.domain import KIND_WORDS, Decision, Finding, Kind, Verdict, mark_of, where
from app.disclosure.forms import ActForm, HandForm, PublishForm, UnpublishForm, VerdictForm
from app.disclosure.policies import PUBLISH_MINUTES
from app.disclosure.routes.rendering import minutes_markup
from app.kernel import db, history
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other
from app.meetings import queries as meetings
from app.minutes import queries as minutes
from app.minutes.domain.terms import ATTESTED
from app.sealing import queries as sealing

if TYPE_CHECKING:
    from app.disclosure.services import Treatment
    from app.meetings.models import Meeting

_MARK = "string(length=12)"


def office_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("", view_func=show)
    pages.add_url_rule(f"/fynd/<{_MARK}:mark>", view_func=decide, methods=["POST"])
    pages.add_url_rule("/maska", view_func=mask, methods=["POST"])
    pages.add_url_rule(f"/angra/<{_MARK}:mark>", view_func=undo, methods=["POST"])
    pages.add_url_rule("/forhandsgranska", view_func=preview, methods=["GET", "POST"])
    pages.add_url_rule("/avpublicera", view_func=unpublish, methods=["GET", "POST"])


def _meeting(day: date) -> Meeting:
    """Return the meeting of a day with attested minutes; 404 before that (rule O5)."""
    found = meetings.meeting_on(db.session(), day)
    authorize(PUBLISH_MINUTES, found)
    if found.state not in ATTESTED:
        raise NotFound
    return found


@requires(PUBLISH_MINUTES)
def show(day: date) -> Answer:
    """Show what was found in the minutes, what is decided, and what is published."""
    return _page(_meeting(day))


@requires(PUBLISH_MINUTES)
def decide(day: date, mark: str) -> Answer:
    """Mask one finding, or let it stand with a reason."""
    meeting = _meeting(day)
    finding = _finding(services.gather(db.session(), meeting.id), mark)
    form = VerdictForm.about(finding, mark, sent=True)
    verdict = Verdict.STAND if request.form.get("verdict") == Verdict.STAND else Verdict.MASK
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.decide(
                session,
                actor=acting(),
                meeting_id=meeting.id,
                key=finding.key,
                verdict=verdict,
                reason=form.reason.data or "",
                provision=form.provision.data or "",
            )
        if not form.summary_errors:
            flash(f"Beslutet om {finding.where} är noterat.", "success")
            return see_other("disclosure.show", day=day)
    return _page(meeting, verdicts={mark: form})


def _finding(treatment: Treatment, mark: str) -> Finding:
    for one in treatment.found:
        if mark_of(one.key) == mark:
            return one
    raise NotFound


@requires(PUBLISH_MINUTES)
def mask(day: date) -> Answer:
    """Mask a passage that a person has chosen."""
    meeting = _meeting(day)
    form = HandForm(prefix="hand-")
    form.offer(services.gather(db.session(), meeting.id).data)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.mask_by_hand(
                session,
                actor=acting(),
                meeting_id=meeting.id,
                place=form.chosen_place,
                part=form.part.data,
                text=form.text.data or "",
                kind=Kind(form.kind.data),
                reason=form.reason.data or "",
                provision=form.provision.data or "",
            )
        if not form.summary_errors:
            flash("Texten är maskad.", "success")
            return see_other("disclosure.show", day=day)
    return _page(meeting, hand=form)


@requires(PUBLISH_MINUTES)
def undo(day: date, mark: str) -> Answer:
    """Take back a decision."""
    meeting = _meeting(day)
    held = services.gather(db.session(), meeting.id).held
    key = next((key for key in held if mark_of(key) == mark), None)
    if key is None:
        raise NotFound
    form = ActForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.undo(session, actor=acting(), meeting_id=meeting.id, key=key)
        flash("Beslutet är ångrat.", "success")
    return see_other("disclosure.show", day=day)


def _page(
    meeting: Meeting, *, verdicts: dict[str, Form] | None = None, hand: HandForm | None = None
) -> Answer:
    session = db.session()
    treatment = services.gather(session, meeting.id)
    if hand is None:
        hand = HandForm(formdata=None, prefix="hand-")
        hand.offer(treatment.data)
    forms = verdicts or {}
    every = [*forms.values(), hand]
    wrong = next((form for form in every if form.summary_errors), None)
    published = queries.versions(session, treatment.version.id)
    page = render_template(
        "disclosure/publish.html",
        meeting=meeting,
        kind_words=KIND_WORDS,
        left=[_row(one, forms) for one in treatment.left],
        decided=_decided(treatment),
        total=len(treatment.found),
        hand=hand,
        hand_open=bool(hand.summary_errors),
        published=published,
        exports={
            one.id: sealing.export_of(session, one.word_id, sealed=False) for one in published[:1]
        },
        alone=minutes.immediate_versions(session, meeting.id),
        newest_is_same=_is_same(published, treatment),
        events=history.events(session, treatment.version),
        wrong=wrong,
    )
    return page, 422 if wrong else 200


def _is_same(published: list[Any], treatment: Treatment) -> bool:
    """Say whether what would be published now is what the public reads already."""
    shown = published and published[0].unpublished_at is None
    return bool(shown) and published[0].sha256 == treatment.sha256


def _row(one: Finding, forms: dict[str, Form]) -> dict[str, Any]:
    mark = mark_of(one.key)
    return {
        "finding": one,
        "mark": mark,
        "form": forms.get(mark) or VerdictForm.about(one, mark, sent=False),
        "may_stand": one.kind is not Kind.PERSONAL_NUMBER,
        "secret": one.kind is Kind.CONFIDENTIALITY,
    }


def _decided(treatment: Treatment) -> list[dict[str, Any]]:
    """Return what is decided, findings first in the order of the minutes, then what is by hand."""
    known = [
        (one.where, treatment.held[one.key]) for one in treatment.found if one.key in treatment.held
    ]
    by_hand = [(where(treatment.data, one.passage.path), one) for one in treatment.by_hand]
    return [_decision(place, one) for place, one in (*known, *by_hand)]


def _decision(place: str, one: Decision) -> dict[str, Any]:
    return {
        "where": place,
        "decision": one,
        "masked": one.verdict is Verdict.MASK,
        "whole": one.passage.whole,
        "mark": mark_of(one.key),
    }


@requires(PUBLISH_MINUTES)
def preview(day: date) -> Answer:
    """Show the minutes as the public will read them, and publish them."""
    meeting = _meeting(day)
    session = db.session()
    treatment = services.gather(session, meeting.id)
    form = PublishForm()
    if form.validate_on_submit():
        done = _published(meeting, form)
        if done is not None:
            return done
    if request.method == "GET":
        form.unpublish_on.data = services.default_end(session)
    form.sha256.data = treatment.sha256
    page = render_template(
        "disclosure/preview.html",
        meeting=meeting,
        form=form,
        left=len(treatment.left),
        minutes=minutes_markup(treatment.masked),
        earlier=len(queries.versions(session, treatment.version.id)),
    )
    return page, 422 if form.summary_errors else 200


def _published(meeting: Meeting, form: PublishForm) -> Answer | None:
    """Publish what was previewed; None when it is refused."""
    with form.refusals(), db.transaction() as session:
        made = services.publish(
            session,
            actor=acting(),
            meeting_id=meeting.id,
            sha256=form.sha256.data or "",
            unpublish_on=form.unpublish_on.data,
        )
    if form.summary_errors:
        return None
    flash(f"Protokollet är publicerat, version {made.number}.", "success")
    return see_other("disclosure.show", day=meeting.held_on)


@requires(PUBLISH_MINUTES)
def unpublish(day: date) -> Answer:
    """Ask for the reason, and take the published minutes away."""
    meeting = _meeting(day)
    form = UnpublishForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.unpublish(
                session,
                actor=acting(),
                meeting_id=meeting.id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash("Protokollet är inte längre publicerat.", "success")
            return see_other("disclosure.show", day=day)
    page = render_template("disclosure/unpublish.html", meeting=meeting, form=form)
    return page, 422 if form.summary_errors else 200
