"""Forms in Swedish: what was typed is kept, refusals stand beside the field and in the summary."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, PasswordField, StringField, TextAreaField, TimeField
from wtforms.i18n import get_builtin_gnu_translations
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    Optional,
    StopValidation,
    ValidationError,
)
from wtforms.widgets import EmailInput, HiddenInput, NumberInput, TextInput

from app.kernel import money
from app.kernel.errors import DomainError, EditConflict, sentences

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PICTURES = re.compile("[\u2400-\u2421]")
LONG_TEXT = 100_000
_OWN_WORDS = {
    "Not a valid choice.": "Välj ett av alternativen i listan.",
    "Invalid Choice: could not coerce.": "Välj ett av alternativen i listan.",
}
_LONG_CODE = 60  # characters
LONG_PASSWORD = 200  # characters; hashing more would only cost time
_NOT_EMAIL = "Skriv e-postadressen med @ och punkt, till exempel anna@kommunen.se."


class _Swedish:
    """What WTForms says by itself: our own words where its Swedish does not say what to do."""

    _library = get_builtin_gnu_translations(["sv"])

    def gettext(self, text: str) -> str:
        """Translate one sentence."""
        return _OWN_WORDS.get(text) or str(self._library.gettext(text))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Translate one sentence with a number in it."""
        return str(self._library.ngettext(singular, plural, number))


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is not typed
    """Base of all forms; labels, help and messages are Swedish."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF is not typed
        """Swedish messages from WTForms where we have not written our own."""

        def get_translations(self, _form: Any) -> _Swedish:
            """Answer in Swedish; Flask-WTF would answer in English without Flask-Babel."""
            return _Swedish()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal_sentences: list[str] = []

    @property
    def summary_errors(self) -> list[tuple[str | None, str]]:
        """Return (href of the field or None, sentence) for the summary at the top of the page."""
        rows: list[tuple[str | None, str]] = [(None, s) for s in self.refusal_sentences]
        for field in self:
            rows += [(f"#{field.id}", text) for text in _flat(field.errors)]
        return rows

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn a DomainError inside the block into messages on this form, then go on after it.

        A conflict is not a refusal: it goes on to the page that shows both texts.
        """
        try:
            yield
        except EditConflict:
            raise
        except DomainError as error:
            self.refuse(error)

    def refuse(self, error: DomainError) -> None:
        """Put the error's sentences beside its field, or in the summary when it has none."""
        field = self[error.field] if error.field and error.field in self else None
        if field is None:
            self.refusal_sentences += sentences(error)
        else:
            field.errors = [*field.errors, *sentences(error)]


def _flat(errors: Any) -> list[str]:
    """Flatten the nested errors of field lists."""
    if isinstance(errors, dict):
        return [text for nested in errors.values() for text in _flat(nested)]
    if isinstance(errors, (list, tuple)):
        return [text for nested in errors for text in _flat(nested)]
    return [str(errors)]


def clean(text: str | None) -> str | None:
    """Normalise line ends and strip; what a person did not see typed is not kept."""
    if text is None:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def no_control_characters(_form: Any, field: Field) -> None:
    """Refuse control characters, and show them as visible signs so that they can be erased."""
    data = field.data or ""
    visible = _CONTROL.sub(lambda m: chr(0x2400 + ord(m[0])) if ord(m[0]) < 0x20 else "␡", data)  # noqa: PLR2004
    if visible != data or _PICTURES.search(data):
        field.data = visible
        raise StopValidation(
            "Texten innehåller osynliga styrtecken. De visas nu som små tecken, till exempel ␇. "
            "Radera dem och spara igen."
        )


