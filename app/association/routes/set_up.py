"""The set-up of an empty installation: one thing per page, everything made at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import flask
from flask import Blueprint, flash, redirect, render_template, url_for

from app.association import queries, services
from app.association.domain import MISSING_WORDS, PARTY_WORDS, PartyType, organisation_number
from app.association.forms import (
    SetUpAssociationForm,
    SetUpBoardForm,
    SetUpDirectorForm,
    SetUpMembersForm,
    SetUpPasswordForm,
)
from app.kernel import db
from app.kernel.authz import PUBLIC, requires
from app.kernel.errors import DomainError, NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other

_KEPT = "kom-igang"
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class _Step:
    """One page of the set-up; ``start`` is what the form holds the first time."""

    name: str
    label: str
    form: type[Form]
    start: dict[str, str]
    check: Callable[[Any], None] = lambda _form: None


def _check_number(form: SetUpAssociationForm) -> None:
    number = form.organisation_number
    number.data = organisation_number(number.data or "")


def _check_members(form: SetUpMembersForm) -> None:
    names = [name for name, _ in form.to_members()]
    if not names:
        raise DomainError("association.members_missing")
    for name in names:
        if names.count(name) > 1:
            raise DomainError("association.member_exists", name=name)


_STEPS = (
    _Step("forbundet", "Förbundet", SetUpAssociationForm, {}, _check_number),
    _Step(
        "medlemmar",
        "Medlemmarna",
        SetUpMembersForm,
        {"employment": "Arbetsförmedlingen", "insurance": "Försäkringskassan"},
        _check_members,
    ),
    _Step("styrelsen", "Styrelsen", SetUpBoardForm, {"board_name": "Styrelsen"}),
    _Step("du", "Du själv", SetUpDirectorForm, {}),
)
_BY_NAME = {step.name: step for step in _STEPS}


def set_up_pages(pages: Blueprint) -> None:
    """Add the pages of the set-up."""
    both = ["GET", "POST"]
    pages.add_url_rule("/kom-igang", view_func=set_up)
    pages.add_url_rule("/kom-igang/kontrollera", view_func=set_up_check, methods=both)
    pages.add_url_rule("/kom-igang/<name>", view_func=set_up_step, methods=both)


def _only_when_empty() -> None:
    if queries.find_association(db.session()) is not None:
        raise NotFound


def _kept() -> dict[str, dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = flask.session.get(_KEPT, {})
    return kept


def _steps(current: str) -> list[dict[str, Any]]:
    """Return the steps as the component ``stepper`` wants them."""
    kept = _kept()
    names = [(step.name, step.label) for step in _STEPS] + [("kontrollera", "Kontrollera")]
    return [
        {"label": label, "state": _state(name, current, kept), "date": None, "note": None}
        for name, label in names
    ]


def _state(name: str, current: str, kept: dict[str, Any]) -> str:
    if name == current:
        return "current"
    return "done" if name in kept else "coming"


def _next() -> Answer:
    """Go to the first step that has not been answered, or to the check."""
    left = next((step.name for step in _STEPS if step.name not in _kept()), None)
    if left is None:
        return see_other("association.set_up_check")
    return see_other("association.set_up_step", name=left)


@requires(PUBLIC)
def set_up() -> Answer:
    """Tell what the set-up asks for."""
    _only_when_empty()
    return render_template("association/set_up.html", started=bool(_kept()), steps=_STEPS)


@requires(PUBLIC)
def set_up_step(name: str) -> Answer:
    """Ask one thing, keep the answer and go on."""
    _only_when_empty()
    step = _BY_NAME.get(name)
    if step is None:
        raise NotFound
    form = step.form(data=_kept().get(name, step.start))
    if form.validate_on_submit():
        with form.refusals():
            step.check(form)
        if not form.summary_errors:
            flask.session[_KEPT] = _kept() | {name: _answers(form)}
            return _next()
    values = {"form": form, "step": step, "steps": _steps(name), "back": _back(step)}
    page = render_template(f"association/set_up_{name}.html", **values)
    return (page, 422) if form.summary_errors else page


def _answers(form: Form) -> dict[str, Any]:
    return {field.short_name: field.data for field in form if field.short_name != "csrf_token"}


def _back(step: _Step) -> str:
    at = _STEPS.index(step)
    if at == 0:
        return url_for("association.set_up")
    return url_for("association.set_up_step", name=_STEPS[at - 1].name)


def _answered(form: type[F], name: str) -> F:
    """Return a step's form filled with what was kept, for reading."""
    return form(formdata=None, data=_kept()[name])


@requires(PUBLIC)
def set_up_check() -> Answer:
    """Show every answer, ask for a password, and make everything in one go."""
    _only_when_empty()
    if any(step.name not in _kept() for step in _STEPS):
        return _next()
    form = SetUpPasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            _make(form)
        if not form.summary_errors:
            flask.session.pop(_KEPT)
            flash("Förbundet är upplagt. Logga in med din e-postadress och lösenordet.", "success")
            return redirect(url_for("accounts.login"), 303)  # type: ignore[return-value]
    page = render_template("association/set_up_check.html", form=form, **_to_check())
    return (page, 422) if form.summary_errors else page


def _to_check() -> dict[str, Any]:
    members = _answered(SetUpMembersForm, "medlemmar").to_members()
    present = {party for _, party in members}
    return {
        "steps": _steps("kontrollera"),
        "facts": _answered(SetUpAssociationForm, "forbundet").to_facts(),
        "members": [(name, PARTY_WORDS[party]) for name, party in members],
        "missing": [MISSING_WORDS[party] for party in PartyType if party not in present],
        "board_name": _answered(SetUpBoardForm, "styrelsen").board_name.data,
        "director": _answered(SetUpDirectorForm, "du").to_facts(),
    }


def _make(form: SetUpPasswordForm) -> None:
    if form.password.data != form.again.data:
        raise DomainError("accounts.passwords_differ", field="again")
    with db.transaction() as session:
        services.set_up(
            session,
            facts=_answered(SetUpAssociationForm, "forbundet").to_facts(),
            members=_answered(SetUpMembersForm, "medlemmar").to_members(),
            board_name=_answered(SetUpBoardForm, "styrelsen").board_name.data or "",
            director=_answered(SetUpDirectorForm, "du").to_facts(),
            password=form.password.data or "",
        )
