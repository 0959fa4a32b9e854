"""What happens at a § besides its text: outcome, adjournment, doors, election, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other
from app.meetings import queries as meetings
from app.meetings.domain import ItemKind, Standing
from app.minutes import queries, services
from app.minutes.domain import MinutesFacts, ParagraphFacts, PresenceTable, table_of
from app.minutes.domain.course import break_words
from app.minutes.domain.elections import election_clause
from app.minutes.domain.outcomes import Ending, ending_words
from app.minutes.forms.outcomes import AdjournmentForm, ElectionForm, OutcomeForm
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.returning import back_to_paragraph, paragraph_address
from app.registry import services as registry

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_ONE = "/<day:day>/protokoll/skriv/<int(min=1, max=9999):place>"
_BOTH = ["GET", "POST"]


def outcome_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(f"{_ONE}/utfall", view_func=outcome, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/ajournering", view_func=adjourn, methods=_BOTH)
    pages.add_url_rule(
        f"{_ONE}/ajournering/<int:adjournment_id>/ta-bort",
        view_func=remove_adjournment,
        methods=["POST"],
    )
    pages.add_url_rule(f"{_ONE}/dorrar", view_func=closed_doors, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/omedelbart", view_func=at_once, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/val", view_func=election, methods=_BOTH)


def course_panel(
    facts: MinutesFacts, table: PresenceTable, paragraph: ParagraphFacts
) -> dict[str, Any]:
    """Return what the § page shows of the matter's course; what hangs at it costs a statement."""
    ending = Ending(
        paragraph.outcome, paragraph.outcome_reason, paragraph.tabled_until, at_meeting=False
    )
    election = paragraph.kind is ItemKind.ELECTION and paragraph.standing is Standing.NONE
    return {
        "ending": ending_words(ending),
        "breaks": [
            (one.id, break_words(one)) for one in facts.breaks if one.place == paragraph.place
        ],
        "form": AdjournmentForm.of(paragraph),
        "quorum": table.quorum(paragraph.place).reached,
        "election": election,
        "panels": services.paragraph_panels(db.session(), facts, paragraph, acting()),
    }


def _writing(day: date) -> tuple[Meeting, MinutesFacts]:
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = queries.minutes_whole(db.session(), meeting.id)
    return meeting, facts


def _chosen(facts: MinutesFacts, place: int) -> ParagraphFacts:
    """Return the § that the form says, or the one at the place of the address."""
    sent = facts.paragraph(request.form.get("paragraph", 0, type=int))
    if sent is not None:
        return sent
    if not 1 <= place <= len(facts.paragraphs):
        raise NotFound
    return facts.at(place)


def _back(facts: MinutesFacts, paragraph: ParagraphFacts) -> Answer:
    return back_to_paragraph(facts.held_on, paragraph.place)


@requires(WRITE_MINUTES)
def outcome(day: date, place: int) -> Answer:
    """Say what becomes of the matter; its att-sats is written into the decision."""
    meeting, facts = _writing(day)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    one = _chosen(facts, place)
    quorum = table_of(facts).quorum(one.place)
    form = OutcomeForm.of(one, _coming(meeting), quorum=quorum.reached)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_outcome(
                session, actor=acting(), meeting=meeting, paragraph_id=one.id, **form.to_values()
            )
        if not form.summary_errors:
            flash(f"Utfallet av {one.label} är angivet. Läs igenom beslutet.", "success")
            return _back(facts, one)
    page = render_template(
        "minutes/outcome.html",
        meeting=meeting,
        paragraph=one,
        back=paragraph_address(day, one.place),
        form=form,
        quorum=quorum,
        body_name=facts.body_name,
        beside=registry.beside(db.session(), one.case_id, acting()),
        returns=one.case_id is not None and any(registry.returns_itself(db.session(), one.case_id)),
    )
    return page, 422 if form.summary_errors else 200


def _coming(meeting: Meeting) -> Sequence[date]:
    """Return the days of the body's coming meetings, the nearest first."""
    rows = meetings.meetings_with_open_agenda(db.session(), meeting.held_on)
    return [
        row.held_on
        for row in rows
        if row.body_id == meeting.body_id and row.held_on > meeting.held_on
    ]


@requires(WRITE_MINUTES)
def adjourn(day: date, place: int) -> Answer:
    """Tell when the meeting was adjourned at a §."""
    meeting, facts = _writing(day)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    one = _chosen(facts, place)
    form = AdjournmentForm.of(one)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.adjourn(
                session,
                actor=acting(),
                meeting=meeting,
                paragraph_id=one.id,
                starts_at=form.starts_at.data,
                ends_at=form.ends_at.data,
            )
        if not form.summary_errors:
            flash("Ajourneringen är antecknad.", "success")
            return _back(facts, one)
    back = paragraph_address(day, one.place)
    page = render_template(
        "minutes/adjournment.html", meeting=meeting, paragraph=one, form=form, back=back
    )
    return page, 422 if form.summary_errors else 200


@requires(WRITE_MINUTES)
def remove_adjournment(day: date, place: int, adjournment_id: int) -> Answer:
    """Take an adjournment out of the minutes."""
    meeting, facts = _writing(day)
    with db.transaction() as session:
        services.remove_adjournment(
            session, actor=acting(), meeting=meeting, adjournment_id=adjournment_id
        )
    flash("Ajourneringen är borttagen.", "success")
    return _back(facts, _chosen(facts, place))


@requires(WRITE_MINUTES)
def closed_doors(day: date, place: int) -> Answer:
    """Say whether the matter was dealt with behind closed doors."""
    meeting, facts = _writing(day)
    one = _chosen(facts, place)
    closed = request.form.get("do") == "close"
    with db.transaction() as session:
        services.set_closed_doors(
            session, actor=acting(), meeting=meeting, paragraph_id=one.id, closed=closed
        )
    flash(f"{one.label} behandlas inom {'stängda' if closed else 'öppna'} dörrar.", "success")
    return _back(facts, one)


@requires(WRITE_MINUTES)
def at_once(day: date, place: int) -> Answer:
    """Ask, then declare a § attested at once; its number is given now (rules IMM, NUM)."""
    meeting, facts = _writing(day)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    one = _chosen(facts, place)
    if request.method == "POST":
        act = services.attest_at_once if not one.at_once else services.revoke_at_once
        with db.transaction() as session:
            act(session, actor=acting(), meeting=meeting, paragraph_id=one.id)
        word = "med de andra" if one.at_once else "omedelbart"
        flash(f"{one.label} justeras {word}.", "success")
        return _back(facts, one)
    numbered = [p for p in facts.paragraphs if p.place <= one.place and not p.numbered]
    span = facts.span_of(numbered[0].place, one.place) if numbered else ""
    return render_template("minutes/at_once.html", meeting=meeting, paragraph=one, span=span)


@requires(WRITE_MINUTES)
def election(day: date, place: int) -> Answer:
    """Compose the att-sats of an election and add it to the decision."""
    meeting, facts = _writing(day)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    one = _chosen(facts, place)
    form = ElectionForm.of(one, *queries.election_asked(db.session(), one.agenda_item_id))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            clause = election_clause(
                form.names,
                office=form.office.data or "",
                first=form.first.data,
                last=form.last.data,
                term=form.term.data or "",
            )
            services.add_clause(
                session, actor=acting(), meeting=meeting, paragraph_id=one.id, clause=clause
            )
        if not form.summary_errors:
            flash("Valet är inskrivet i beslutet.", "success")
            return _back(facts, one)
    page = render_template("minutes/election.html", meeting=meeting, paragraph=one, form=form)
    return page, 422 if form.summary_errors else 200
