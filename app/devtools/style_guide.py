"""The style page: every component in every state, and three whole pages made of them.

Registered only in developer mode; reads and writes nothing.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.validators import Optional

from app.devtools import style_examples
from app.kernel import web
from app.kernel.authz import PUBLIC, requires
from app.kernel.forms import Clock, Day, Form, LongText, Money, Text, Version, Whole

blueprint = Blueprint("style_guide", __name__, url_prefix="/stilguide")

_BODIES = {"styrelsen": "Styrelsen", "lsg": "LSG"}
_MODES = {
    "plats": "På plats",
    "distans": "På distans",
    "blandat": "På plats och på distans",
}
_RECEIVERS = {
    "sokande": "Medlefors folkhögskola",
    "af": "Arbetsförmedlingen",
    "fk": "Försäkringskassan",
}
_PAGES = {
    "sammantrade": "meeting",
    "protokoll": "minutes",
    "anslagstavla": "notice_board",
    "konflikt": "conflict",
    "fraga": "confirm",
}


class ClauseRow(PlainForm):
    """One att-sats with the id of its row."""

    id = HiddenField()
    text = LongText("Att-sats", "Skriv vad som ska beslutas, eller ta bort raden.")


class ExampleForm(Form):
    """One field of each kind."""

    heading = Text(
        "Rubrik",
        "Skriv en rubrik för ärendet.",
        description="Så kort att den ryms på en rad i dagordningen.",
    )
    body = SelectField("Organ", choices=_BODIES)
    day = Day("Dag", "Välj vilken dag ni ska träffas.")
    starts_at = Clock("Börjar", "Skriv när sammanträdet börjar.")
    ends_at = Clock("Slutar")
    amount = Money("Belopp", [Optional()], description="Hela kronor, till exempel 600 000.")
    copies = Whole("Antal exemplar", [Optional()])
    background = LongText(
        "Bakgrund", description="Skrivs i kallelsen under rubriken. Fältet växer med texten."
    )
    mode = RadioField("Så hålls sammanträdet", choices=_MODES)
    receivers = SelectMultipleField("Protokollsutdrag till", choices=_RECEIVERS)
    confidential = BooleanField(
        "Innehåller uppgifter som kan omfattas av sekretess",
        description="Ärendet visas då inte på den publika sidan.",
    )
    annex = FileField("Bilaga", [Optional()], description="Word, PDF eller Excel, högst 25 MB.")
    password = PasswordField("Lösenord", description="Minst tolv tecken.")
    clauses = FieldList(FormField(ClauseRow), label="Beslut")
    version = Version()


@blueprint.get("/")
@requires(PUBLIC)
def index() -> str:
    """Show every component."""
    return render_template(
        "devtools/stilguide.html",
        examples=style_examples,
        filled=_filled(),
        wrong=_wrong(),
        listed=_form([("body", "styrelsen")], prefix="lista-"),
        pages=_PAGES,
    )


@blueprint.post("/")
@requires(PUBLIC)
def nothing() -> web.Answer:
    """Take any form of the style page, keep nothing, and answer as a real page would."""
    if "order" in request.form:
        return "", 204
    if web.wants_json():
        return web.saved(version=request.form.get("version", default=0, type=int) + 1)
    return index()


@blueprint.route("/<page>", methods=["GET", "POST"])
@requires(PUBLIC)
def whole_page(page: str) -> str:
    """Show one of the whole pages that are made of the components."""
    if page not in _PAGES:
        abort(404)
    return render_template(
        f"devtools/{_PAGES[page]}.html",
        examples=style_examples,
        form=_filled(),
        actor=SimpleNamespace(name="Karin Öberg"),
        conflict=style_examples.CONFLICT,
    )


@blueprint.get("/fel/<code>")
@requires(PUBLIC)
def error_page(code: str) -> str:
    """Show an error page with what it would know."""
    if code not in style_examples.ERRORS:
        abort(404)
    return render_template(f"errors/{code}.html", **style_examples.ERRORS[code])


def _filled() -> ExampleForm:
    return _form(style_examples.FILLED, prefix="")


def _wrong() -> ExampleForm:
    form = _form(style_examples.WRONG, prefix="fel-")
    form.validate()
    return form


def _form(values: list[tuple[str, str]], *, prefix: str) -> ExampleForm:
    data: MultiDict[str, Any] = MultiDict((prefix + name, value) for name, value in values)
    return ExampleForm(formdata=data, prefix=prefix, meta={"csrf": False})
