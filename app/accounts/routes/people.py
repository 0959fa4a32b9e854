"""The register of people, kept by the office."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, render_template, url_for

from app.accounts import queries, services
from app.accounts.forms import InviteForm, PersonForm
from app.accounts.policies import MANAGE_PEOPLE, SEE_PEOPLE
from app.config import Settings
from app.kernel import clock, db, history
from app.kernel.authz import acting, requires
from app.kernel.forms import Form
from app.kernel.ui import association_of_page
from app.kernel.web import Answer, see_other


def people_pages(pages: Blueprint) -> None:
    """Add the pages of the register."""
    base = "/forbundet/personer"
    one = f"{base}/<int:person_id>"
    pages.add_url_rule(base, view_func=people)
    pages.add_url_rule(one, view_func=person)
    for rule, view in (
        (f"{base}/ny", new_person),
        (f"{one}/andra", edit_person),
        (f"{one}/bjud-in", invite),
        (f"{one}/stang-inloggningen", close_user),
    ):
        pages.add_url_rule(rule, view_func=view, methods=["GET", "POST"])


@requires(SEE_PEOPLE)
def people() -> Answer:
    """List everybody, by Swedish alphabet."""
    session = db.session()
    words = _assignments()
    rows = [(row, words.get(row.id, [])) for row in queries.people(session)]
    may_manage = acting().may(MANAGE_PEOPLE)
    return render_template("accounts/people.html", rows=rows, may_manage=may_manage)


@requires(SEE_PEOPLE)
def person(person_id: int) -> Answer:
    """Show one person: facts, assignments, login, what has happened."""
    session = db.session()
    found = queries.person(session, person_id)
    entity = queries.person_entity(session, person_id)
    return render_template(
        "accounts/person.html",
        person=found,
        assignments=_assignments().get(person_id, []),
        entries=history.events(session, entity),
        may_manage=acting().may(MANAGE_PEOPLE),
        has_factor=bool(found.user_id and queries.has_second_factor(session, found.user_id)),
    )


def _assignments() -> dict[int, list[str]]:
    """Return what each person is today, from those who know."""
    words: dict[int, list[str]] = {}
    for answer in queries.assignments(db.session(), clock.today()):
        for person_id, found in answer.items():
            words.setdefault(person_id, []).extend(found)
    return words


@requires(MANAGE_PEOPLE)
def new_person() -> Answer:
    """Add a person to the register."""
    form = PersonForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.create_person(session, actor=acting(), facts=form.to_facts())
        if not form.summary_errors:
            flash(f"{made.name} finns nu i personregistret.", "success")
            return see_other("accounts.person", person_id=made.id)
    page = render_template("accounts/person_form.html", form=form, person=None)
    return (page, 422) if form.summary_errors else page


@requires(MANAGE_PEOPLE)
def edit_person(person_id: int) -> Answer:
    """Change what the register says about a person."""
    found = queries.person(db.session(), person_id)
    form = PersonForm.from_person(found)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_person(
                session,
                actor=acting(),
                person_id=person_id,
                version=form.version.data or 0,
                facts=form.to_facts(),
            )
        if not form.summary_errors:
            flash("Uppgifterna är sparade.", "success")
            return see_other("accounts.person", person_id=person_id)
    page = render_template("accounts/person_form.html", form=form, person=found)
    return (page, 422) if form.summary_errors else page


@requires(MANAGE_PEOPLE)
def invite(person_id: int) -> Answer:
    """Give a person a login; without a mail server the link is shown, this once."""
    found = queries.person(db.session(), person_id)
    form = InviteForm(data={"email": found.login_email or found.email})
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            link = services.invite(
                session,
                actor=acting(),
                person_id=person_id,
                email=form.email.data or "",
                link_of=invitation_link,
                association_name=sender_name(),
            )
        if not form.summary_errors:
            return _invited(found, link)
    page = render_template("accounts/invite.html", form=form, person=found)
    return (page, 422) if form.summary_errors else page


def _invited(found: queries.PersonRow, link: str) -> Answer:
    if not _settings().smtp_host:
        return render_template("accounts/invited.html", person=found, link=link)
    flash(f"Inbjudan till {found.name} skickas nu.", "success")
    return see_other("accounts.person", person_id=found.id)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def invitation_link(token: str) -> str:
    """Return the whole address of a one-time link."""
    path = url_for("accounts.use_invitation", token=token)
    return _settings().base_url.rstrip("/") + path


def sender_name() -> str:
    """Return who the mail is from."""
    association = next(iter(association_of_page()), None)
    return str(association.name) if association else "Klubba"


@requires(MANAGE_PEOPLE)
def close_user(person_id: int) -> Answer:
    """Ask, and then close a person's login."""
    found = queries.person(db.session(), person_id)
    form = Form()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.close_user(session, actor=acting(), person_id=person_id)
        if not form.summary_errors:
            flash(f"Inloggningen för {found.name} är stängd.", "success")
            return see_other("accounts.person", person_id=person_id)
    page = render_template("accounts/close_login.html", form=form, person=found)
    return (page, 422) if form.summary_errors else page
