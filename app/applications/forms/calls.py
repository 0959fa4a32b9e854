"""Forms of calls, of asking for a link, and of opening a draft again."""

from __future__ import annotations

from wtforms import BooleanField

from app.applications.models import Call
from app.applications.services.calls import CallFacts
from app.kernel import clock
from app.kernel.forms import Day, EmailAddress, Form, LongText, Text, Version


class CallForm(Form):
    """What the office writes about a call."""

    title = Text(
        "Rubrik",
        "Skriv vad utlysningen heter.",
        limit=200,
        description="Till exempel Insatser 2027.",
    )
    text = LongText(
        "Vad man kan söka för",
        "Skriv vad man kan söka medel för. Texten visas öppet.",
        limit=10_000,
        description="En tom rad delar stycken. Börja en rad med - för en punkt.",
    )
    criteria = LongText(
        "Vad som vägs in",
        limit=10_000,
        description="Det som styrelsen och beredningen ser till när de bedömer ansökningarna.",
    )
    opens_on = Day("Första ansökningsdag", "Fyll i första dagen att söka.")
    closes_on = Day("Sista ansökningsdag", description="Lämna tomt om man kan söka hela tiden.")
    open_to_all = BooleanField("Öppen för alla. Visas på de öppna sidorna.", default=True)
    version = Version()

    @classmethod
    def for_call(cls, call: Call | None) -> CallForm:
        """Return the form filled from a call, or as a new one that opens today."""
        if call is not None:
            form = cls(obj=call)
            form.version.data = form.version.data or call.version_id
            return form
        return cls(data={"opens_on": clock.today(), "open_to_all": True})

    def to_facts(self) -> CallFacts:
        """Return what was typed, as the service wants it."""
        return CallFacts(
            title=self.title.data or "",
            text=self.text.data or "",
            criteria=self.criteria.data or "",
            opens_on=self.opens_on.data or clock.today(),
            closes_on=self.closes_on.data,
            open_to_all=bool(self.open_to_all.data),
        )


class NamedForm(Form):
    """Somebody by name and e-mail address."""

    given_name = Text("Förnamn", "Fyll i förnamnet.", limit=100)
    family_name = Text("Efternamn", "Fyll i efternamnet.", limit=100)
    email = EmailAddress("E-postadress", "Fyll i e-postadressen.", limit=200)


class ReopenForm(Form):
    """Until when a draft may be sent after the last day, and why."""

    until = Day("Öppen till och med", "Fyll i vilken dag ansökan senast ska vara inskickad.")
    reason = LongText("Skäl", "Skriv skälet. Det antecknas i loggen.", limit=2000)
