"""The rules about what happens in the room and around the year; rows of the table. Pure."""

from __future__ import annotations

from app.kernel.rule import E, N, Rule, S, W

MEETINGS: tuple[Rule, ...] = (
    Rule(
        "F14",
        "Vid lika röstetal avgör ordförandens utslagsröst. I val och ärenden om anställning avgör "
        "lotten i stället.",
        "kommunallagen 5 kap.",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "F15",
        "Beslut fattas med enkel majoritet av de avgivna rösterna. Kvalificerad majoritet gäller "
        "bara där förbundsordningen säger det.",
        "förbundsordningen",
        (S,),
        "minutes.domain",
    ),
    Rule(
        "K1",
        "Den som avstår från att rösta och den som inte deltar i beslutet antecknas var för sig. "
        "Ordföranden kan inte avstå när röstetalet är lika.",
        "kommunallagen 4 kap.",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "K2",
        "Den som har deltagit i beslutet kan reservera sig innan sammanträdet avslutas. En "
        "skriftlig motivering kan lämnas fram till justeringen.",
        "kommunallagen 4 kap.",
        (E,),
        "minutes.domain",
    ),
    Rule(
        "K3",
        "Yrkanden som inte återtagits, i vilken ordning frågan ställdes och utfallet står i "
        "protokollet.",
        "kommunallagen 5 kap.",
        (N,),
        "minutes.domain",
    ),
    Rule(
        "IMM",
        "En paragraf kan justeras omedelbart. Den får sitt nummer genast, och protokollet hänvisar "
        "till den.",
        "kommunallagen 5 kap., arbetsordningen",
        (N,),
        "minutes.services",
    ),
    Rule(
        "F17/K16",
        "Delegationsbeslut och ordförandens brådskande beslut har egna nummerserier och anmäls vid "
        "nästa sammanträde.",
        "kommunallagen 6 kap., delegationsordningen",
        (W,),
        "delegation.services",
    ),
    Rule(
        "PC",
        "Något tydligt lagstöd för beslut per capsulam är inte funnet. Formen är avslagen tills "
        "förbundet slår på den, kräver svar från varje ordinarie ledamot om både formen och saken, "
        "och ett nej till formen stoppar den. Beslutet får eget nummer och dokument och anmäls vid "
        "nästa sammanträde.",
        "arbetsordningen",
        (S, E),
        "per_capsulam.services",
    ),
    Rule(
        "F18",
        "Budgeten beslutas senast den 30 november efter samråd med medlemmarna. Påminnelse från "
        "den 1 oktober.",
        "lag (2003:1210), förbundsordningen",
        (W,),
        "planning.domain",
    ),
    Rule(
        "F20",
        "Årsredovisningen lämnas inom tre månader från årets slut. Påminnelse från den 1 mars.",
        "lag (2018:597), förbundsordningen",
        (W,),
        "planning.domain",
    ),
)
