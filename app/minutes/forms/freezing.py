"""Forms that freeze minutes, unlock them again, sign them and take extracts."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.forms import Day, Form, LongText, Password
from app.minutes.models import Signer


class FreezeForm(Form):
    """Freeze the minutes in the very text that was read."""

    version = HiddenField()


class UnlockForm(Form):
    """Open frozen minutes again."""

    reason = LongText(
        "Varför behöver protokollet låsas upp?",
        "Skriv varför protokollet låses upp. Skälet sparas i historiken.",
        limit=1000,
    )


class AttestForm(Form):
    """Sign in the tool with the password entered again."""

    sha256 = HiddenField()
    password = Password("Ditt lösenord", "Skriv ditt lösenord för att justera.")


class PaperForm(Form):
    """Register what somebody has signed on paper."""

    sha256 = HiddenField()
    person_id = RadioField(
        "Vem har skrivit under?",
        [InputRequired("Välj vem som har skrivit under.")],
        coerce=int,
        validate_choice=True,
    )
    attested_on = Day("Datum på underskriften", "Ange den dag då sidan skrevs under.")
    file = FileField(
        "Skannad underskriven sida",
        [FileRequired("Välj den skannade sidan.")],
        description="PDF, JPEG eller PNG. Originalet förvaras hos förbundet.",
    )

    def choose_from(self, signers: Sequence[Signer]) -> None:
        """Offer those who have not signed yet."""
        self.person_id.choices = [(one.person_id, one.name) for one in signers]


class ExtractForm(Form):
    """Which §§ an extract holds."""

    numbers = SelectMultipleField(
        "Paragrafer i utdraget",
        [InputRequired("Välj minst en paragraf.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def choose_from(self, paragraphs: Sequence[tuple[int, str]]) -> None:
        """Offer the §§ of the minutes, (number, words)."""
        self.numbers.choices = list(paragraphs)
