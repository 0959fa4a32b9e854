"""Verifying what was frozen and signed: the same bytes, by the right people (rules ATT, UNL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.audit import Finding, Verified
from app.kernel.storage import storage
from app.minutes.domain.terms import ATTESTED
from app.minutes.queries import verifying as queries
from app.minutes.queries.verifying import FrozenRow, LoggedRow, SignedRow


def verify_minutes(session: Session) -> list[Verified]:
    """Look whether every frozen version and every signature is what it was (rule ATT)."""
    versions = queries.frozen_versions(session)
    signatures = queries.signatures(session)
    frozen = {
        row.subject_id: row.details.get("sha256")
        for row in queries.logged(session, "minutes.frozen")
    }
    signed = queries.logged(session, "minutes.attested")
    return [
        Verified(
            f"{len(versions)} låsta protokoll",
            (*_wrong_versions(versions, frozen), *_without_version(versions)),
        ),
        Verified(f"{len(signatures)} underskrifter", tuple(_wrong_signatures(signatures, signed))),
    ]


def _wrong_versions(versions: Sequence[FrozenRow], logged: dict[int, Any]) -> Iterator[Finding]:
    for one in versions:
        place = f"minutes_version {one.id}"
        if one.file_sha256 != one.sha256:
            yield Finding(place, f"{_words(one)} pekar på en annan fil än den som låstes.")
        if logged.get(one.id, one.sha256) != one.sha256:
            yield Finding(place, f"{_words(one)} har en annan kontrollsumma än den som loggen har.")
        if not _same_bytes(one.sha256):
            yield Finding(place, f"{_words(one)}: filen är inte längre den som undertecknades.")
        if one.holds and not one.alone and one.state in ATTESTED and one.signed < one.signers:
            lacking = one.signers - one.signed
            yield Finding(place, f"{_words(one)} är justerat, men {lacking} underskrift saknas.")


def _without_version(versions: Sequence[FrozenRow]) -> Iterator[Finding]:
    """Name the meetings whose minutes are attested although no version holds (rule UNL)."""
    whole = [one for one in versions if not one.alone]
    held = {one.meeting_id for one in whole if one.holds}
    lost = {one.meeting_id: one for one in whole if one.state in ATTESTED}
    for meeting_id in sorted(lost.keys() - held):
        day = lost[meeting_id].held_on.isoformat()
        sentence = f"Protokollet från {day} är justerat, men dess version är upphävd."
        yield Finding(f"meeting {meeting_id}", sentence)


def _words(one: FrozenRow) -> str:
    what = "Den omedelbart justerade paragrafen" if one.alone else "Protokollet"
    return f"{what} från {one.held_on.isoformat()}, version {one.number},"


def _same_bytes(sha256: str) -> bool:
    try:
        storage().open(sha256).close()
    except (FileNotFoundError, ValueError):
        return False
    return True


Signature = tuple[int, int | None, str | None]


def _wrong_signatures(rows: Sequence[SignedRow], logged: Sequence[LoggedRow]) -> Iterator[Finding]:
    """Hold the signatures against their versions, and against what the log says was signed."""
    told: dict[Signature, LoggedRow] = {_key_of(row): row for row in logged}
    for one in rows:
        place = f"attestation {one.id}"
        who = f"{one.name or 'Någon'}s underskrift på protokollet från {one.held_on.isoformat()}"
        if one.name is None:
            yield Finding(place, f"{who}: personen är inte bland dem som ska underteckna.")
        if one.sha256 != one.version_sha256:
            yield Finding(place, f"{who} gäller andra byte än protokollets.")
        row = told.pop((one.meeting_id, one.person_id, one.sha256), None)
        if row is None:
            yield Finding(place, f"{who} finns inte i loggen.")
        elif said := _differs(one, row.details):
            yield Finding(place, f"{who}: loggen säger {said}.")
    for row in told.values():
        place = f"audit_entry {row.entry_id}"
        yield Finding(place, "Loggen säger att någon undertecknade, men underskriften finns inte.")


def _key_of(row: LoggedRow) -> Signature:
    return (row.subject_id, row.details.get("person_id"), row.details.get("sha256"))


def _differs(one: SignedRow, details: dict[str, Any]) -> str:
    """Return what the log says of method and day where the signature says something else."""
    given = {"method": one.method, "attested_on": one.attested_on.isoformat()}
    return ", ".join(
        str(details[name]) for name, value in given.items() if details.get(name, value) != value
    )
