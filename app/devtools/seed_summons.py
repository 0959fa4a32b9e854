"""The board's meeting of 2017-02-24 as plain data: thirteen items, eight annexes, its summons.

Facts (dates, amounts, organisations) follow the public summons of a real association; the
sentences are our own and the people invented (``seed_people``). Item 10 has no proposal, since
the source has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from sqlalchemy.orm import Session

from app.devtools.seed_minutes_play import one_page_pdf
from app.kernel.actor import Actor
from app.meetings import queries, services
from app.meetings.domain import ItemKind
from app.meetings.models import Meeting
from app.registry import services as registry

_D, _I = ItemKind.DECISION, ItemKind.INFORMATION

HELD_ON = date(2017, 2, 24)
SENT_ON = date(2017, 2, 16)
STARTS_AT = time(9)
ENDS_AT = time(15)
PLACE = "Förbundets kansli, Hörnellgatan 17, våning 3, Skellefteå"
DETAILS = "Kaffe från kl. 08.30. Anmäl förhinder till kansliet, så kallas en ersättare in."


@dataclass(frozen=True, slots=True)
class SeedPaper:
    """An annex; its content is made up when it is needed."""

    title: str
    filename: str


@dataclass(frozen=True, slots=True)
class SeedItem:
    """One item; a ``fixed`` one is already on every new agenda under the same heading."""

    heading: str
    kind: ItemKind = _D
    background: str = ""
    clauses: tuple[str, ...] = ()
    presenter: str = ""
    papers: tuple[SeedPaper, ...] = ()
    case: str = ""  # heading of the case that the item points at
    counterpart: str = ""
    fixed: bool = False


ITEMS = (
    SeedItem("Sammanträdet öppnas", _I, fixed=True),
    SeedItem("Godkännande av dagordning", clauses=("godkänna dagordningen",), fixed=True),
    SeedItem(
        "Föregående protokoll",
        background="Protokollet från sammanträdet i Norsjö är justerat och har varit anslaget.",
        clauses=("lägga protokollet från den 18 november 2016 till handlingarna",),
        papers=(SeedPaper("Protokoll 2016-11-18", "protokoll 2016-11-18.pdf"),),
        fixed=True,
    ),
    SeedItem(
        "Val av justerare",
        ItemKind.ELECTION,
        clauses=("utse en ledamot att tillsammans med ordföranden justera protokollet",),
        fixed=True,
    ),
    SeedItem(
        "Årsredovisning och bokslut 2016",
        background=(
            "Kansliet lägger fram ett förslag till årsredovisning. Det beskriver förbundets "
            "organisation, vad insatserna har gett deltagarna, hur målen har nåtts och vad "
            "styrelsen och revisorerna har arbetat med, och förklarar årets resultat i "
            "resultaträkning och balansräkning.\n"
            "Styrkortet och en sammanställning över årets verksamheter och projekt är bifogade."
        ),
        clauses=(
            "godkänna årsredovisningen för 2016",
            "överlämna årsredovisningen till revisorerna och till förbundets medlemmar",
        ),
        presenter="Helena Rosvall, förbundschef",
        papers=(
            SeedPaper("Årsredovisning 2016, förslag", "arsredovisning 2016.pdf"),
            SeedPaper("Styrkort 2016", "styrkort 2016.pdf"),
            SeedPaper("Verksamheter och projekt 2016", "verksamheter och projekt 2016.pdf"),
        ),
        case="Årsredovisning 2016",
    ),
    SeedItem(
        "Ansökan om medfinansiering, projekt Vägen vidare",
        background=(
            "Medlefors folkhögskola söker medfinansiering till ett projekt inom Europeiska "
            "socialfonden. Det ska pågå från den 3 april 2017 till den 31 mars 2020.\n"
            "Projektet vänder sig till personer som har varit utan arbete länge och behöver stöd "
            "på flera sätt, bland dem personer med funktionsnedsättning och utrikes födda som "
            "har gått kort tid i skola. Arbetsförmedlingen är den närmaste parten.\n"
            "LSG har berett ansökan, föreslår att den beviljas och åtar sig att vara styrgrupp, "
            "så att alla fyra myndigheter är med."
        ),
        clauses=(
            (
                "bevilja Medlefors folkhögskola medfinansiering med högst 600\u00a0000\u00a0kr för "
                "projektet Vägen vidare under åren 2017–2020"
            ),
        ),
        presenter="Helena Rosvall, förbundschef",
        papers=(SeedPaper("Ansökan, Vägen vidare", "ansokan vagen vidare.pdf"),),
        case="Ansökan om medfinansiering, Vägen vidare",
        counterpart="Medlefors folkhögskola",
    ),
    SeedItem(
        "Kompetensutvecklingsplan för 2017",
        background=(
            "LSG har enats om vilka utbildningar som personalen hos de fyra myndigheterna har "
            "nytta av tillsammans. Planen visar hur pengarna i budgeten ska användas."
        ),
        clauses=("fastställa kompetensutvecklingsplanen för 2017",),
        papers=(SeedPaper("Kompetensutvecklingsplan 2017", "kompetensutvecklingsplan 2017.pdf"),),
    ),
    SeedItem(
        "Rapport från den lokala samverkansgruppen",
        _I,
        "Förbundschefen sammanfattar vad LSG kom fram till den 10 februari.",
        ("anteckna informationen till protokollet",),
        "Helena Rosvall, förbundschef",
        (SeedPaper("Rapport från LSG 2017-02-10", "rapport lsg 2017-02-10.pdf"),),
    ),
    SeedItem(
        "Förlängt avtal om tjänsteköp för information och administration",
        background=(
            "Avtalet om tjänsteköp gäller till och med den 28 februari. Arbetsförmedlingen har "
            "beviljat lönebidrag med 75 procent i två år till, och kommunens "
            "arbetsmarknadsenhet förlänger anställningen lika länge.\n"
            "Samordningsförbunden i Umeåregionen och i Lycksele och Malå betalar vardera "
            "30\u00a0000\u00a0kr om året för att få hjälp med sina webbplatser."
        ),
        clauses=(
            (
                "förlänga tjänsteköpet för information och administration från den 1 mars 2017 "
                "till och med den 28 februari 2019"
            ),
        ),
    ),
    SeedItem(
        "SUS-stödjare för Norrland",
        background=(
            "När årets statliga medel har fördelats till samordningsförbunden återstår drygt "
            "6 miljoner kronor. Försäkringskassan vill använda dem till stödpersoner för "
            "uppföljningssystemet SUS.\n"
            "# Så är det tänkt\n"
            "- Fem stödjare delas av landets samordningsförbund, region för region.\n"
            "- Förbunden i regionen kommer överens om vilket av dem som blir arbetsgivare.\n"
            "- Varje stödjare finansieras med 1 miljon kronor och ett belopp för varje förbund. "
            "Det ska räcka till en heltid i minst två år.\n"
            "- Hur pengarna har använts redovisas till Försäkringskassan varje år.\n"
            "# Vad stödjaren gör\n"
            "- Utbildar och hjälper dem som registrerar i insatserna.\n"
            "- Ser till att uppgifterna håller god kvalitet.\n"
            "Regionens förbund svarar tillsammans, senast den 28 februari. Förbundschefen lämnar "
            "ett förslag till beslut vid sammanträdet."
        ),
        papers=(SeedPaper("Erbjudande om SUS-stödjare", "erbjudande sus-stodjare.pdf"),),
        case="SUS-stödjare för Norrland",
        counterpart="Försäkringskassan",
    ),
    SeedItem(
        "Underskrift av förbundsordningen",
        background=(
            "Inför den granskning som Inspektionen för socialförsäkringen ska göra har kansliet "
            "sett att förbundsordningen aldrig skrevs under. Den behöver ses över och "
            "undertecknas av alla medlemmar."
        ),
        clauses=(
            (
                "ta fram en aktuell förbundsordning som undertecknas vid medlemssamrådet den "
                "29 mars 2017"
            ),
        ),
    ),
    SeedItem(
        "Informationsärenden",
        _I,
        "- Medlemssamråd den 29 mars i Skellefteå\n"
        "- Inspektionen för socialförsäkringen utvärderar samordningsförbunden. Planen för "
        "arbetet ska vara klar senast den 28 april 2017.\n"
        "- Rapport från det nationella nätverkets styrelse och ordförandekonferens\n"
        "- Webbplatsen görs om",
        fixed=True,
    ),
    SeedItem(
        "Övriga frågor",
        _I,
        "Nationell konferens om finansiell samordning i Malmö den 21–22 mars 2017. Ordföranden "
        "och förbundschefen är anmälda.",
        fixed=True,
    ),
)


def plan(
    session: Session,
    *,
    actor: Actor | None,
    body_id: int,
    convener_id: int | None = None,
    held_on: date = HELD_ON,
    cases: Mapping[str, int] = MappingProxyType({}),
) -> Meeting:
    """Plan the meeting with its whole agenda and its annexes; nothing is sent.

    ``cases`` holds the ids of cases that there are already, by heading; the others are opened.
    """
    meeting = services.create_meeting(
        session,
        actor=actor,
        body_id=body_id,
        held_on=held_on,
        starts_at=STARTS_AT,
        ends_at=ENDS_AT,
        place=PLACE,
        details=DETAILS,
        convener_id=convener_id,
    )
    for item in ITEMS:
        if not item.fixed:
            _add(session, actor, meeting, item, cases)
    _fill_fixed(session, actor, meeting)
    _add_papers(session, actor, meeting)
    return meeting


def _add(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    item: SeedItem,
    cases: Mapping[str, int],
) -> None:
    case_id = cases.get(item.case)
    if item.case and case_id is None:
        case = registry.open_case(
            session, actor=actor, heading=item.case, counterpart=item.counterpart
        )
        case_id = case.id
    services.add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading=item.heading,
        kind=item.kind,
        background=item.background,
        presenter=item.presenter,
        clauses=item.clauses,
        case_id=case_id,
    )


def _by_heading(session: Session, meeting: Meeting) -> Mapping[str, queries.ItemRow]:
    return {row.heading: row for row in queries.agenda(session, meeting.id)}


def _fill_fixed(session: Session, actor: Actor | None, meeting: Meeting) -> None:
    """Write what the fixed items say this time."""
    rows = _by_heading(session, meeting)
    for item in ITEMS:
        if item.fixed and item.background:
            row = rows[item.heading]
            services.edit_item(
                session,
                actor=actor,
                meeting=meeting,
                item_id=row.id,
                version=row.version,
                heading=item.heading,
                kind=item.kind,
                background=item.background,
                presenter=item.presenter,
                clauses=item.clauses,
            )


def _add_papers(session: Session, actor: Actor | None, meeting: Meeting) -> None:
    rows = _by_heading(session, meeting)
    for item in ITEMS:
        for paper in item.papers:
            services.add_annex(
                session,
                actor=actor,
                meeting=meeting,
                item_id=rows[item.heading].id,
                filename=paper.filename,
                content=one_page_pdf(paper.title),
                title=paper.title,
            )
