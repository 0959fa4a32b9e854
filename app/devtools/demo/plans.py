"""The demonstration's applications: what is applied for, by whom, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.applications.domain import DecisionKind, Stance
from app.devtools.seed_initiatives import SeedInitiative

_SKELLEFTEA = ("Skellefteå kommun", "212000-2643", "Skellefteå")
_NORSJO = ("Norsjö kommun", "212000-2593", "Norsjö")


@dataclass(frozen=True, slots=True)
class Plan:
    """One application: submitted so many days from today, prepared in a group, decided or not.

    ``stances`` are (person, stance) of those who have given their organisation's opinion;
    ``recused`` the person whose organisation is. ``share`` is how much of the amount is proposed
    and granted, in per cent; ``asked`` what the applicant has been asked to complete.
    """

    seed: SeedInitiative
    submitted: int
    group: str = ""
    stances: tuple[tuple[str, Stance], ...] = ()
    recused: str = ""
    position: Stance | None = None
    proposal: DecisionKind | None = None
    decision: DecisionKind | None = None
    share: int = 100
    reasons: str = ""
    on_paper: bool = False
    asked: tuple[tuple[str, str], ...] = ()
    reserved: bool = False


_G, _P, _R = Stance.GRANT, Stance.GRANT_IN_PART, Stance.REJECT


def plans(today: date) -> dict[str, Plan]:
    """Return the plans by key; the years of the money follow from today."""
    this, after = today.year, today.year + 1
    return {
        "stegen": Plan(
            SeedInitiative(
                "Stegen vidare",
                *_SKELLEFTEA,
                date(this, 5, 1),
                date(after, 12, 31),
                ((this, 180_000), (after, 300_000)),
                "Unga vuxna får en egen väg till arbete eller studier, i lagom stora steg.",
                "Allt fler unga vuxna varken arbetar eller studerar ett år efter gymnasiet.",
                "Unga vuxna 18–29 år som varken arbetar eller studerar.",
                ages=(18, 29),
            ),
            submitted=-270,
            group="lsg",
            stances=(("mikael", _G), ("cecilia", _G), ("hakan", _G), ("maj", _G)),
            recused="lena",
            position=_G,
            proposal=DecisionKind.GRANT,
            decision=DecisionKind.GRANT,
        ),
        "digital": Plan(
            SeedInitiative(
                "Digital ingång",
                *_NORSJO,
                date(after, 1, 1),
                date(after, 12, 31),
                ((after, 300_000),),
                "En gemensam digital ingång till stöd från flera parter.",
                "Den som söker stöd möter olika ingångar hos varje part.",
                "Personer i behov av samordnat stöd i Norsjö.",
                direction="structural",
            ),
            submitted=-150,
            group="development",
            stances=(("david", _R), ("tomas", _R), ("eva", _P), ("stina", _R)),
            recused="asa",
            position=_R,
            proposal=DecisionKind.REJECT,
            decision=DecisionKind.REJECT,
            reasons=(
                "Insatsen överlappar ett regionalt arbete som redan är finansierat, och behovet "
                "delas inte av minst två slags parter i den omfattning som krävs."
            ),
        ),
        "vaxtplats": Plan(
            SeedInitiative(
                "Växtplats",
                *_NORSJO,
                date(after, 2, 1),
                date(after + 1, 6, 30),
                ((after, 400_000), (after + 1, 200_000)),
                "Grön rehabilitering i växthus med handledare och arbetsterapeut.",
                "Det saknas en lugn plats att börja på för den som har varit sjuk länge.",
                "Kvinnor och män som har varit sjukskrivna länge.",
            ),
            submitted=-60,
            group="lsg",
            stances=(("lena", _P), ("cecilia", _G), ("hakan", _P), ("maj", _G)),
            recused="mikael",
            position=_P,
            proposal=DecisionKind.GRANT_IN_PART,
            decision=DecisionKind.GRANT_IN_PART,
            share=75,
        ),
        "nasta": Plan(
            SeedInitiative(
                "Nästa steg",
                *_SKELLEFTEA,
                date(after, 3, 1),
                date(after + 1, 12, 31),
                ((after, 350_000), (after + 1, 420_000)),
                "Samtalsstöd och praktik för föräldrar som länge har varit utan arbete.",
                "Föräldrar med försörjningsstöd står ofta utan samlad planering.",
                "Föräldrar med försörjningsstöd i Skellefteå.",
                women=20,
                men=12,
            ),
            submitted=-50,
            group="development",
            stances=(("asa", _G), ("tomas", _G), ("eva", _P), ("stina", _R)),
            recused="david",
            position=_P,
            proposal=DecisionKind.GRANT_IN_PART,
            share=80,
            reserved=True,
        ),
        "trygg": Plan(
            SeedInitiative(
                "Trygg väg ut",
                *_SKELLEFTEA,
                date(after, 4, 1),
                date(after + 1, 3, 31),
                ((after, 260_000), (after + 1, 90_000)),
                "Stöd till arbete för kvinnor som har lämnat en våldsam relation.",
                "Den som har levt med våld har svårt att hålla fast vid planering och arbete.",
                "Kvinnor 20–60 år som har varit utsatta för våld.",
                ages=(20, 60),
                women=24,
                men=0,
            ),
            submitted=-16,
            group="lsg",
            stances=(("cecilia", _G), ("maj", _P)),
            recused="lena",
        ),
        "sparet": Plan(
            SeedInitiative(
                "Arbetsspåret",
                *_NORSJO,
                date(after, 1, 1),
                date(after, 12, 31),
                ((after, 240_000),),
                "Arbetsprövning hos lokala företag med handledare på plats.",
                "Små företag tar gärna emot, men behöver stöd för att våga.",
                "Kvinnor och män som behöver pröva sin arbetsförmåga.",
            ),
            submitted=-11,
            asked=(
                ("goals", "Skriv ett målvärde för varje indikator, så att målen kan följas upp."),
                ("parties", "Beskriv vad Försäkringskassan bidrar med."),
            ),
        ),
        "forstudie": Plan(
            SeedInitiative(
                "Förstudie om unga i Norsjö",
                *_NORSJO,
                date(after, 1, 1),
                date(after, 6, 30),
                ((after, 90_000),),
                "Kartläggning av hur många unga i Norsjö som behöver samordnat stöd.",
                "Vi vet för lite om de unga som inte syns hos någon av parterna.",
                "Unga 16–24 år i Norsjö.",
                kind="pre_study",
                direction="structural",
                ages=(16, 24),
            ),
            submitted=-7,
            on_paper=True,
        ),
        "kultur": Plan(
            SeedInitiative(
                "Kultur som väg",
                *_SKELLEFTEA,
                date(after, 2, 1),
                date(after, 12, 31),
                ((after, 310_000),),
                "Skapande verksamhet i grupp som första steg mot arbete.",
                "Den som är isolerad behöver ett sammanhang före arbetsträning.",
                "Kvinnor och män med psykisk ohälsa.",
            ),
            submitted=0,
        ),
    }
