"""Initiatives to store whole: those of two real annual reports, and the demonstration's own.

MyKey and Steget fram have the owners, periods and amounts of the 2021 report; the periods of the
2024 report's initiatives are real and their amounts made up. People and sentences are invented.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.devtools.seed_applications import VAGEN_VIDARE

Answers = dict[str, dict[str, Any]]

# The shares of a year's amount that go to each kind of cost; the last one takes what is left.
_SHARES = (("staff", "Personal", 78), ("premises", "Lokaler", 12), ("other", "Övrigt", 0))
_PARTIES = {
    "state_af": "Arbetsförmedlingen",
    "state_fk": "Försäkringskassan",
}


@dataclass(frozen=True, slots=True)
class SeedInitiative:
    """What is particular to one initiative; ``kronor`` is applied for, by calendar year."""

    name: str
    owner: str
    organisation_number: str
    municipality: str
    starts_on: date
    ends_on: date
    kronor: tuple[tuple[int, int], ...]
    summary: str
    need: str
    target: str
    kind: str = "new"
    direction: str = "individual"
    form: str = "municipality"
    ages: tuple[int, int] = (16, 64)
    women: int = 15
    men: int = 15
    own_kronor: int = 0
    contact: str = "Fatima Hadad"
    email: str = "fatima@sokande.example"

    @property
    def ore(self) -> int:
        """Return everything that is applied for, in öre."""
        return sum(amount for _, amount in self.kronor) * 100


LULEA = ("Luleå kommun", "212000-2742", "Luleå")
ALVSBYN = ("Älvsby kommun", "212000-2734", "Älvsbyn")
BODEN = ("Bodens kommun", "212000-2767", "Boden")
PITEA = ("Piteå kommun", "212000-2759", "Piteå")

REPORTED_2021 = (
    SeedInitiative(
        "MyKey",
        *LULEA,
        date(2021, 8, 1),
        date(2023, 6, 30),
        ((2021, 260_000), (2022, 630_000), (2023, 310_000)),
        "Unga vuxna som har isolerat sig får hjälp att ta de första stegen ut.",
        "Fler unga vuxna har blivit sittande hemma utan studier och arbete.",
        "Unga vuxna 16–29 år som varken studerar eller arbetar.",
        ages=(16, 29),
    ),
    SeedInitiative(
        "Steget fram",
        *ALVSBYN,
        date(2022, 1, 1),
        date(2023, 12, 31),
        ((2022, 605_000), (2023, 615_000)),
        "Deltagare provar arbete i lagom takt med stöd av en handledare.",
        "Många har svårt att gå från sjukskrivning till arbete utan ett mellansteg.",
        "Kvinnor och män med behov av stöd från flera parter.",
        kind="extension",
    ),
)
REPORTED_2024 = (
    SeedInitiative(
        "Orangeriet",
        *BODEN,
        date(2025, 1, 1),
        date(2027, 12, 31),
        ((2025, 800_000), (2026, 800_000), (2027, 800_000)),
        "Arbetsträning med arbetsterapeut för den som behöver pröva sin förmåga.",
        "Det saknas platser där arbetsförmåga kan prövas och beskrivas.",
        "Kvinnor och män 18–65 år som behöver arbetslivsinriktad rehabilitering.",
        kind="extension",
        ages=(18, 65),
        women=20,
        men=8,
    ),
    SeedInitiative(
        "Tillsammans",
        *PITEA,
        date(2025, 1, 1),
        date(2026, 12, 31),
        ((2025, 450_000), (2026, 450_000)),
        "En trygg väg in för den som länge har stått utanför.",
        "Ensamhet och utanförskap gör att stöd inte når fram.",
        "Personer med ekonomiskt bistånd som behöver flera insatser samtidigt.",
        kind="extension",
        women=40,
        men=40,
    ),
    SeedInitiative(
        "Tidsam",
        *PITEA,
        date(2025, 1, 1),
        date(2026, 12, 31),
        ((2025, 520_000), (2026, 530_000)),
        "Stöd till arbete eller studier vid nyinsjuknande i psykos.",
        "Den som insjuknar tappar ofta kontakten med arbete och studier.",
        "Kvinnor och män 18–65 år som nyligen har insjuknat.",
        ages=(18, 65),
    ),
    SeedInitiative(
        "Steget fram",
        *ALVSBYN,
        date(2025, 1, 1),
        date(2026, 12, 31),
        ((2025, 610_000), (2026, 620_000)),
        "Deltagare provar arbete i lagom takt med stöd av en handledare.",
        "Många har svårt att gå från sjukskrivning till arbete utan ett mellansteg.",
        "Kvinnor och män med behov av stöd från flera parter.",
        kind="extension",
    ),
)


def answers_for(seed: SeedInitiative) -> Answers:
    """Return complete answers of an application for the initiative; its budget adds up."""
    found = deepcopy(VAGEN_VIDARE)
    found["organisation"] |= {
        "name": seed.owner,
        "organisation_number": seed.organisation_number,
        "form": seed.form,
        "employees": "251-",
        "postal_address": f"Stadshuset, {seed.municipality}",
        "visiting_address": "Stora torget 1",
        "workplace": "Socialförvaltningen",
        "email": "kommunen@sokande.example",
    }
    found["organisation"].pop("cfar", None)
    found["contacts"] = {"people": _people(seed)}
    found["initiative"] |= {
        "name": seed.name,
        "kind": seed.kind,
        "direction": seed.direction,
        "municipalities": [seed.municipality],
        "starts_on": seed.starts_on.isoformat(),
        "ends_on": seed.ends_on.isoformat(),
        "summary": seed.summary,
    }
    found["need"] = {"background": seed.need, "need": seed.need, "analysis": seed.need}
    found["target_group"] = {
        "description": seed.target,
        "age_from": seed.ages[0],
        "age_to": seed.ages[1],
        "women": seed.women,
        "men": seed.men,
    }
    found["activities"]["plan"] = [
        {
            "activity": "Uppstart, genomförande och avslut",
            "starts_on": seed.starts_on.isoformat(),
            "ends_on": seed.ends_on.isoformat(),
            "responsible": "Projektledaren",
        }
    ]
    found["parties"] |= {"owner": seed.owner, "parties": _parties(seed)}
    found["staffing"] = {
        "posts": [{"post": "Projektledare", "percent": 100, "employer": seed.owner}],
        "text": "Projektledaren leder arbetet tillsammans med parternas handläggare.",
    }
    found["budget"] = _budget(seed)
    return found


def _people(seed: SeedInitiative) -> list[dict[str, str]]:
    return [
        {
            "role": "contact",
            "name": seed.contact,
            "title": "projektutvecklare",
            "telephone": "0910-555 01",
            "email": seed.email,
        },
        {
            "role": "signatory",
            "name": "Birger Norlander",
            "title": "förvaltningschef",
            "email": "birger@sokande.example",
        },
    ]


def _parties(seed: SeedInitiative) -> list[dict[str, str]]:
    others = [
        {"party_type": kind, "name": name, "contribution": "Anvisar deltagare, ingår i styrgrupp."}
        for kind, name in _PARTIES.items()
    ]
    own = {
        "party_type": "municipality" if seed.form == "municipality" else "other",
        "name": seed.owner,
        "contribution": "Driver insatsen och leder personalen.",
    }
    return [own, *others]


def _budget(seed: SeedInitiative) -> dict[str, Any]:
    years = {str(year): amount * 100 for year, amount in seed.kronor}
    costs = [_cost(category, text, years, share) for category, text, share in _SHARES]
    rest = {year: ore - sum(c["amounts"][year] for c in costs[:-1]) for year, ore in years.items()}
    costs[-1]["amounts"] = rest
    financing = []
    if seed.own_kronor:
        first = next(iter(years))
        costs.append(
            {
                "category": "indirect",
                "text": "Ledning och administration",
                "financier": "",
                "amounts": {first: seed.own_kronor * 100},
            }
        )
        financing = [{"financier": seed.owner, "form": "own", "ore": seed.own_kronor * 100}]
    return {"periods": list(years), "costs": costs, "financing": financing, "applied": years}


def _cost(category: str, text: str, years: dict[str, int], share: int) -> dict[str, Any]:
    amounts = {year: ore // 100 * share // 100 * 100 for year, ore in years.items()}
    return {"category": category, "text": text, "financier": "association", "amounts": amounts}
