"""Forms that sign frozen minutes, register what was signed on paper, and unlock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.forms import Day, Form, LongText, StrongForm

if TYPE_CHECKING:
    from app.minutes.models import Signer


class UnlockForm(Form):
    """Open frozen minutes again."""

    reason = LongText(
        "Varför behöver protokollet låsas upp?",
        "Skriv varför protokollet låses upp. Skälet sparas i historiken.",
        limit=1000,
    )


class ApproveForm(StrongForm):
    """Sign in the tool, showing again who one is, about the bytes that the page shows."""

    sha256 = HiddenField()


class PaperForm(Form):
    """Register what one or several have signed on paper."""

    sha256 = HiddenField()
    person_ids = SelectMultipleField(
        "Vilka har skrivit under?",
        [InputRequired("Välj minst en person som har skrivit under.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Välj flera om deras underskrifter finns på samma skannade sidor.",
    )
    attested_on = Day("Datum på underskriften", "Ange den dag då sidan skrevs under.")
    file = FileField(
        "Skannad underskriven sida",
        [FileRequired("Välj den skannade sidan.")],
        description="PDF, JPEG eller PNG. Originalet förvaras hos förbundet.",
    )

    def choose_from(self, signers: Sequence[Signer]) -> None:
        """Offer those who have not signed yet."""
        self.person_ids.choices = {str(one.person_id): one.name for one in signers}


class OutsideForm(Form):
    """Ask a service to have the bytes signed that the page shows."""

    sha256 = HiddenField()


class CancelForm(Form):
    """Take back what a service was asked."""
