"""The rules of law and practice that the program keeps: one table, printed as docs/rules.md. Pure.

Every id stands after the word rule where the code keeps it, and in the test that guards it.
Nothing here claims to be legal advice: what the charter or the rules of procedure may decide is a
setting with a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.kernel.rule import CHARTER, E, Rule, S, W
from app.kernel.rules_applications import APPLICATIONS
from app.kernel.rules_meetings import MEETINGS

RULES: tuple[Rule, ...] = (
    Rule(
        "F1",
        "Förbundet har medlemmar av fyra slag: Arbetsförmedlingen, Försäkringskassan, minst en "
        "region och minst en kommun.",
        CHARTER,
        (W,),
        "association.domain",
    ),
    Rule(
        "F7",
        "Förbundet anslår på de anslagstavlor som förbundsordningen anger. Varje tavla har sitt "
        "eget bevis om anslag.",
        CHARTER,
        (S,),
        "publication.services",
    ),
    Rule(
        "F9",
        "Varje medlem har minst en ledamot och en ersättare i styrelsen, lika många av varje, och "
        "ingen person företräder två medlemmar.",
        CHARTER,
        (W,),
        "association.domain",
    ),
    Rule(
        "F11",
        "Ett uppdrag gäller en mandatperiod. Bara den vars uppdrag gäller på sammanträdesdagen kan "
        "antecknas som närvarande ledamot eller ersättare.",
        CHARTER,
        (W, S),
        "minutes.services",
    ),
    Rule(
        "F13/K11",
        "Styrelsen är beslutsför när fler än hälften av platserna för ledamöter är besatta av "
        "tjänstgörande, räknat för varje paragraf. Annars kan paragrafen bara innehålla "
        "information, ajournering eller bordläggning.",
        "kommunallagen 5 kap., förbundsordningen",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "F16",
        "För var och en antecknas om deltagandet sker i rummet, på distans med ljud och bild "
        "eller med enbart ljud. Distans kräver att protokollet anger det beslut som tillåter det, "
        "och enbart ljud dessutom ett skäl. Allt skrivs ut i protokollet.",
        "kommunallagen 5 kap., arbetsordningen",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "F28",
        "Den som är medlem i en kommun eller region som ingår i förbundet får överklaga. "
        "Förbundets medlemmar får det inte.",
        "kommunallagen 13 kap., förbundsordningen",
        (S,),
        "association.domain",
    ),
    Rule(
        "K6",
        "Protokollet kan inte låsas förrän varje beslutsparagraf har ett beslut. Det som saknas "
        "visas som en lista.",
        "kommunallagen 5 kap.",
        (E, W),
        "minutes.domain",
    ),
    Rule(
        "K7",
        "Protokollet justeras senast fjorton dagar efter sammanträdet. Påminnelse från dag tio, "
        "försenat efter dag fjorton.",
        "kommunallagen 5 kap. 69 §",
        (W,),
        "minutes.domain",
    ),
    Rule(
        "K10",
        "Adjungerade och gäster tjänstgör aldrig. Närvaro kan gälla vissa paragrafer eller del av "
        "en paragraf.",
        "kommunallagen 5 kap., arbetsordningen",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "K12",
        "Den som är jävig är frånvarande vid paragrafen: tjänstgör inte och justerar den inte. "
        "Den som prövas och inte är jävig behåller sin plats. Båda skrivs ut i protokollet.",
        "kommunallagen 6 kap.",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "K13",
        "Jäv föreslås när någon står i ansökan eller arbetar hos sökanden, en medfinansiär eller "
        "huvudmannen. Det gäller styrelsen, beredande grupper och tjänstemän.",
        "kommunallagen 6 kap. 28 §, förvaltningslagen 16–18 §§",
        (W,),
        "applications.domain",
    ),
    Rule(
        "K14",
        "Jäv minskar antalet närvarande. Kravet på beslutsförhet sänks inte av det.",
        "kommunallagen 5 kap.",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "SUB",
        "Ersättare tjänstgör i den beslutade ordningen, först för den egna medlemmen. Den som har "
        "lämnat sammanträdet av annat skäl än jäv och tjänstgör igen påpekas.",
        "arbetsordningen",
        (W,),
        "minutes.domain",
    ),
    Rule(
        "NUM",
        "Paragrafnummer löper för organ och kalenderår. De ges när protokollet låses, från en låst "
        "räknare, och ändras eller återanvänds aldrig.",
        "god ordning",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "SUM",
        "Kallelsen skickas minst så många dagar före sammanträdet som arbetsordningen säger. En "
        "skickad kallelse är låst, en ny är en ny version som visar vad som har ändrats.",
        "arbetsordningen",
        (W,),
        "meetings.domain",
    ),
    Rule(
        "ATT",
        "Ordföranden, sekreteraren och de valda justerarna justerar samma låsta fil. Den som leder "
        "eller för protokollet vid vissa paragrafer justerar dem. Ingen justerar två gånger, och "
        "ingen justerar en paragraf som den var jävig i.",
        "kommunallagen 5 kap.",
        (E,),
        "minutes.models",
    ),
    Rule(
        "UNL",
        "Låsta protokoll kan låsas upp innan alla har justerat. Då stryks justeringarna, orsaken "
        "antecknas och en ny version skapas. Efter justeringen låses ingenting upp.",
        "förvaltningslagen (2017:900)",
        (E,),
        "minutes.services",
    ),
    Rule(
        "K17",
        "Anslagstavlan är en egen offentlig sida som nås från startsidan utan inloggning.",
        "kommunallagen 8 kap.",
        (E,),
        "publication.routes",
    ),
    Rule(
        "K18",
        "Anslagstavlan visar bara anslag: tillkännagivanden om justerade protokoll och om "
        "sammanträden.",
        "kommunallagen 8 kap.",
        (E,),
        "publication.queries",
    ),
    Rule(
        "K19",
        "Anslaget sätts upp senast andra dagen efter justeringen och anger var protokollet finns "
        "och vilken dag det sattes upp. Det kan varken ändras, tas bort eller tas ned i förtid.",
        "kommunallagen 8 kap. 12 §",
        (E,),
        "publication.domain",
    ),
    Rule(
        "K20",
        "Tiden för överklagande är tre veckor från anslaget. Sista dagen flyttas förbi helger, och "
        "anslaget tas ned dagen efter. Har det inte visats hela tiden anslås det på nytt.",
        "kommunallagen 13 kap. 5 §, lag (1930:173)",
        (E,),
        "publication.domain",
    ),
    Rule(
        "DOS",
        "Varje sida följer WCAG 2.1 AA, och en tillgänglighetsredogörelse säger vart man vänder "
        "sig med brister.",
        "lag (2018:1937)",
        (E,),
        "publication.routes",
    ),
    Rule(
        "O1",
        "Handlingar registreras utan dröjsmål. Efter en arbetsdag visas det som inte är "
        "registrerat som försenat.",
        "offentlighets- och sekretesslagen 5 kap. 1 §",
        (W,),
        "registry.domain",
    ),
    Rule(
        "O2",
        "Varje handling har datum, nummer, avsändare eller mottagare och kort innehåll. Den som "
        "saknar behörighet ser inte sekretessmarkerade uppgifter.",
        "offentlighets- och sekretesslagen 5 kap. 2 §",
        (E,),
        "registry.domain",
    ),
    Rule(
        "O3",
        "En sekretessmarkering anger bestämmelse, datum och vem som gjort den. Den är en "
        "påminnelse: frågan prövas varje gång en handling begärs ut.",
        "offentlighets- och sekretesslagen 5 kap.",
        (E,),
        "registry.domain",
    ),
    Rule(
        "O4",
        "Allt som läggs till eller ändras står i en logg som varken kan ändras eller tömmas.",
        "offentlighets- och sekretesslagen 4 kap.",
        (E,),
        "kernel.history",
    ),
    Rule(
        "O5",
        "Protokollet blir allmän handling när det är justerat. Dessförinnan är det arbetsmaterial "
        "och syns inte utåt. Kallelsen blir det när den skickas.",
        "tryckfrihetsförordningen 2 kap.",
        (E,),
        "minutes.routes",
    ),
    Rule(
        "GDPR",
        "Publicerade protokoll är en egen version. Ingenting publiceras medan ett personnummer "
        "eller en sekretessmarkering står kvar, varje maskning beslutas av en människa, och "
        "underskrifter och metadata är inte med.",
        "EU:s dataskyddsförordning, lag (2018:218)",
        (E,),
        "disclosure.domain",
    ),
    Rule(
        "O7",
        "Ingenting gallras utan hänvisning till ett gallringsbeslut.",
        "arkivlagen (1990:782)",
        (E,),
        "registry.services",
    ),
    Rule(
        "O9",
        "Diarienummer följer förbundets eget mönster och tas ur en låst räknare.",
        "god ordning",
        (S,),
        "registry.domain",
    ),
    *APPLICATIONS,
    *MEETINGS,
)

_INTRODUCTION = (
    "Tabellen skapas ur `app/kernel/rules.py` med `make docs`. Varje regel står med sitt id där "
    "koden följer den och i det prov som faller om den bryts. Tabellen är ingen juridisk "
    "rådgivning."
)
_ONE = r"[A-Z]{1,5}\d*\b"
_NAMED = re.compile(rf"\brules? (({_ONE})(?:(?:[,/–-]| and |, )\s*{_ONE})*)")
_STATUTES = frozenset({"FL", "KL", "OSL", "TF"})


def named_in(text: str) -> frozenset[str]:
    """Return the ids that a text names: "rule K7", "rules F13/K11, K14", "rules K18–K20"."""
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        for part in re.split(r",\s*|/| and ", match[1]):
            found.update(_expand(part.strip()))
    return frozenset(found - _STATUTES)


def _expand(part: str) -> Iterable[str]:
    span = re.fullmatch(r"([A-Z]+)(\d+)[–-]\1(\d+)", part)
    if span is None:
        return [part]
    return [f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1)]


def known_ids() -> frozenset[str]:
    """Return every id in the table."""
    return frozenset(id_ for rule in RULES for id_ in rule.ids)


def as_markdown() -> str:
    """Return the table as docs/rules.md."""
    lines = [
        "# Regler som Klubba håller reda på",
        "",
        _INTRODUCTION,
        "",
        "| Id | Regel | Källa | Om den inte följs | Finns i |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {rule.id} | {rule.text} | {rule.source} | {', '.join(rule.levels)} "
        f"| `app.{rule.kept_in}` |"
        for rule in RULES
    ]
    return "\n".join(lines) + "\n"
