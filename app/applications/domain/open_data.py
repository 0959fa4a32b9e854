"""What has been granted, as open data with the names of the 360Giving standard. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.applications.domain.form_one import PURPOSES
from app.applications.domain.words import DIRECTION_WORDS, KIND_WORDS, Direction, Kind
from app.kernel.money import to_kronor
from app.kernel.spreadsheets import Cell, Ore

CURRENCY = "SEK"


@dataclass(frozen=True, slots=True)
class Granted:
    """One granted application as everybody may see it; persons are never part of it.

    ``open`` is false for a case with a confidentiality mark: then who and what is left out
    (rule O2).
    """

    number: str
    name: str
    organisation: str
    organisation_number: str
    kind: Kind
    direction: Direction | None
    summary: str
    purposes: tuple[str, ...]
    municipalities: tuple[str, ...]
    applied_ore: int
    granted_ore: int
    decided_on: date
    paragraph_label: str
    starts_on: date | None
    ends_on: date | None
    open: bool = True

    @property
    def purpose_words(self) -> tuple[str, ...]:
        """Return the purposes in FinsamL 7 § in words (rule F3)."""
        return tuple(PURPOSES[one] for one in self.purposes if one in PURPOSES)

    @property
    def kind_word(self) -> str:
        """Return what was applied for in words."""
        return KIND_WORDS[self.kind]

    @property
    def direction_word(self) -> str:
        """Return the direction in a word, or nothing."""
        return DIRECTION_WORDS[self.direction] if self.direction else ""


@dataclass(frozen=True, slots=True)
class Funder:
    """The association that grants."""

    name: str
    organisation_number: str


CSV_HEAD = (
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Applied For",
    "Amount Awarded",
    "Award Date",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Funding Org:Identifier",
    "Funding Org:Name",
    "Beneficiary Location:Name",
    "Grant Programme:Title",
)


def identifier(organisation_number: str) -> str:
    """Return an organisation's identity: the country and the ten digits."""
    digits = "".join(sign for sign in organisation_number if sign.isdigit())
    return f"SE-{digits}" if digits else ""


def grant_identifier(funder: Funder, number: str) -> str:
    """Return an identity for the grant that is the same in every publication."""
    return f"{identifier(funder.organisation_number)}-{number}"


def csv_row(one: Granted, funder: Funder) -> tuple[Cell, ...]:
    """Return one row by ``CSV_HEAD``."""
    return (
        grant_identifier(funder, one.number),
        one.name,
        one.summary,
        CURRENCY,
        Ore(one.applied_ore),
        Ore(one.granted_ore),
        one.decided_on,
        one.starts_on,
        one.ends_on,
        identifier(one.organisation_number),
        one.organisation,
        identifier(funder.organisation_number),
        funder.name,
        ", ".join(one.municipalities),
        one.kind_word,
    )


def as_360giving(rows: Iterable[Granted], funder: Funder) -> dict[str, Any]:
    """Return the package of grants in the standard's JSON form; amounts are kronor."""
    return {"grants": [_grant(one, funder) for one in rows]}


def _grant(one: Granted, funder: Funder) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": grant_identifier(funder, one.number),
        "title": one.name,
        "description": one.summary,
        "currency": CURRENCY,
        "amountAppliedFor": _number(one.applied_ore),
        "amountAwarded": _number(one.granted_ore),
        "awardDate": one.decided_on.isoformat(),
        "plannedDates": [_dates(one)],
        "recipientOrganization": [
            {"id": identifier(one.organisation_number), "name": one.organisation}
        ],
        "fundingOrganization": [
            {"id": identifier(funder.organisation_number), "name": funder.name}
        ],
        "beneficiaryLocation": [{"name": name} for name in one.municipalities],
        "grantProgramme": [{"title": one.kind_word}],
    }
    return found


def _dates(one: Granted) -> dict[str, str]:
    days = {"startDate": one.starts_on, "endDate": one.ends_on}
    return {name: day.isoformat() for name, day in days.items() if day}


def _number(ore: int) -> int | float:
    """Write kronor as JSON has numbers: whole where there are no öre."""
    return ore // 100 if ore % 100 == 0 else float(to_kronor(ore))
