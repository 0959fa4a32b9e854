"""The office's side of the preparation: give to a group, the position, the brief to the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template

from app.applications.domain import OFFICE_WORDS, ApplicationState
from app.applications.domain.access import Access
from app.applications.domain.preparing import GROUND_WORDS
from app.applications.domain.words import STANCE_WORDS
from app.applications.forms.preparing import (
    ActForm,
    AssignForm,
    PositionForm,
    ReasonForm,
    TimesForm,
)
from app.applications.models import Application
from app.applications.policies import HANDLE_APPLICATION, READ_PREPARATION
from app.applications.queries import preparing
from app.applications.queries.preparing import Standing
from app.applications.routes.addresses import page_address
from app.applications.routes.loading import opened
from app.applications.services import preparing as services
from app.applications.services.briefing import brief
from app.applications.services.opinions import may_see
from app.association import queries as association
from app.association.domain import BodyKind
from app.documents import services as documents
from app.documents.engine import prose
from app.kernel import clock, db
from app.kernel.actor import Permission
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other

if TYPE_CHECKING:
    from app.association.models import Body

_PAGE = "/ansokningar/<int(min=1, max=2147483647):application_id>/beredning"
_ASSIGNABLE = frozenset({ApplicationState.REGISTERED, ApplicationState.IN_PREPARATION})


def preparation_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_PAGE, view_func=preparation)
    pages.add_url_rule(f"{_PAGE}/ny", view_func=prepare, methods=both)
    pages.add_url_rule(f"{_PAGE}/tid", view_func=preparation_times, methods=both)
    pages.add_url_rule(f"{_PAGE}/stallningstagande", view_func=position, methods=both)
    pages.add_url_rule(f"{_PAGE}/utan", view_func=preparation_skip, methods=both)
    pages.add_url_rule(f"{_PAGE}/klar", view_func=preparation_close, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/ta-tillbaka", view_func=preparation_take_back, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/underlag", view_func=preparation_brief, methods=both)
    pages.add_url_rule(f"{_PAGE}/underlag.docx", view_func=preparation_document)


@requires(READ_PREPARATION)
def preparation(application_id: int) -> Answer:
    """Show every round: who has answered, what they said, where the group stands."""
    session = db.session()
    application, access = opened(session, application_id, READ_PREPARATION)
    return _preparation_page(application, access, ActForm())


def _preparation_page(application: Application, access: Access, form: ActForm) -> Answer:
    session, actor = db.session(), acting()
    found = preparing.rounds(session, application.id)
    shown = [(one, may_see(session, actor=actor, access=access, round_=one)) for one in found]
    office = actor.may(HANDLE_APPLICATION, access)
    page = render_template(
        "applications/preparation.html",
        application=application,
        state_word=OFFICE_WORDS[application.state],
        rounds=shown,
        notes={one.preparation_id: prose(one.notes) for one in found},
        office=office,
        own=_own_waits(found, actor.person_id),
        brief_shown=_sees_all(shown),
        form=form,
        stance_words=STANCE_WORDS,
        ground_words=GROUND_WORDS,
    )
    return page, 422 if form.summary_errors else 200


def _sees_all(shown: list[tuple[Standing, bool]]) -> bool:
    return all(visible for _, visible in shown)


def _own_waits(found: tuple[Standing, ...], person_id: int) -> bool:
    """Say whether the person speaks for somebody in the latest round."""
    if not found:
        return False
    seats = preparing.spoken_for(db.session(), person_id, clock.today())
    mine = seats.get(found[0].body_id, frozenset())
    return any(one.member_id in mine for one in found[0].opinions)


def _in_state(
    application_id: int, needed: Permission, *states: ApplicationState
) -> tuple[Application, Access]:
    """Return the application when it is where the page belongs; raises NotFound."""
    application, access = opened(db.session(), application_id, needed)
    if application.state not in states:
        raise NotFound
    return application, access


def _groups() -> list[Body]:
    found = association.bodies(db.session(), clock.today())
    return [body for body in found if body.kind is BodyKind.PREPARATORY]


@requires(HANDLE_APPLICATION)
def prepare(application_id: int) -> Answer:
    """Choose which group prepares the application, and by when."""
    application, _ = _in_state(application_id, HANDLE_APPLICATION, *_ASSIGNABLE)
    groups = _groups()
    form = AssignForm.for_bodies(groups)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.assign(
                session,
                actor=acting(),
                application_id=application_id,
                body_id=int(form.body_id.data),
                meets_on=form.meets_on.data,
                due_on=form.due_on.data,
                link=page_address("applications.opinion", application_id=application_id),
            )
        if not form.summary_errors:
            asked = len(made.opinions)
            words = "en medlem" if asked == 1 else f"{asked} medlemmar"
            flash(f"Ansökan bereds nu, och {words} är ombedda att yttra sig.", "success")
            return see_other("applications.preparation", application_id=application_id)
    session = db.session()
    page = render_template(
        "applications/prepare.html",
        application=application,
        groups=groups,
        members={
            body.id: preparing.seated_members(session, body_id=body.id, day=clock.today())
            for body in groups
        },
        latest=preparing.standing(session, application_id),
        form=form,
    )
    return page, 422 if form.summary_errors else 200


@requires(HANDLE_APPLICATION)
def preparation_times(application_id: int) -> Answer:
    """Move the group's meeting or the last day for opinions."""
    state = ApplicationState.IN_PREPARATION
    application, _ = _in_state(application_id, HANDLE_APPLICATION, state)
    standing = _open_round(application_id)
    form = TimesForm(data={"meets_on": standing.meets_on, "due_on": standing.due_on})
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.reschedule(
                session,
                actor=acting(),
                application_id=application_id,
                meets_on=form.meets_on.data,
                due_on=form.due_on.data,
            )
        if not form.summary_errors:
            flash("Tiden är ändrad.", "success")
            return see_other("applications.preparation", application_id=application_id)
    page = render_template(
        "applications/preparation_times.html", application=application, standing=standing, form=form
    )
    return page, 422 if form.summary_errors else 200


