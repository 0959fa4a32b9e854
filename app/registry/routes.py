"""Pages of the register, for the office and the auditors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask import Blueprint, current_app, flash, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.association import queries as association
from app.documents import services as documents
from app.kernel import clock, db, history
from app.kernel.actor import Actor
from app.kernel.authz import acting, requires
from app.kernel.forms import Form
from app.kernel.web import Answer, download, see_other
from app.registry import domain, queries, services
from app.registry.domain import COUNTERPART_WORDS, DIRECTION_WORDS, STATE_WORDS, Direction
from app.registry.forms import CaseForm, FilterForm, MarkForm, RecordForm
from app.registry.models import Case, Record
from app.registry.policies import KEEP_REGISTER, READ_REGISTER
from app.registry.queries import CaseFilter, CaseRow

pages = Blueprint("registry", __name__, url_prefix="/diarium")

# A number that no database row can have is a page that does not exist.
_ID = "<int(max=2147483647):{}>"
_CASE = "/" + _ID.format("case_id")
_RECORD = f"{_CASE}/handling/" + _ID.format("serial")
_FILE = f"{_RECORD}/fil/" + _ID.format("file_version_id")


@pages.get("")
@requires(READ_REGISTER)
def index() -> Answer:
    """List cases, newest first."""
    session = db.session()
    years = tuple(queries.years(session))
    page = max(1, request.args.get("sida", 1, type=int))
    wanted = FilterForm.from_query(request.args, years).to_filter()
    found = queries.cases(session, wanted, page=min(page, 10_000))
    return render_template(
        "registry/index.html",
        filters=_filters(wanted, years),
        wanted=wanted,
        cases=[_case_part(row) for row in found[: queries.PAGE]],
        more=len(found) > queries.PAGE,
        page=page,
        this_year=clock.today().year,
        may_keep=acting().may(KEEP_REGISTER),
    )


# The same facts and the same choices always look the same: each is rendered once (ADR 13).
@lru_cache(maxsize=4096)
def _case_part(row: CaseRow) -> Markup:
    return _part("registry/_case_row.html", case=row)


@lru_cache(maxsize=256)
def _filters(wanted: CaseFilter, years: tuple[int, ...]) -> Markup:
    return _part("registry/_filters.html", form=FilterForm.from_filter(wanted, years))


def _part(name: str, **values: Any) -> Markup:
    template = current_app.jinja_env.get_template(name)
    return Markup(template.render(values))  # noqa: S704 -- the template escapes


@pages.route("/nytt", methods=["GET", "POST"])
@requires(KEEP_REGISTER)
def new_case() -> Answer:
    """Open a case."""
    form = CaseForm.for_case(None, _responsible())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.open_case(session, actor=acting(), **_case_values(form))
        if not form.summary_errors:
            flash(f"Ärendet har fått nummer {made.number}.", "success")
            return see_other("registry.case", case_id=made.id)
    return _form_page("registry/case_form.html", form, case=None)


@pages.get(_CASE)
@requires(READ_REGISTER)
def case(case_id: int) -> Answer:
    """Show one case with its records."""
    session, actor = db.session(), acting()
    found = queries.case(session, case_id)
    return render_template(
        "registry/case.html",
        case=found,
        panels=[panel for panel in services.case_panels(session, found, actor) if panel.links],
        state_word=STATE_WORDS[found.state],
        records=queries.records(session, case_id),
        directions=DIRECTION_WORDS,
        counterparts=COUNTERPART_WORDS,
        entries=history.events(session, found),
        may_keep=actor.may(KEEP_REGISTER),
    )


@pages.route(f"{_CASE}/andra", methods=["GET", "POST"])
@requires(KEEP_REGISTER)
def edit_case(case_id: int) -> Answer:
    """Change a case's facts."""
    found = queries.case(db.session(), case_id)
    form = CaseForm.for_case(found, _responsible())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_case(
                session,
                actor=acting(),
                case_id=case_id,
                version=form.version.data or 0,
                **_case_values(form),
            )
        if not form.summary_errors:
            flash("Ärendet är sparat.", "success")
            return see_other("registry.case", case_id=case_id)
    return _form_page("registry/case_form.html", form, case=found)


@pages.post(f"{_CASE}/avsluta")
@requires(KEEP_REGISTER)
def close_case(case_id: int) -> Answer:
    """Close a case."""
    with db.transaction() as session:
        services.close_case(session, actor=acting(), case_id=case_id)
    flash("Ärendet är avslutat. Det kan öppnas igen om det behövs.", "success")
    return see_other("registry.case", case_id=case_id)


@pages.post(f"{_CASE}/oppna")
@requires(KEEP_REGISTER)
def reopen_case(case_id: int) -> Answer:
    """Open a closed case again."""
    with db.transaction() as session:
        services.reopen_case(session, actor=acting(), case_id=case_id)
    flash("Ärendet är öppet igen.", "success")
    return see_other("registry.case", case_id=case_id)


