"""Why an application is dismissed, or let through although a rule stops it."""

from __future__ import annotations

from app.kernel.forms import Form, LongText

_MOST = 2_000


class DismissForm(Form):
    """Why the application is written off."""

    reason = LongText(
        "Skäl",
        "Skriv varför ansökan avskrivs. Den sökande får läsa det.",
        limit=_MOST,
        description="Den sökande får skälet i ett brev, och det står i ärendet.",
    )


class PartiesForm(Form):
    """Why one slag of parties is enough (rule F5)."""

    reason = LongText(
        "Skäl",
        "Skriv varför det räcker med ett slags part.",
        limit=_MOST,
        description="Skälet står i ansökans händelser.",
    )
