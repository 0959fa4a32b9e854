"""What the program says when something about an application is refused, in one place. Pure."""

from __future__ import annotations

from app.applications.domain.agreeing import SENTENCES as AGREEING
from app.applications.domain.calls import CALLS
from app.applications.domain.completing import COMPLETING
from app.applications.domain.frame import SENTENCES as FRAMING
from app.applications.domain.granting import SENTENCES as GRANTING
from app.applications.domain.handling import HANDLING
from app.applications.domain.preparing import PREPARING
from app.applications.domain.refusals import REFUSALS
from app.applications.domain.sending import SENDING

SENTENCES = {
    "application.incomplete": (
        "Ansökan är inte komplett. Kontrollsidan visar vad som fattas i varje del."
    ),
    "application.after_last_day": (
        "Sista ansökningsdagen har passerat. Kontakta kansliet, som kan öppna ansökan igen."
    ),
    "application.completion_open": (
        "En begäran om komplettering väntar på svar. Ta tillbaka den eller vänta på svaret först."
    ),
    "application.opinions_open": (
        "Gruppens ställningstagande saknas. Skriv in det innan ärendet går till styrelsen."
    ),
    "application.no_proposal": "Skriv ett förslag till beslut innan ärendet läggs på dagordningen.",
    "application.view_without_name": "Ge urvalet ett namn, till exempel Förstudier i Norsjö.",
    "application.several": (
        "Det finns flera ansökningar som heter {name}. Ange ärendenumret i stället: {numbers}."
    ),
    "application.not_attested": (
        "Beslutet gäller när paragrafen är justerad. Vänta på att protokollet justeras."
    ),
    **AGREEING,
    **COMPLETING,
    **FRAMING,
    **GRANTING,
    **HANDLING,
    **PREPARING,
    **REFUSALS,
    **CALLS,
    **SENDING,
}
