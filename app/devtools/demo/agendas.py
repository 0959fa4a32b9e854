"""What the demonstration's board meets about: invented matters of an ordinary year."""

from __future__ import annotations

from dataclasses import dataclass

from app.meetings.domain import ItemKind, MeetingState


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One matter between the fixed opening and closing items."""

    heading: str
    background: str
    proposal: tuple[str, ...] = ()
    kind: ItemKind = ItemKind.DECISION
    case: str = ""  # heading of a case of its own
    counterpart: str = ""
    application: str = ""  # a plan of plans.py: the rest comes from the application
    dispatch_to: tuple[str, ...] = ()  # who gets an extract of the decision


@dataclass(frozen=True, slots=True)
class DemoMeeting:
    """A meeting so many days from today, played up to a state."""

    days: int
    upto: MeetingState
    items: tuple[DemoItem, ...]
    place: str = "Kansliet, Torggatan 3, Skellefteå"
    digital_link: str = ""
    signed_after: int = 5  # days from the meeting until everybody has signed


LSG_REPORT = DemoItem(
    "Rapport från LSG",
    "Förbundschefen redovisar vad den lokala samverkansgruppen har tagit upp sedan förra "
    "sammanträdet.",
    ("anteckna informationen till protokollet",),
    ItemKind.INFORMATION,
)

ANNUAL_REPORT = DemoItem(
    "Årsredovisning för föregående år",
    "Förslaget till årsredovisning innehåller förvaltningsberättelse, resultaträkning, "
    "balansräkning och en redovisning av de insatser som förbundet har finansierat. Resultatet är "
    "ett underskott på 212\u00a0000\u00a0kr, vilket var planerat för att minska det egna "
    "kapitalet.",
    (
        "godkänna årsredovisningen",
        "överlämna årsredovisningen till revisorerna och till förbundets medlemmar",
    ),
    case="Årsredovisning",
)

YOUNG_ADULTS = DemoItem("Stegen vidare", "", application="stegen")

HEALTH = DemoItem(
    "Förlängning av insatsen Lugn start",
    "Insatsen har haft svårt att rekrytera en samordnare och har därför kommit i gång ett kvartal "
    "senare än planerat. Norsjö kommun ber att få använda de beviljade medlen till och med juni.",
    ("förlänga insatsen Lugn start till och med den 30 juni inom beviljad ram",),
    case="Förlängning av insatsen Lugn start",
    counterpart="Norsjö kommun",
)

COMPETENCE = DemoItem(
    "Plan för gemensam kompetensutveckling",
    "Utvecklingsgruppen har tagit fram en plan för gemensam kompetensutveckling: motiverande "
    "samtal, våld i nära relationer och bemötande vid neuropsykiatriska svårigheter.",
    ("fastställa planen för gemensam kompetensutveckling",),
    case="Gemensam kompetensutveckling",
)

BUDGET = DemoItem(
    "Verksamhetsplan och budget",
    "Förslaget bygger på oförändrade bidrag från medlemmarna. Medlemssamråd har hållits.",
    ("fastställa verksamhetsplan och budget för nästa år med plan för de två följande åren",),
    case="Verksamhetsplan och budget",
)

MEETING_PLAN = DemoItem(
    "Sammanträdesplan för nästa år",
    "Förslaget innehåller fem sammanträden och två dagar för gemensam planering med LSG.",
    ("fastställa sammanträdesplanen",),
    dispatch_to=(
        "Norsjö kommun",
        "Region Västerbotten",
        "Förbundets revisorer",
        "Samverkansteamet i Norsjö",
        "LSG",
    ),
)

REJECTED = DemoItem("Digital ingång", "", application="digital")

IN_PART = DemoItem("Växtplats", "", application="vaxtplats")

NEXT_STEP = DemoItem("Nästa steg", "", application="nasta")

FOLLOW_UP = DemoItem(
    "Uppföljning av pågående insatser",
    "Sex insatser pågår. Fem följer plan och budget. Insatsen Arbetsspåret har färre deltagare än "
    "planerat, och styrgruppen återkommer med ett förslag till åtgärder.",
    ("lägga redovisningen till handlingarna",),
    ItemKind.INFORMATION,
)

_S = MeetingState

MEETINGS = (
    DemoMeeting(-278, _S.FINAL, (ANNUAL_REPORT, LSG_REPORT)),
    DemoMeeting(-215, _S.FINAL, (YOUNG_ADULTS, COMPETENCE, LSG_REPORT), "Norsjö kommunalhus"),
    DemoMeeting(-166, _S.FINAL, (HEALTH, FOLLOW_UP)),
    DemoMeeting(-96, _S.FINAL, (REJECTED, LSG_REPORT, FOLLOW_UP)),
    DemoMeeting(-33, _S.POSTED, (BUDGET, LSG_REPORT), signed_after=14),
    DemoMeeting(
        -15,
        _S.ATTESTED,
        (MEETING_PLAN,),
        "Digitalt",
        "https://mote.klubba.example/styrelsen",
        signed_after=14,
    ),
    DemoMeeting(-12, _S.FROZEN, (COMPETENCE, FOLLOW_UP)),
    DemoMeeting(-5, _S.MINUTES_DRAFTING, (IN_PART, LSG_REPORT)),
    DemoMeeting(0, _S.IN_SESSION, (HEALTH, FOLLOW_UP)),
    DemoMeeting(11, _S.SUMMONED, (NEXT_STEP, MEETING_PLAN, LSG_REPORT)),
    DemoMeeting(39, _S.DRAFTING, (ANNUAL_REPORT, COMPETENCE)),
    DemoMeeting(53, _S.CANCELLED, ()),
    DemoMeeting(81, _S.PLANNED, ()),
    DemoMeeting(130, _S.PLANNED, ()),
)
