"""Forms keep what was typed and say in Swedish what to write instead."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, SelectField
from wtforms.fields.choices import SelectChoice

from app.kernel import forms
from app.kernel.errors import DomainError, EditConflict, add_sentences
from app.kernel.forms import Clock, Day, EmailAddress, Form, LongText, Money, Text, Version, Whole


class Letter(Form):
    class Meta(Form.Meta):
        csrf = False

    heading = Text("Rubrik", "Skriv en rubrik.", limit=20)
    body = LongText("Text")
    on = Day("Datum", "Ange datum.")
    at = Clock("Klockslag")
    amount = Money("Belopp")
    copies = Whole("Antal")
    reply_to = EmailAddress("E-post")
    kind = SelectField("Slag", choices=[SelectChoice("a", "A")], default="a")
    version = Version()


GOOD = {"heading": "Kallelse", "on": "2017-02-24", "kind": "a"}


@pytest.fixture(autouse=True)
def context():
    with Flask("forms").app_context():
        yield


def filled(**values: str) -> Letter:
    form = Letter(formdata=MultiDict({**GOOD, **values}))
    form.validate()
    return form


def only_error(form: Letter, name: str) -> str:
    assert list(form.errors) == [name]
    return form.errors[name][0]


def test_good_values_are_read():
    form = filled(
        at="9.05",
        amount="1 250,50",
        copies="7",
        version="3",
        body=" rad\r\nrad ",
        reply_to="a@b.se",
    )

    assert form.errors == {}
    assert (form.on.data, form.at.data) == (date(2017, 2, 24), time(9, 5))
    assert (form.amount.data, form.copies.data, form.version.data) == (125_050, 7, 3)
    assert form.body.data == "rad\nrad"


def test_a_date_that_does_not_exist_is_refused_and_shown_again():
    form = filled(on="2017-06-31")

    assert only_error(form, "on") == "Datumet 2017-06-31 finns inte. Kontrollera dag och månad."
    assert 'value="2017-06-31"' in form.on()


@pytest.mark.parametrize("text", ["31/6 2017", "igår", "2017-6-1", "20170631x"])
def test_what_is_not_a_date_gets_an_example(text):
    assert "till exempel 2017-02-24" in only_error(filled(on=text), "on")


def test_a_missing_required_value_gets_its_own_sentence():
    assert only_error(filled(heading="  "), "heading") == "Skriv en rubrik."
    assert only_error(filled(on=""), "on") == "Ange datum."


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("at", "nio", "09.00"),
        ("at", "25:00", "09.00"),
        ("amount", "1.250", "600"),
        ("copies", "sju", "7"),
        ("copies", "7,5", "7"),
        ("reply_to", "anna@", "@"),
        ("kind", "zz", "Välj"),
    ],
)
def test_a_bad_value_is_kept_and_gets_an_example(name, text, hint):
    form = filled(**{name: text})

    assert hint in only_error(form, name)
    if name != "kind":
        assert f'value="{text}"' in form[name]()


def test_control_characters_are_made_visible_and_refused():
    form = filled(heading="Kall\x07else\x7f")

    assert "styrtecken" in only_error(form, "heading")
    assert form.heading.data == "Kall␇else␡"


def test_visible_control_pictures_must_be_erased_too():
    assert "styrtecken" in only_error(filled(body="Kall␇else"), "body")


def test_tabs_and_line_ends_are_no_control_characters():
    assert filled(body="a\tb\nc").errors == {}


def test_a_text_over_its_limit_is_refused_with_the_limit():
    assert only_error(filled(heading="x" * 21), "heading") == (
        "Texten är för lång. Skriv högst 20 tecken."
    )


@pytest.mark.parametrize("text", ["", "abc", "-1"])
def test_a_broken_version_counts_as_the_oldest(text):
    assert filled(version=text).version.data == 0


def test_a_refusal_stands_beside_its_field_or_in_the_summary():
    add_sentences({"letter.taken": "Rubriken finns redan.", "letter.closed": "Det är stängt."})
    form = filled()

    with form.refusals():
        raise DomainError("letter.taken", field="heading")
    with form.refusals():
        raise DomainError("letter.closed", field="unknown")

    assert form.summary_errors == [(None, "Det är stängt."), ("#heading", "Rubriken finns redan.")]


def test_a_conflict_is_not_a_refusal():
    with pytest.raises(EditConflict), filled().refusals():
        raise EditConflict([], version=2)


def test_errors_of_nested_forms_reach_the_summary():
    class Row(Form):
        class Meta(Form.Meta):
            csrf = False

        text = Text("Text", "Skriv en text.")

    class Rows(Letter):
        rows = FieldList(FormField(Row))

    form = Rows(formdata=MultiDict({**GOOD, "rows-0-text": ""}))
    form.validate()

    assert [text for _, text in form.summary_errors] == ["Skriv en text."]


def test_the_stored_value_is_shown_when_nothing_was_typed():
    form = Letter(
        formdata=None,
        data={"on": date(2017, 2, 24), "at": time(9), "amount": 125_050, "copies": 0, "version": 4},
    )

    shown = {name: form[name]._value() for name in ("on", "at", "amount", "copies", "version")}

    assert shown == {
        "on": "2017-02-24", "at": "09:00", "amount": "1\u00a0250,50", "copies": "0", "version": "4",
    }  # fmt: skip
    assert forms.clean(None) is None
