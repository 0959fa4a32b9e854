"""The rules about applications and money; rows of the table in :mod:`app.kernel.rules`. Pure."""

from __future__ import annotations

from app.kernel.rule import CHARTER, E, Rule, W

APPLICATIONS: tuple[Rule, ...] = (
    Rule(
        "DEC",
        "Styrelsen beslutar, och en ansökan blir beviljad eller avslagen bara genom en justerad "
        "paragraf. Dessförinnan ser sökanden att ärendet bereds.",
        CHARTER,
        (E,),
        "applications.services",
    ),
    Rule(
        "FRAME",
        "Vid förslag och beslut visas årets ram minus beslutat och reserverat, år för år, och vad "
        "som är kvar om allt på dagordningen beviljas.",
        "god ekonomisk hushållning",
        (W,),
        "applications.domain",
    ),
    Rule(
        "PART",
        "Det som beviljas till en del är mindre än det sökta, och ingen rad något år är större.",
        "följer av ansökan",
        (E,),
        "applications.domain",
    ),
    Rule(
        "A5",
        "Ett avslag har skäl, och beslutsmeddelandet talar om hur man överklagar.",
        "förvaltningslagen 32 och 33 §§",
        (E,),
        "applications.domain",
    ),
    Rule(
        "AGR",
        "En undertecknad överenskommelse finns innan insatsen börjar och innan något betalas ut.",
        "förbundets villkor",
        (E,),
        "followup.services",
    ),
    Rule(
        "F3",
        "Varje insats tjänar något av ändamålen i 7 § lagen om finansiell samordning.",
        "lag (2003:1210) 7 §",
        (E,),
        "applications.domain",
    ),
    Rule(
        "F4/F6",
        "Ansökan innehåller inga personuppgifter om deltagare: ett personnummer i fri text "
        "stoppas. Åldrar utanför 16–64 år påpekas.",
        "lag (2003:1210) 7 §, dataskyddsförordningen",
        (E, W),
        "applications.domain",
    ),
    Rule(
        "F5",
        "Minst två slags parter delar behovet; två kommuner räknas som ett slag. Kansliet kan "
        "godta färre med ett skäl.",
        "lag (2003:1210) 7 §",
        (E,),
        "applications.domain",
    ),
    Rule(
        "F31",
        "Ett förbund som självt söker som ägare av ett ESF-projekt varnas.",
        "vägledning om finansiell samordning",
        (W,),
        "applications.domain",
    ),
    Rule(
        "TYPE",
        "En insats är individinriktad eller strukturövergripande, aldrig båda.",
        "vägledning om finansiell samordning",
        (E,),
        "applications.domain",
    ),
    Rule(
        "DEMIN",
        "Statligt stöd under de senaste tre åren anges; taket är 300 000 euro.",
        "förordning (EU) 2023/2831",
        (W,),
        "applications.domain",
    ),
    Rule(
        "PREP",
        "En beredande grupp lämnar ett yttrande per medlem: tillstyrkan, till en del, avstyrkan, "
        "återremiss eller jäv. Andras yttranden visas när det egna är skickat, och det skickade "
        "är låst. Gruppens ställningstagande är enigt, delat eller ofullständigt.",
        "god ordning",
        (E,),
        "applications.domain",
    ),
)
