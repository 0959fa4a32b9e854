"""Calls: when one can apply, and how somebody gets in to do it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SIGN_UP_LIFE = timedelta(days=7)
SIGN_UP_WINDOW = timedelta(hours=1)
SIGN_UPS_PER_EMAIL = 3
SIGN_UPS_PER_ADDRESS = 10
SIGN_UP_KEPT = timedelta(days=30)
"""Questions that nobody went on with are removed after this."""

CALLS = {
    "application.call_title_missing": "Skriv vad utlysningen heter.",
    "application.call_text_missing": "Skriv vad man kan söka medel för. Texten visas öppet.",
    "application.call_closes_before_opening": (
        "Sista ansökningsdagen ligger före den första. Rätta en av dem."
    ),
    "application.call_closed": (
        "Utlysningen tar inte emot ansökningar nu. Se vilka andra som är öppna, "
        "eller kontakta kansliet."
    ),
    "application.too_many_sign_ups": (
        "Det har kommit många frågor om länkar härifrån. Vänta en timme och försök igen, "
        "eller kontakta kansliet."
    ),
    "application.sign_up_unknown": (
        "Länken är inte giltig. Kontrollera att hela adressen kom med, eller be om en ny länk."
    ),
    "application.sign_up_used": (
        "Länken har redan använts. Logga in med lösenordet som du valde, eller be om en ny länk."
    ),
    "application.sign_up_expired": "Länken har gått ut. Be om en ny länk.",
    "application.already_collaborator": "{name} arbetar redan med ansökan.",
    "application.last_to_submit": (
        "Någon måste kunna skicka in ansökan. Ge först en kollega den uppgiften."
    ),
    "application.collaborator_email_missing": "Fyll i kollegans e-postadress.",
    "application.login_closed": (
        "Inloggningen för den här adressen är stängd. Kontakta kansliet, som kan öppna den."
    ),
    "application.extends_missing": "Välj vilken insats som ska förlängas eller ändras.",
}


class CallState(StrEnum):
    """Where a call is: being written, announced, open, over."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


CALL_WORDS = {
    CallState.DRAFT: "Utkast",
    CallState.COMING: "Öppnar senare",
    CallState.OPEN: "Öppen",
    CallState.CLOSED: "Stängd",
}


@dataclass(frozen=True, slots=True)
class CallDays:
    """When a call takes applications; without a last day it does so all the time."""

    opens_on: date
    closes_on: date | None
    published: bool


def call_state(days: CallDays, today: date) -> CallState:
    """Return where a call is on a day; the last day belongs to it."""
    if not days.published:
        return CallState.DRAFT
    if today < days.opens_on:
        return CallState.COMING
    if days.closes_on is not None and today > days.closes_on:
        return CallState.CLOSED
    return CallState.OPEN
