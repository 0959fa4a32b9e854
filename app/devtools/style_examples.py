"""What the style page shows: invented people in a real kind of meeting."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

CLAUSES = (
    (
        "bevilja Medlefors folkhögskola medfinansiering med högst 600 000 kr för insatsen "
        "Vägen vidare under perioden 3 april 2017–31 mars 2020"
    ),
    (
        "uppdra till förbundschefen att teckna överenskommelse med folkhögskolan och "
        "återrapportera senast den 21 april 2017"
    ),
)
FILLED = [
    ("heading", "Ansökan om medfinansiering, Vägen vidare"),
    ("body", "styrelsen"),
    ("day", "2017-02-24"),
    ("starts_at", "09:00"),
    ("ends_at", "15:00"),
    ("amount", "600 000"),
    ("copies", "14"),
    (
        "background",
        (
            "Medlefors folkhögskola ansöker om medfinansiering för ett projekt som vänder sig till "
            "långtidsarbetslösa med sammansatta behov. LSG har berett ansökan den 10 februari och "
            "föreslår att styrelsen beviljar den."
        ),
    ),
    ("mode", "blandat"),
    ("receivers", "sokande"),
    ("receivers", "af"),
    ("confidential", ""),
    ("clauses-0-id", "41"),
    ("clauses-0-text", CLAUSES[0]),
    ("clauses-1-id", "42"),
    ("clauses-1-text", CLAUSES[1]),
    ("version", "7"),
]
WRONG = [
    ("body", "styrelsen"),
    ("day", "2017-02-30"),
    ("starts_at", "nio"),
    ("amount", "sexhundratusen"),
    ("clauses-0-id", "41"),
    ("clauses-0-text", CLAUSES[0]),
    ("clauses-1-id", "42"),
    ("clauses-1-text", ""),
]
MARKS = (
    ("done", "Klar"),
    ("current", "Pågår"),
    ("coming", "Kommer"),
    ("skipped", "Hoppas över"),
    ("late", "Försenat"),
    ("warning", "Bör ses över"),
    ("missing", "Saknas"),
    ("draft", "Utkast"),
    ("locked", "Fryst"),
    ("rejected", "Avslagen"),
    ("info", "Att känna till"),
)


def _step(label: str, date: str, state: str, note: str = "") -> dict[str, str]:
    return {"label": label, "date": date, "state": state, "note": note}


STEPS = (
    _step("Planerat", "12 dec", "done"),
    _step("Dagordning", "8 feb", "done"),
    _step("Kallelse", "senast 10 feb", "current"),
    _step("Sammanträde", "24 feb", "coming"),
    _step("Protokoll", "3 mar", "coming"),
    _step("Justering", "10 mar", "coming"),
    _step("Anslag", "13 mar", "coming"),
    _step("Klart", "4 apr", "coming"),
)
STEPS_SHORT = (
    _step("Inskickad", "16 jan", "done"),
    _step("Komplettering", "", "skipped", "behövdes inte"),
    _step("Beredning", "10 feb", "done"),
    _step("Beslut", "24 feb", "current"),
    _step("Överenskommelse", "senast 21 apr", "coming"),
)
TODO = (
    {
        "href": "#innehall",
        "text": "Sätt upp anslaget om protokollet den 24 januari",
        "due": "skulle ha gjorts fre 3 feb 2017",
        "late": True,
        "rule": "senast andra dagen efter justeringen",
    },
    {
        "href": "#innehall",
        "text": "Skicka kallelsen till styrelsen den 24 februari",
        "due": "senast fre 10 feb 2017",
        "late": False,
        "rule": "två veckor före sammanträdet, arbetsordningen § 4",
    },
    {
        "href": "#innehall",
        "text": "Lämna LSG:s ställningstagande om Vägen vidare",
        "due": "senast tis 14 feb 2017",
        "late": False,
        "rule": "",
    },
)
MISSING = (
    {"text": "Ärende 6 har inget förslag till beslut", "href": "#innehall", "kind": "missing"},
    {"text": "Bilaga 2 saknar fil", "href": "#innehall", "kind": "missing"},
    {"text": "Två ledamöter har inte svarat", "href": "#innehall", "kind": "warning"},
)
REPLACED = {"ändrade lokalen till Hörnellgatan 17.": (("Plats", "Kanalgatan 59"),)}
EVENTS = tuple(
    {"when": when, "iso": "", "who": who, "text": text, "replaced": REPLACED.get(text, ())}
    for when, who, text in (
        ("Tis 7 feb 2017 kl. 15.20", "Karin Öberg", "lade Vägen vidare på dagordningen."),
        ("Mån 6 feb 2017 kl. 09.41", "Karin Öberg", "bifogade årsredovisningen som bilaga 2."),
        ("Fre 3 feb 2017 kl. 14.02", "Maja Sandström", "ändrade lokalen till Hörnellgatan 17."),
        ("Tor 2 feb 2017 kl. 10.15", "Karin Öberg", "gjorde en dagordning av den mall som gäller."),
        ("Mån 12 dec 2016 kl. 13.30", "", "Styrelsen fastställde sammanträdesplanen för 2017."),
        ("Mån 12 dec 2016 kl. 13.05", "Karin Öberg", "föreslog fem sammanträden under 2017."),
    )
)
AGENDA = tuple(
    {
        "id": i,
        "number": str(i),
        "href": "#innehall",
        "text": text,
        "note": note,
        "state": state,
        "kind": kind,
    }
    for i, text, note, state, kind in (
        (1, "Sammanträdet öppnas", "Ordföranden", "", ""),
        (2, "Val av justerare", "Ordföranden", "Klart", "done"),
        (
            3,
            "Årsredovisning och bokslut 2016",
            "Karin Öberg, bilaga 2–4",
            "Bilaga saknas",
            "missing",
        ),
        (4, "Ansökan om medfinansiering, Vägen vidare", "Karin Öberg, bilaga 5", "Klart", "done"),
        (5, "Kompetensutvecklingsplan för 2017", "Maja Sandström, bilaga 6", "Utkast", "draft"),
    )
)


def _person(name: str, note: str, state: str = "", kind: str = "") -> dict[str, str]:
    return {"name": name, "note": note, "state": state, "kind": kind}


PEOPLE = (
    _person("Lars Lindqvist", "ordförande, Skellefteå kommun", "Kommer", "done"),
    _person("Eva Marklund", "vice ordförande, Region Västerbotten", "Kommer", "done"),
    _person("Jonas Åström", "Försäkringskassan", "Kommer inte", "rejected"),
    _person("Birgit Hedman", "Norsjö kommun", "Inget svar", "coming"),
)
PRESENT = (
    (
        "Beslutande",
        (
            _person("Lars Lindqvist", "ordförande, Skellefteå kommun"),
            _person("Eva Marklund", "vice ordförande, Region Västerbotten"),
            _person("Birgit Hedman", "Norsjö kommun, tjänstgör för Nils Berg §§ 7–12"),
            _person("Samir Haddad", "Arbetsförmedlingen, på distans"),
        ),
    ),
    ("Lämnat för jäv", (_person("Jonas Åström", "Försäkringskassan", "Jäv § 9", "warning"),)),
)
PARAGRAPHS = tuple(
    {
        "href": "#innehall",
        "number": number,
        "text": text,
        "state": state,
        "word": word,
        "current": current,
    }
    for number, text, state, word, current in (
        ("§ 5", "Sammanträdet öppnas", "done", "klar", False),
        ("§ 6", "Dagordning", "done", "klar", False),
        ("§ 7", "Val av justerare", "done", "klar", False),
        ("§ 8", "Årsredovisning och bokslut 2016", "missing", "beslut saknas", False),
        ("§ 9", "Ansökan om medfinansiering, Vägen vidare", "current", "jäv, votering", True),
        ("§ 10", "Kompetensutvecklingsplan för 2017", "coming", "inte påbörjad", False),
        ("§ 11", "Rapport från LSG", "coming", "inte påbörjad", False),
        ("§ 12", "Sammanträdet avslutas", "coming", "inte påbörjad", False),
    )
)
ACTS = (
    {
        "word": "Jäv",
        "text": "Jonas Åström anmäler jäv (6 kap. 28 § 1 kommunallagen) och lämnar sammanträdet "
        "under handläggningen.",
        "href": "#innehall",
    },
    {
        "word": "Yrkande",
        "text": "Eva Marklund yrkar att beloppet ändras till 450 000 kr.",
        "href": "#innehall",
    },
    {
        "word": "Votering",
        "text": "Ja-röst innebär bifall till förslaget. Resultat: 5 ja, 2 nej.",
        "href": "#innehall",
    },
)
GRANTS = (
    ("Vägen vidare", "Medlefors folkhögskola", "2017–2020", "600 000 kr"),
    ("Steget in", "Norsjö kommun", "2017", "1 250 000 kr"),
    ("Gemensam kartläggning", "Region Västerbotten", "2016–2017", "385 500 kr"),
)
GRANT_SUM = ("Summa", "", "", "2 235 500 kr")
POSTINGS = (
    {
        "heading": "Justerat protokoll från styrelsen den 24 februari 2017",
        "paragraphs": "§§ 5–12",
        "up": "13 mars 2017",
        "last": "3 april 2017",
        "down": "4 april 2017",
        "kept": "Förbundets kansli, Hörnellgatan 17, Skellefteå",
    },
    {
        "heading": "Omedelbart justerad paragraf från styrelsen den 24 februari 2017",
        "paragraphs": "§ 9",
        "up": "24 februari 2017",
        "last": "17 mars 2017",
        "down": "18 mars 2017",
        "kept": "Förbundets kansli, Hörnellgatan 17, Skellefteå",
    },
)
CONFLICT: dict[str, Any] = {
    "fields": [
        {
            "name": "background",
            "label": "Bakgrund",
            "yours": "Folkhögskolan redovisar i dag att 24 deltagare har börjat.",
            "theirs": "Folkhögskolan redovisar att 26 deltagare har börjat, varav 15 kvinnor.",
        },
        {"name": "heading", "label": "Rubrik", "yours": "Vägen vidare", "theirs": "Vägen vidare"},
    ],
    "hidden": [("do", "save")],
    "action": "/stilguide/",
    "version_name": "version",
    "version_value": 8,
    "other_person": "Maja Sandström",
    "other_time": datetime(2017, 2, 24, 13, 2, tzinfo=UTC),
    "back_href": "#innehall",
}
ERRORS: dict[str, dict[str, Any]] = {
    "400": {"hidden": [("background", CLAUSES[0])], "action": "/stilguide/"},
    "401_lapsed": {
        "hidden": [("background", CLAUSES[0])],
        "target": "/sammantraden/2017-02-24/protokoll/9",
        "action": "/stilguide/",
        "files_lost": True,
    },
    "403": {},
    "404": {},
    "409": {},
    "413": {},
    "422": {
        "sentences": ["Kallelsen är redan skickad. Gör en ny version om något ska ändras."],
        "back_href": "#innehall",
    },
    "429": {},
    "500": {},
    "503": {},
}
