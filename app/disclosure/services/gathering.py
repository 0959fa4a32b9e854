"""What a meeting's attested minutes would show the public, and what is left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.correction import queries as correction
from app.disclosure import queries
from app.disclosure.domain import (
    Decision,
    Finding,
    findings,
    holding,
    masked,
    public_data,
    snapshot_sha256,
    undecided,
)
from app.disclosure.domain.texts import Data
from app.kernel import clock
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.minutes import queries as minutes
from app.minutes.domain.sentences import long_date
from app.minutes.domain.terms import ATTESTED

if TYPE_CHECKING:
    from app.correction.queries import CorrectionRow
    from app.minutes.models import MinutesVersion


@dataclass(frozen=True)
class Treatment:
    """Attested minutes on their way to the public: the texts, the findings, the decisions."""

    version: MinutesVersion
    data: Data  # nothing masked
    found: list[Finding]
    held: dict[str, Decision]

    @cached_property
    def masked(self) -> Data:
        """What the public would read now."""
        return masked(self.data, self.held)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of what the public would read now."""
        return snapshot_sha256(self.masked)

    @property
    def left(self) -> list[Finding]:
        """The findings that nobody has decided about."""
        return undecided(self.found, self.held)

    @property
    def by_hand(self) -> list[Decision]:
        """The passages that were masked by hand, in the order they were."""
        known = {one.key for one in self.found}
        return [one for one in self.held.values() if one.key not in known]

    def finding(self, key: str) -> Finding:
        """Return the finding with a key; raises DomainError ``disclosure.unknown``."""
        for one in self.found:
            if one.key == key:
                return one
        raise DomainError("disclosure.unknown")


def gather(session: Session, meeting_id: int) -> Treatment:
    """Return the treatment of a meeting's minutes, from the data that everybody signed.

    Raises:
        DomainError: ``disclosure.not_attested`` before that (rule O5).
    """
    version = minutes.current_version(session, meeting_id)
    if version is None or meetings.meeting(session, meeting_id).state not in ATTESTED:
        raise DomainError("disclosure.not_attested")
    frozen = version.file_version.data or {}
    data = public_data(
        frozen, signed=_signed(version), corrections=_corrections(session, meeting_id)
    )
    marks = queries.marks(session, [data["dnr"], *(one["dnr"] for one in data["paragrafer"])])
    held = holding(queries.decisions(session, version.id))
    return Treatment(version, data, findings(data, marks), held)


def _signed(version: MinutesVersion) -> list[tuple[str, str, str, str]]:
    """Return name, role, §§ when they are not all, and day of each signature."""
    days = {one.person_id: one.attested_on.isoformat() for one in version.attestations}
    rows = (version.file_version.data or {})["underskrifter"]
    return [
        (signer.name, row["roll"], row["paragrafer"], days[signer.person_id])
        for signer, row in zip(version.signers, rows, strict=True)
    ]


def _corrections(session: Session, meeting_id: int) -> dict[int, list[str]]:
    """Return the rättelser as sentences, by the number of the §."""
    rows = correction.of_meeting(session, meeting_id)
    numbers = {one: number for number, one in queries.paragraph_ids(session, meeting_id).items()}
    told: dict[int, list[str]] = {}
    for row in rows:
        told.setdefault(numbers[row.paragraph_id], []).append(_correction(row))
    return told


def _correction(row: CorrectionRow) -> str:
    day = long_date(row.made_at.astimezone(clock.STOCKHOLM).date())
    return (
        f"Rättelse den {day} av {row.made_by}: ”{row.was}” ska vara ”{row.should_be}”. "
        f"Skäl: {row.reason}"
    )
