"""The form of one's own note."""

from __future__ import annotations

from app.kernel.forms import Form, LongText, Version


class NoteForm(Form):
    """A note and the version that it builds on."""

    text = LongText("Min anteckning")
    version = Version()
