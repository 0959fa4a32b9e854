"""Forms of remarks and attachments."""

from __future__ import annotations

from wtforms import MultipleFileField
from wtforms.validators import InputRequired

from app.documents.domain import ACCEPT, ALLOWED_WORDS
from app.kernel.forms import Form, LongText, Text


class RemarkForm(Form):
    """A remark to the others who write; it is never sent with the application."""

    text = LongText(
        "Ny kommentar",
        "Skriv en kommentar innan du sparar.",
        id="remark",
        limit=2_000,
        description="Läses bara av er som skriver ansökan.",
    )


class AttachmentForm(Form):
    """Files that are attached; a title of one's own is for a single file."""

    file = MultipleFileField(
        "Filer",
        [InputRequired("Välj minst en fil.")],
        description=f"{ALLOWED_WORDS}. Högst 25 MB åt gången.",
        render_kw={"accept": ACCEPT, "multiple": True},
    )
    title = Text(
        "Titel", limit=200, description="Vad filen är. Lämnas den tom används filens namn."
    )