def _open_round(application_id: int) -> Standing:
    standing = preparing.standing(db.session(), application_id)
    if standing is None or not standing.open:
        raise NotFound
    return standing


@requires(HANDLE_APPLICATION)
def position(application_id: int) -> Answer:
    """Write where the group stands, beside what its members have said."""
    state = ApplicationState.IN_PREPARATION
    application, _ = _in_state(application_id, HANDLE_APPLICATION, state)
    standing = _open_round(application_id)
    form = PositionForm.for_round(standing)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_position(
                session,
                actor=acting(),
                application_id=application_id,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash("Gruppens ställningstagande är sparat.", "success")
            return see_other("applications.preparation", application_id=application_id)
    page = render_template(
        "applications/position.html",
        application=application,
        standing=standing,
        form=form,
        stance_words=STANCE_WORDS,
        ground_words=GROUND_WORDS,
    )
    return page, 422 if form.summary_errors else 200


@requires(HANDLE_APPLICATION)
def preparation_skip(application_id: int) -> Answer:
    """Ask why, then send the application on to the board without preparation."""
    state = ApplicationState.REGISTERED
    application, _ = _in_state(application_id, HANDLE_APPLICATION, state)
    form = ReasonForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.go_without(
                session,
                actor=acting(),
                application_id=application_id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash("Ansökan är klar för styrelsen, utan beredning.", "success")
            return see_other("applications.workspace", application_id=application_id)
    page = render_template("applications/preparation_skip.html", application=application, form=form)
    return page, 422 if form.summary_errors else 200


@requires(HANDLE_APPLICATION)
def preparation_close(application_id: int) -> Answer:
    """End the preparation: the application is ready for the board."""
    application, access = opened(db.session(), application_id, HANDLE_APPLICATION)
    form = ActForm()
    with form.refusals(), db.transaction() as session:
        services.close(session, actor=acting(), application_id=application_id)
    if form.summary_errors:
        return _preparation_page(application, access, form)
    flash("Beredningen är klar. Ansökan väntar på att läggas på en dagordning.", "success")
    return see_other("applications.workspace", application_id=application_id)


@requires(HANDLE_APPLICATION)
def preparation_take_back(application_id: int) -> Answer:
    """Take the application back to its group."""
    application, access = opened(db.session(), application_id, HANDLE_APPLICATION)
    form = ActForm()
    with form.refusals(), db.transaction() as session:
        services.take_back(session, actor=acting(), application_id=application_id)
    if form.summary_errors:
        return _preparation_page(application, access, form)
    flash("Ansökan bereds igen.", "success")
    return see_other("applications.preparation", application_id=application_id)


@requires(READ_PREPARATION)
def preparation_brief(application_id: int) -> Answer:
    """Show the brief to the board as things stand, and make it in Word for the office."""
    session = db.session()
    application, access = _briefed(application_id)
    office = acting().may(HANDLE_APPLICATION, access)
    form = ActForm()
    if office and form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.make_brief(session, actor=acting(), application_id=application_id)
        if not form.summary_errors:
            flash("Underlaget är gjort och registrerat i ärendet.", "success")
            return see_other("applications.preparation_brief", application_id=application_id)
    stored = preparing.stored_brief(session, application.case_id or 0)
    shown = brief(session, application)
    page = render_template(
        "applications/brief.html",
        application=application,
        d=shown,
        stored=stored,
        same=stored is not None and stored.data == shown,
        office=office,
        form=form,
    )
    return page, 422 if form.summary_errors else 200


def _briefed(application_id: int) -> tuple[Application, Access]:
    """Return the application for somebody who may see its members' opinions."""
    session = db.session()
    application, access = opened(session, application_id, READ_PREPARATION)
    latest = preparing.standing(session, application_id)
    if latest is not None and not may_see(session, actor=acting(), access=access, round_=latest):
        raise NotFound
    return application, access


@requires(READ_PREPARATION)
def preparation_document(application_id: int) -> Answer:
    """Give the latest brief as it was made."""
    application, _ = _briefed(application_id)
    file = preparing.stored_brief(db.session(), application.case_id or 0)
    if file is None:
        raise NotFound
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)
