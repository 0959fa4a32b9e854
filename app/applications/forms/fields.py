"""Fields that an application's form has besides the usual ones.

A choice can be typed in words as well: the page that shows two people's answers side by side sends
words back. What may be chosen is said by the domain, so that there is one sentence for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget


def _by_words(field: Any, text: str) -> str:
    """Return the value of a choice, given as its value or its words."""
    values = {label: value for value, label, *_ in field.iter_choices()}
    return str(values.get(text, text))


class OneOf(SelectField):
    """One choice from a list; empty until something is chosen."""

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        shown = {"": "Välj", **choices}
        super().__init__(label, choices=shown, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the choice."""
        self.data = (_by_words(self, str(valuelist[0]).strip()) if valuelist else "") or None


class Radios(RadioField):
    """One choice with every alternative in sight."""

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, choices=dict(choices), validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the choice."""
        self.data = (_by_words(self, str(valuelist[0]).strip()) if valuelist else "") or None


class SomeOf(SelectMultipleField):
    """Several choices, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, choices=dict(choices), validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the choices, one a line when they come as words; earlier ones keep their order."""
        lines = [line.strip() for value in valuelist for line in str(value).splitlines()]
        chosen = dict.fromkeys(_by_words(self, line) for line in lines if line)
        earlier = [value for value in self.object_data or () if value in chosen]
        self.data = list(dict.fromkeys([*earlier, *chosen]))


class Lines(TextAreaField):
    """A list of short texts, one a line."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the lines that hold something."""
        lines = [line.strip() for value in valuelist for line in str(value).splitlines()]
        self.data: Any = [line for line in lines if line]

    def _value(self) -> str:
        """Write one a line."""
        return "\n".join(self.data or ())
