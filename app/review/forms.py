"""Forms of the round: a comment at a §, and a reason to send the minutes back."""

from __future__ import annotations

from wtforms import HiddenField

from app.kernel.forms import Form, LongText


class CommentForm(Form):
    """What somebody wants to say about one § or the front page."""

    place = HiddenField()
    text = LongText("Din kommentar", "Skriv en kommentar.", limit=5000)

    def stand_at(self, place: int, label: str) -> CommentForm:
        """Return the form with ids and a label of its own, since a page has one for each §."""
        self.place.data = str(place)
        self.place.id, self.text.id = f"plats-{place}", f"kommentar-{place}"
        self.text.label.field_id = self.text.id
        self.text.label.text = f"Din kommentar om {label}" if place else "Din kommentar"
        return self

    @property
    def place_number(self) -> int | None:
        """Return the § number that the form came from, 0 for the front page."""
        text = self.place.data or ""
        return int(text) if text.isdecimal() and len(text) < 7 else None  # noqa: PLR2004


class RefusalForm(Form):
    """Send the minutes back to the secretary."""

    reason = LongText(
        "Vad behöver rättas?",
        "Skriv varför protokollet skickas tillbaka, så att det kan rättas.",
        limit=2000,
        description="Skälet sparas i historiken och skickas till kansliet.",
    )
