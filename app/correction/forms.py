"""Forms that write a rättelse, and sign it."""

from __future__ import annotations

from wtforms import HiddenField

from app.correction.domain import LONGEST, Wanted
from app.kernel.forms import Form, LongText, StrongForm, Text


class CorrectionForm(Form):
    """What is wrong in a §, what it should be, and why."""

    was = LongText(
        "Vad är fel i paragrafen?",
        "Skriv av det som är fel, så som det står i paragrafen.",
        limit=LONGEST,
        description="Skriv av det ordagrant ur paragrafen, bara det som är fel.",
    )
    should_be = LongText("Vad ska det stå?", "Skriv vad det ska stå i stället.", limit=LONGEST)
    reason = Text(
        "Varför är det ett uppenbart fel?",
        "Skriv varför det är ett uppenbart skrivfel, räknefel eller liknande.",
        description="Till exempel: Juni har 30 dagar.",
    )

    @property
    def wanted(self) -> Wanted:
        """Return what was typed."""
        return Wanted.of(self.was.data or "", self.should_be.data or "", self.reason.data or "")


class SignCorrectionForm(StrongForm):
    """Sign the very bytes that the page shows, showing again who one is."""

    was = HiddenField()
    should_be = HiddenField()
    reason = HiddenField()
    sha256 = HiddenField()

    @property
    def wanted(self) -> Wanted:
        """Return what was read."""
        return Wanted.of(self.was.data or "", self.should_be.data or "", self.reason.data or "")