class Text(StringField):
    """One line of text."""

    def __init__(
        self,
        label: str,
        required: str | None = None,
        *,
        limit: int = 300,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        rules = _rules(required, limit)
        super().__init__(label, [*rules, *validators], filters=[clean], **kwargs)


class LongText(TextAreaField):
    """Text of several lines."""

    def __init__(
        self,
        label: str,
        required: str | None = None,
        *,
        limit: int = LONG_TEXT,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        rules = _rules(required, limit)
        super().__init__(label, [*rules, *validators], filters=[clean], **kwargs)


def _rules(required: str | None, limit: int) -> list[Any]:
    # Only spaces count as nothing: the cleaned text is what is required.
    first = DataRequired(required) if required else Optional(strip_whitespace=True)
    too_long = f"Texten är för lång. Skriv högst {limit} tecken."
    return [no_control_characters, first, Length(max=limit, message=too_long)]


class EmailAddress(Text):
    """An e-mail address that mail can be sent to."""

    widget = EmailInput()

    def __init__(self, label: str, required: str | None = None, **kwargs: Any) -> None:
        check = Email(message=_NOT_EMAIL, allow_smtputf8=True)
        super().__init__(label, required, validators=[check], **kwargs)


class Password(PasswordField):
    """A password; it is neither shown again nor changed in any way."""

    def __init__(self, label: str, required: str, **kwargs: Any) -> None:
        too_long = f"Lösenordet är för långt. Skriv högst {LONG_PASSWORD} tecken."
        rules = [InputRequired(required), Length(max=LONG_PASSWORD, message=too_long)]
        super().__init__(label, rules, **kwargs)


class StrongForm(Form):
    """Strong login again before something that binds others, with strong_fields on the page.

    ``strong`` is what ``accounts.services.confirm_strongly`` asks for.
    """

    password = Password("Ditt lösenord", "Fyll i ditt lösenord.")
    code = StringField(
        "Kod från kodappen",
        [no_control_characters, Optional(strip_whitespace=True), Length(max=_LONG_CODE)],
        description="De sex siffror som kodappen visar just nu.",
        filters=[clean],
    )
    assertion = StringField(validators=[Optional()], widget=HiddenInput())  # a passkey's answer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.flags.optional = False  # unless a passkey answers

    @property
    def strong(self) -> dict[str, str]:
        """Return what was typed, or what the passkey answered, as keyword arguments."""
        fields = {"password": self.password, "code": self.code, "assertion": self.assertion}
        return {name: field.data or "" for name, field in fields.items()}


class _Typed:
    """What a field is typed as: read into a value, and shown again as typed when it cannot be."""

    data: Any
    raw_data: list[str] | None

    def read(self, text: str) -> Any:
        """Return the value; raises ValueError with a sentence on what to write."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """Return a stored value as a person would type it."""
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; nothing typed is no value."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if text:
            self.data = self.read(text)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return "" if self.data is None else self.show(self.data)


def _needed(required: str | None) -> list[Any]:
    return [InputRequired(required)] if required else [Optional()]


class Day(_Typed, DateField):
    """A date, written as 2017-02-24; a day that does not exist is refused with a hint."""

    def __init__(self, label: str, required: str | None = None, **kwargs: Any) -> None:
        super().__init__(label, _needed(required), **kwargs)

    def read(self, text: str) -> dt.date:
        """Read the date, or say what is wrong with it."""
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(wrong_day(text)) from None


def wrong_day(text: str) -> str:
    """Return the sentence for a date that cannot be read or does not exist."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return f"Datumet {text} finns inte. Kontrollera dag och månad."
    return "Skriv datumet som år-månad-dag, till exempel 2017-02-24."


class Clock(_Typed, TimeField):
    """A time of day; 09.00 and 09:00 are both understood."""

    def __init__(self, label: str, required: str | None = None, **kwargs: Any) -> None:
        super().__init__(label, _needed(required), **kwargs)

    def read(self, text: str) -> dt.time:
        """Read the time, or say how to write it."""
        try:
            return _time(text)
        except ValueError:
            raise ValueError("Skriv klockslaget med timme och minut, till exempel 09.00.") from None

    def show(self, value: dt.time) -> str:
        """Write "09:00", as browsers want it."""
        return value.strftime("%H:%M")


def _time(text: str) -> dt.time:
    """Read 9.05, 09:05 or 09:05:00; raises ValueError."""
    parts = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?::\d{2})?", text)
    if parts is None:
        raise ValueError(text)
    return dt.time(int(parts[1]), int(parts[2]))


class Money(_Typed, Field):
    """An amount in kronor; ``data`` is whole öre."""

    widget = TextInput()
    data: int | None

    def read(self, text: str) -> int:
        """Read the amount as öre."""
        try:
            return money.parse(text)
        except DomainError:
            raise ValueError(money.SENTENCES["money.unreadable"]) from None

    def show(self, value: int) -> str:
        """Write the amount with spaces."""
        return money.kronor(value, unit=False)


class Version(Field):
    """The version of the row that the form was filled from, for optimistic locking."""

    widget = HiddenInput()
    data: int | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; a missing or broken one counts as the oldest."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if text.isdigit() else 0

    def _value(self) -> str:
        """Write the number."""
        return str(self.data or 0)


class Whole(_Typed, Field):
    """A whole number."""

    widget = NumberInput()
    data: int | None

    def read(self, text: str) -> int:
        """Read the number, or say what to write."""
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise ValueError("Skriv ett heltal med siffror, till exempel 7.")
        return int(text)


__all__ = [
    "Clock",
    "Day",
    "EmailAddress",
    "Form",
    "LongText",
    "Money",
    "Password",
    "StrongForm",
    "Text",
    "ValidationError",
    "Version",
    "Whole",
    "clean",
    "no_control_characters",
    "wrong_day",
]