@pages.route(f"{_CASE}/ny-handling", methods=["GET", "POST"])
@requires(KEEP_REGISTER)
def new_record(case_id: int) -> Answer:
    """Register a record with its files."""
    found = queries.case(db.session(), case_id)
    form = RecordForm.for_today()
    uploads = form.uploads()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = _register(session, acting(), case_id, form, uploads)
        if not form.summary_errors:
            flash(f"Handlingen är registrerad som {found.number}-{made.serial}.", "success")
            return see_other("registry.case", case_id=case_id)
    return _form_page("registry/record_form.html", form, case=found, files_lost=bool(uploads))


def _register(
    session: Session,
    actor: Actor,
    case_id: int,
    form: RecordForm,
    uploads: Sequence[tuple[str, bytes]],
) -> Record:
    checked = [(name, data, documents.check_upload(name, data)) for name, data in uploads]
    stored = [
        documents.store(
            session,
            actor=actor,
            kind="handling",
            title=form.content.data or name,
            filename=name,
            media_type=media_type,
            content=data,
        )
        for name, data, media_type in checked
    ]
    session.flush()
    return services.register_record(
        session,
        actor=actor,
        case_id=case_id,
        direction=Direction(form.direction.data),
        dated=form.dated.data or clock.today(),
        counterpart=form.counterpart.data or "",
        content=form.content.data or "",
        file_version_ids=[version.id for version in stored],
    )


@pages.route(f"{_CASE}/sekretess", methods=["GET", "POST"])
@requires(KEEP_REGISTER)
def mark_case(case_id: int) -> Answer:
    """Mark a case as possibly confidential, or take the mark off."""
    found = queries.case(db.session(), case_id)
    return _mark_page(found, None)


@pages.route(f"{_RECORD}/sekretess", methods=["GET", "POST"])
@requires(KEEP_REGISTER)
def mark_record(case_id: int, serial: int) -> Answer:
    """Mark a record as possibly confidential, or take the mark off."""
    found = queries.record(db.session(), case_id=case_id, serial=serial)
    return _mark_page(found.case, found)


def _mark_page(case: Case, record: Record | None) -> Answer:
    form = MarkForm.for_marked(record or case, association.get_association(db.session()).name)
    if request.form.get("do") == "unmark":
        with db.transaction() as session:
            _unmark(session, case.id, record.serial if record else None)
        flash("Sekretessmarkeringen är borttagen. Den finns kvar i händelserna.", "success")
        return see_other("registry.case", case_id=case.id)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            _mark(session, case.id, record.serial if record else None, form)
        if not form.summary_errors:
            flash("Sekretessmarkeringen är sparad.", "success")
            return see_other("registry.case", case_id=case.id)
    return _form_page("registry/mark_form.html", form, case=case, record=record)


def _mark(session: Session, case_id: int, serial: int | None, form: MarkForm) -> None:
    mark, actor = form.to_mark(), acting()
    if serial is None:
        services.mark_case(session, actor=actor, case_id=case_id, mark=mark)
    else:
        services.mark_record(session, actor=actor, case_id=case_id, serial=serial, mark=mark)


def _unmark(session: Session, case_id: int, serial: int | None) -> None:
    if serial is None:
        services.unmark_case(session, actor=acting(), case_id=case_id)
    else:
        services.unmark_record(session, actor=acting(), case_id=case_id, serial=serial)


@pages.get(_FILE)
@requires(READ_REGISTER)
def file(case_id: int, serial: int, file_version_id: int) -> Answer:
    """Hand out a file of a record."""
    found = queries.record_file(
        db.session(), case_id=case_id, serial=serial, file_version_id=file_version_id
    )
    bytes_of_file = documents.content(found)
    return download(bytes_of_file, filename=found.filename, media_type=found.media_type)


@pages.get("/logg-<int(min=1900, max=2999):year>.csv")
@requires(READ_REGISTER)
def log(year: int) -> Answer:
    """Hand out the year's log of the register, for Excel (rule O4)."""
    content = domain.log_as_csv(
        (row.at.astimezone(clock.STOCKHOLM), row.actor_name, row.action, row.sentence, row.details)
        for row in queries.log(db.session(), year=year)
    )
    return download(content, filename=f"diariets-logg-{year}.csv", media_type="text/csv")


def _responsible() -> dict[int, str]:
    """Return those who may be responsible for a case: the office of today."""
    seats = association.office_at(db.session(), clock.today())
    return {seat.person_id: seat.name for seat in seats}


def _case_values(form: CaseForm) -> dict[str, Any]:
    return {
        "heading": form.heading.data or "",
        "counterpart": form.counterpart.data or "",
        "responsible_id": form.responsible_id.data,
    }


def _form_page(template: str, form: Form, **values: Any) -> Answer:
    page = render_template(template, form=form, **values)
    return (page, 422) if form.summary_errors else page
