"""Pages of questions per capsulam: the list, a question, answering it; tasks and panels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association_queries
from app.documents import services as documents
from app.kernel import clock, db, history
from app.kernel.actor import Actor
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import DomainError, sentences
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.ui import swedish_date
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.per_capsulam import queries, services
from app.per_capsulam.documents import shown_by
from app.per_capsulam.domain import (
    FORM_WORDS,
    MATTER_WORDS,
    STATE_WORDS,
    SUGGESTED_DAYS,
    PcState,
    votes_words,
)
from app.per_capsulam.forms import (
    AnswerForm,
    PapersForm,
    QuestionForm,
    SendForm,
    WithdrawForm,
)
from app.per_capsulam.models import PerCapsulamDecision
from app.per_capsulam.policies import (
    ANSWER_PER_CAPSULAM,
    PREPARE_PER_CAPSULAM,
    READ_PER_CAPSULAM,
)
from app.registry.domain import CasePanel
from app.sealing import queries as sealing

if TYPE_CHECKING:
    from app.registry.models import Case
    from app.sealing.models import PdfExport

pages = Blueprint("per_capsulam", __name__, url_prefix="/per-capsulam")
_ONE = "/<int(max=2147483647):decision_id>"


@pages.get("")
@requires(READ_PER_CAPSULAM)
def index() -> Answer:
    """List every question, with what is uncertain about the form (rule PC)."""
    session, actor = db.session(), acting()
    may_prepare = actor.may(PREPARE_PER_CAPSULAM)
    return render_template(
        "per_capsulam/index.html",
        decisions=queries.decisions(session, drafts=may_prepare),
        states=STATE_WORDS,
        turned_on=association_queries.charter(session).per_capsulam,
        may_prepare=may_prepare,
    )


@pages.route("/ny", methods=["GET", "POST"])
@requires(PREPARE_PER_CAPSULAM)
def new() -> Answer:
    """Say that the form is uncertain and what is safer, and begin a question all the same."""
    if not association_queries.charter(db.session()).per_capsulam:
        return see_other("per_capsulam.index")
    form = QuestionForm()
    form.offer(meetings.cases_for_items(db.session()))
    if form.is_submitted() and form.act_on_rows(request.form.get("do", "")):
        return _question_page(form)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.prepare(session, actor=acting(), facts=form.to_facts())
        if not form.summary_errors:
            return see_other("per_capsulam.papers", decision_id=made.id)
    return _question_page(form)


def _question_page(form: QuestionForm, found: PerCapsulamDecision | None = None) -> Answer:
    values = {"form": form, "found": found, "suggested": SUGGESTED_DAYS}
    page = render_template("per_capsulam/question.html", **values)
    return page, 422 if form.summary_errors else 200


def _draft(decision_id: int) -> PerCapsulamDecision | None:
    found = queries.decision(db.session(), decision_id)
    return found if found.state is PcState.DRAFT else None


@pages.route(f"{_ONE}/andra", methods=["GET", "POST"])
@requires(PREPARE_PER_CAPSULAM)
def edit(decision_id: int) -> Answer:
    """Change a draft."""
    found = _draft(decision_id)
    if found is None:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    form = QuestionForm.from_question(found)
    form.offer(meetings.cases_for_items(db.session()))
    if form.is_submitted() and form.act_on_rows(request.form.get("do", "")):
        return _question_page(form, found)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit(session, actor=acting(), decision_id=decision_id, facts=form.to_facts())
        if not form.summary_errors:
            flash("Frågan är sparad.", "success")
            return see_other("per_capsulam.decision", decision_id=decision_id)
    return _question_page(form, found)


@pages.route(f"{_ONE}/handlingar", methods=["GET", "POST"])
@requires(PREPARE_PER_CAPSULAM)
def papers(decision_id: int) -> Answer:
    """Add the papers of a draft."""
    found = _draft(decision_id)
    if found is None:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    form = PapersForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            for file in form.file.data:
                services.add_paper(
                    session,
                    actor=acting(),
                    decision_id=decision_id,
                    filename=file.filename or "",
                    content=file.read(),
                    title=(form.title.data or "") if len(form.file.data) == 1 else "",
                )
        if not form.summary_errors:
            flash("Handlingarna är tillagda.", "success")
            return see_other("per_capsulam.papers", decision_id=decision_id)
    page = render_template("per_capsulam/papers.html", form=form, found=found)
    return page, 422 if form.summary_errors else 200


@pages.post(f"{_ONE}/handlingar/<int(max=2147483647):paper_id>/ta-bort")
@requires(PREPARE_PER_CAPSULAM)
def remove_paper(decision_id: int, paper_id: int) -> Answer:
    """Take a paper from a draft."""
    with db.transaction() as session:
        services.remove_paper(session, actor=acting(), decision_id=decision_id, paper_id=paper_id)
    return see_other("per_capsulam.papers", decision_id=decision_id)


@pages.get(f"{_ONE}/handlingar/<int(max=2147483647):paper_id>")
@requires(READ_PER_CAPSULAM)
def paper(decision_id: int, paper_id: int) -> Answer:
    """Give the bytes of one paper."""
    _readable(decision_id)
    file = queries.paper(db.session(), decision_id, paper_id).file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def _readable(decision_id: int) -> PerCapsulamDecision:
    found = queries.decision(db.session(), decision_id)
    authorize(READ_PER_CAPSULAM, found)
    return found


@pages.get(_ONE)
@requires(READ_PER_CAPSULAM)
def decision(decision_id: int) -> Answer:
    """Show a question: what is asked, the papers, who has answered and how it ended."""
    session, actor = db.session(), acting()
    found = _readable(decision_id)
    answered = {one.voter_id: one for one in found.answers}
    own = {voter.id for voter in found.voters if voter.person_id == actor.person_id}
    export = (
        sealing.export_of(session, found.file_version_id, sealed=True)
        if found.file_version_id
        else None
    )
    return render_template(
        "per_capsulam/decision.html",
        found=found,
        state=STATE_WORDS[found.state],
        answered=answered,
        may_answer=actor.may(ANSWER_PER_CAPSULAM, found) and not own & answered.keys(),
        may_prepare=actor.may(PREPARE_PER_CAPSULAM),
        # Nobody is led by the others: answers show when one has answered, or when it is over.
        show_answers=found.state is not PcState.ASKED or bool(own & answered.keys()),
        form_words=FORM_WORDS,
        matter_words=MATTER_WORDS,
        shown_by=shown_by,
        votes=votes_words(queries.answers_of(found)) if found.number else "",
        export=export,
        context=found.file_version.data if found.file_version else None,
        entries=history.events(session, found),
        lacking=_lacking(session, found),
    )


def _lacking(session: Session, found: PerCapsulamDecision) -> list[str]:
    """Return in words what stops a draft from being sent."""
    if found.state is not PcState.DRAFT:
        return []
    codes = services.lacking(session, found.id)
    return [text for code in codes for text in sentences(DomainError(code))]


@pages.get(f"{_ONE}/beslut.docx")
@requires(READ_PER_CAPSULAM)
def decision_file(decision_id: int) -> Answer:
    """Give the Word document, byte by byte as it was registered."""
    found = _readable(decision_id)
    if found.file_version is None:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    file = found.file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


@pages.route(f"{_ONE}/skicka", methods=["GET", "POST"])
@requires(PREPARE_PER_CAPSULAM)
def send(decision_id: int) -> Answer:
    """Show who will be asked, and send the question."""
    found = _draft(decision_id)
    if found is None:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    form = SendForm()
    voters = queries.regulars(db.session(), found.body_id, clock.today())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.send(
                session,
                actor=acting(),
                decision_id=decision_id,
                nobody_recused=bool(form.nobody_recused.data),
            )
        if not form.summary_errors:
            flash(f"Frågan skickas nu till {len(voters)} ledamöter.", "success")
            return see_other("per_capsulam.decision", decision_id=decision_id)
    page = render_template("per_capsulam/send.html", form=form, found=found, voters=voters)
    return page, 422 if form.summary_errors else 200


@pages.route(f"{_ONE}/svara", methods=["GET", "POST"])
@requires(ANSWER_PER_CAPSULAM)
def answer(decision_id: int) -> Answer:
    """Answer, about the form and about the matter, after strong login."""
    session, actor = db.session(), acting()
    found = queries.decision(session, decision_id)
    if found.state is not PcState.ASKED:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    authorize(ANSWER_PER_CAPSULAM, found)
    form = AnswerForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.answer(writing, actor=actor, decision_id=decision_id, **form.to_values())
        if not form.summary_errors:
            flash("Ditt svar är sparat.", "success")
            return see_other("per_capsulam.decision", decision_id=decision_id)
    page = render_template(
        "per_capsulam/answer.html",
        form=form,
        found=found,
        has=accounts.second_factors(session, actor.user_id),
    )
    return page, 422 if form.summary_errors else 200


@pages.route(f"{_ONE}/aterta", methods=["GET", "POST"])
@requires(PREPARE_PER_CAPSULAM)
def withdraw(decision_id: int) -> Answer:
    """Ask why, and take the question back."""
    found = queries.decision(db.session(), decision_id)
    if found.state not in {PcState.DRAFT, PcState.ASKED}:
        return see_other("per_capsulam.decision", decision_id=decision_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.withdraw(
                session, actor=acting(), decision_id=decision_id, reason=form.reason.data or ""
            )
        if not form.summary_errors:
            flash("Frågan är återtagen.", "success")
            return see_other("per_capsulam.decision", decision_id=decision_id)
    page = render_template("per_capsulam/withdraw.html", form=form, found=found)
    return page, 422 if form.summary_errors else 200


def answer_tasks(session: Session, actor: Actor, today: date) -> list[Task]:  # noqa: ARG001
    """Return the questions that wait for this person, and what the office has to notify."""
    found = []
    if actor.may(ANSWER_PER_CAPSULAM):
        found += [
            Task(
                text=f"Svara på frågan per capsulam, {one.heading}",
                href=url_for("per_capsulam.answer", decision_id=one.id),
                due=one.deadline,
                rule="sista dag att svara",
                mine=True,
            )
            for one in queries.unanswered_by(session, actor.person_id)
        ]
    if actor.may(PREPARE_PER_CAPSULAM):
        found += [
            Task(
                text=f"Anmäl {one.label}, {one.heading}",
                href=url_for("per_capsulam.decision", decision_id=one.id),
                rule="anmäls vid nästa sammanträde",
            )
            for one in queries.unreported(session)
        ]
    return found


def decisions_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the questions per capsulam in a case, for the case's page."""
    if not actor.may(READ_PER_CAPSULAM):
        return CasePanel()
    links = tuple(
        PanelLink(
            text=one.label,
            href=url_for("per_capsulam.decision", decision_id=one.id),
            note=f"{one.heading}, {swedish_date(one.decided_on or one.deadline)}",
        )
        for one in queries.of_case(session, case.id)
    )
    return CasePanel("Per capsulam", links)


def may_read_pdf(session: Session, actor: Actor | None, export: PdfExport) -> bool:
    """Say whether somebody may read the sealed PDF of a decision."""
    found = queries.of_file(session, export.source_id)
    return found is not None and READ_PER_CAPSULAM.allows(actor, found)
