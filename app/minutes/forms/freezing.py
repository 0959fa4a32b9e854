"""Forms that freeze minutes and take extracts."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.forms import Form, LongText


class FreezeForm(Form):
    """Freeze the minutes in the very text that was read."""

    version = HiddenField()


class UnlockParagraphForm(Form):
    """Open again a § that was frozen by itself."""

    reason = LongText(
        "Varför behöver paragrafen låsas upp?",
        "Skriv varför paragrafen låses upp. Skälet sparas i historiken.",
        limit=1000,
    )


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
