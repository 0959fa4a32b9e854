"""What the preparing people meet: what they are asked about, and their organisation's opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, jsonify, render_template, request, url_for

from app.applications.domain.access import Access
from app.applications.domain.preparing import GROUND_WORDS, Ground
from app.applications.domain.states import ApplicationState, OpinionState
from app.applications.domain.words import DIRECTION_WORDS, KIND_WORDS, STANCE_WORDS
from app.applications.forms.preparing import OpinionForm, SendForm
from app.applications.models import Application, Opinion
from app.applications.policies import GIVE_OPINION
from app.applications.queries import preparing
from app.applications.queries.preparing import OpinionRow, Standing
from app.applications.queries.sending import attached_files
from app.applications.queries.whole import counting_answers
from app.applications.routes.loading import opened
from app.applications.services import preparing as services
from app.applications.services.opinions import may_see
from app.applications.services.recusing import own_hints
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, saved, see_other, wants_json

_ONE = "/ansokningar/<int(min=1, max=2147483647):application_id>/beredning/yttrande"


def opinion_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule("/ansokningar/yttranden", view_func=opinions)
    pages.add_url_rule(_ONE, view_func=opinion, methods=both)
    pages.add_url_rule(
        f"{_ONE}/<int(min=1, max=2147483647):opinion_id>/skicka",
        view_func=opinion_send,
        methods=both,
    )


@requires(GIVE_OPINION)
def opinions() -> Answer:
    """List what the person is asked to give an opinion about, what waits first."""
    asked = preparing.asked_of(db.session(), acting().person_id, clock.today())
    waiting = [row for row in asked if row.waits]
    waiting.sort(key=lambda row: (row.by_when is None, row.by_when))
    return render_template(
        "applications/opinions.html",
        waiting=waiting,
        answered=[row for row in asked if not row.waits],
        today=clock.today(),
    )


def _own(standing: Standing) -> list[OpinionRow]:
    """Return the opinions that the person may write in the round; raises NotFound without any."""
    seats = preparing.spoken_for(db.session(), acting().person_id, clock.today())
    members = seats.get(standing.body_id, frozenset())
    own = [one for one in standing.opinions if one.member_id in members]
    if not own:
        raise NotFound
    return own


def _chosen(own: list[OpinionRow]) -> OpinionRow:
    """Return the opinion that the page is about: the one asked for, or the first that waits."""
    wanted = request.args.get("medlem", type=int)
    waiting = [one for one in own if one.state is OpinionState.OPEN]
    return next((one for one in own if one.member_id == wanted), (waiting or own)[0])


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything that lies before somebody who writes an opinion."""

    application: Application
    access: Access
    standing: Standing
    own: list[OpinionRow]
    chosen: OpinionRow

    @property
    def writable(self) -> bool:
        """Say whether the opinion can still be written."""
        goes_on = self.application.state is ApplicationState.IN_PREPARATION
        return self.standing.open and goes_on and self.chosen.state is OpinionState.OPEN

    def late(self, today: date) -> bool:
        """Say whether the day for the opinion has passed without one."""
        due = self.standing.by_when
        return self.writable and due is not None and due < today


def _desk(application_id: int) -> _Desk:
    session = db.session()
    application, access = opened(session, application_id, GIVE_OPINION)
    standing = preparing.standing(session, application_id)
    if standing is None:
        raise NotFound
    own = _own(standing)
    return _Desk(application, access, standing, own, _chosen(own))


@requires(GIVE_OPINION)
def opinion(application_id: int) -> Answer:
    """Show the application in short and the person's organisation's opinion, and save it."""
    desk = _desk(application_id)
    form = OpinionForm.for_opinion(desk.chosen)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            row = services.save_opinion(
                session,
                actor=acting(),
                opinion_id=desk.chosen.id,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            return _after_saving(application_id, row)
    if form.summary_errors and wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _opinion_page(desk, form)


def _after_saving(application_id: int, row: Opinion) -> Answer:
    if wants_json():
        return saved(version=row.version_id)
    if request.form.get("do") == "send":
        return see_other(
            "applications.opinion_send", application_id=application_id, opinion_id=row.id
        )
    flash("Utkastet är sparat. Bara ni som företräder medlemmen ser det.", "success")
    return see_other(
        "applications.opinion", application_id=application_id, medlem=row.member_organisation_id
    )


def _opinion_page(desk: _Desk, form: OpinionForm) -> Answer:
    session, application, actor = db.session(), desk.application, acting()
    page = render_template(
        "applications/opinion.html",
        desk=desk,
        application=application,
        answers=counting_answers(session, application.id),
        kind_word=KIND_WORDS[application.kind],
        direction_word=DIRECTION_WORDS[application.direction] if application.direction else "",
        years=preparing.applied_years(session, application.id),
        files=attached_files(session, application.id),
        form=form,
        late=desk.late(clock.today()),
        visible=may_see(session, actor=actor, access=desk.access, round_=desk.standing),
        hints=own_hints(
            session,
            access=desk.access,
            person_id=actor.person_id,
            member=desk.chosen.organisation,
        ),
        stance_words=STANCE_WORDS,
        ground_words=GROUND_WORDS,
    )
    return page, 422 if form.summary_errors else 200


@requires(GIVE_OPINION)
def opinion_send(application_id: int, opinion_id: int) -> Answer:
    """Show what is about to be sent and locked, and send it."""
    desk = _desk(application_id)
    if opinion_id not in {one.id for one in desk.own}:
        raise NotFound
    row = preparing.opinion(db.session(), opinion_id)
    form = SendForm()
    if not form.is_submitted():
        form.version.data = row.version_id
    if form.validate_on_submit():
        with form.refusals(), db.transaction():
            _send(form, row)
        if not form.summary_errors:
            flash("Yttrandet är skickat och låst. Nu ser du vad de andra har svarat.", "success")
            return see_other(
                "applications.opinion",
                application_id=application_id,
                medlem=row.member_organisation_id,
            )
    page = render_template(
        "applications/opinion_send.html",
        application=desk.application,
        opinion=row,
        form=form,
        stance_words=STANCE_WORDS,
        ground_words=GROUND_WORDS,
        back=url_for(
            "applications.opinion",
            application_id=application_id,
            medlem=row.member_organisation_id,
        ),
    )
    return page, 422 if form.summary_errors else 200


def _send(form: SendForm, row: Opinion) -> None:
    session, version = db.session(), form.version.data or 0
    if row.ground:
        services.recuse(
            session,
            actor=acting(),
            opinion_id=row.id,
            version=version,
            ground=Ground(row.ground),
            text=row.text,
        )
        return
    services.send_opinion(session, actor=acting(), opinion_id=row.id, version=version)
