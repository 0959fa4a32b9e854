"""Verifying everything that can be verified: the chain of seals, then what capabilities know."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel import audit_chain, clock, db
from app.kernel.append_only import SEALED, append_only
from app.kernel.audit import Finding, Verified, verifications
from app.kernel.audit_chain import AuditSeal
from app.kernel.db import Base
from app.kernel.prepared import prepared

log = logging.getLogger(__name__)

NIGHT = 2  # the hour in Sweden from which the check of the day is made
SHOWN = 20  # rows of one table that are named one by one


class AuditCheck(Base):
    """One verification: when, what was looked at, what was wrong, and the newest seal then."""

    __tablename__ = "audit_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(index=True)
    milliseconds: Mapped[int]
    looked: Mapped[list[Any]]  # ["2 340 rader i loggen", …]
    findings: Mapped[list[Any]]  # [[place, sentence], …]
    seal_number: Mapped[int | None]
    seal_sha256: Mapped[str]


append_only(cast("Table", AuditCheck.__table__))


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification looked at and found, and the newest seal."""

    looked: tuple[str, ...]
    findings: tuple[Finding, ...]
    head: audit_chain.Head | None
    milliseconds: int


def verify(session: Session) -> Report:
    """Verify the log and everything that capabilities subscribe; writes nothing."""
    begun = time.monotonic()
    found = [*verify_chain(session), *_told(session)]
    return Report(
        looked=tuple(one.what for one in found),
        findings=tuple(finding for one in found for finding in one.findings),
        head=audit_chain.head(session),
        milliseconds=round((time.monotonic() - begun) * 1000),
    )


def _told(session: Session) -> Iterator[Verified]:
    """Ask every subscriber; one that cannot even read what it is to verify has found something."""
    for subscriber in verifications:
        try:
            with session.begin_nested():
                found = list(subscriber(session))
        except Exception as error:  # what was tampered with may raise anything
            place = subscriber.__module__.removeprefix("app.")
            log.warning("%s could not be verified", place, exc_info=error)
            sentence = f"Uppgifterna går inte att läsa: {type(error).__name__}."
            found = [Verified("en kontroll som inte gick att göra", (Finding(place, sentence),))]
        yield from found


def verify_chain(session: Session) -> list[Verified]:
    """Recompute every seal and every sealed row."""
    chain = audit_chain.seals(session)
    links = Verified(f"{len(chain)} förseglingar", tuple(_broken_links(chain)))
    by_table: dict[str, list[AuditSeal]] = {name: [] for name in SEALED}
    for made in chain:
        by_table.setdefault(made.covers, []).append(made)
    sealed = {name: own for name, own in sorted(by_table.items()) if own}
    count = sum(made.count for made in chain)
    findings = [
        found for name, own in sealed.items() for found in _verify_table(session, name, own)
    ]
    return [
        links,
        Verified(f"{count} förseglade rader i {_tables(len(sealed))}", tuple(findings)),
        Verified(f"{audit_chain.unsealed(session)} rader som ännu inte är förseglade"),
    ]


def _tables(number: int) -> str:
    return "1 tabell" if number == 1 else f"{number} tabeller"


def _broken_links(chain: Iterable[AuditSeal]) -> Iterator[Finding]:
    previous = ""
    for made in chain:
        place = f"audit_seal {made.id}"
        if made.sha256 != audit_chain.seal_hash(made):
            yield Finding(place, "Förseglingen är ändrad: den stämmer inte med sin kontrollsumma.")
        if made.previous_sha256 != previous:
            yield Finding(
                place, "Kedjan är bruten: förseglingen före den här är borttagen eller ändrad."
            )
        previous = made.sha256


def _verify_table(session: Session, name: str, chain: list[AuditSeal]) -> list[Finding]:
    if name not in SEALED:
        return [Finding(name, "Tabellen är förseglad men finns inte längre.")]
    findings = list(_changed_rows(session, SEALED[name][0], chain))
    more = len(findings) - SHOWN
    if more > 0:
        rest = Finding(name, f"Ytterligare {more} rader i tabellen är ändrade.")
        findings = [*findings[:SHOWN], rest]
    return findings


def _changed_rows(session: Session, table: Table, chain: list[AuditSeal]) -> Iterator[Finding]:
    """Name every row that is changed, taken away or put in among the sealed ones."""
    last = 0
    for columns, part in _by_columns(chain):
        sealed = {row: (digest, made) for made in part for row, digest in _hashes(made)}
        present = audit_chain.hashed_rows(session, table, columns, after=last)
        last = max(last, *(made.last_id for made in part))
        for row_id, digest in present:
            if row_id > last:
                break
            wanted = sealed.pop(row_id, None)
            if wanted is None:
                yield _finding(table, row_id, "är inlagd bland rader som redan var förseglade.")
            elif wanted[0] != digest:
                yield _finding(table, row_id, f"är ändrad sedan den förseglades {_day(wanted[1])}.")
        for row_id, (_, made) in sealed.items():
            yield _finding(table, row_id, f"är borttagen sedan den förseglades {_day(made)}.")


def _by_columns(chain: list[AuditSeal]) -> Iterator[tuple[list[str], list[AuditSeal]]]:
    """Part the seals of a table where it got or lost a column between two of them."""
    part: list[AuditSeal] = []
    for made in chain:
        if part and part[-1].columns != made.columns:
            yield part[-1].columns, part
            part = []
        part.append(made)
    yield part[-1].columns, part


def _hashes(made: AuditSeal) -> Iterable[tuple[int, bytes]]:
    return audit_chain.row_hashes(made).items()


def _finding(table: Table, row_id: int, what: str) -> Finding:
    return Finding(f"{table.name} {row_id}", f"Raden {what}")


def _day(made: AuditSeal) -> str:
    return f"{made.sealed_at.astimezone(clock.STOCKHOLM):%Y-%m-%d kl. %H.%M}"


def keep(session: Session, report: Report) -> AuditCheck:
    """Keep the result of a verification, for the page and for the task of the office."""
    made = AuditCheck(
        checked_at=clock.now(),
        milliseconds=report.milliseconds,
        looked=list(report.looked),
        findings=[[finding.place, finding.sentence] for finding in report.findings],
        seal_number=report.head.number if report.head else None,
        seal_sha256=report.head.sha256 if report.head else "",
    )
    session.add(made)
    session.flush()
    return made


class LastFindings(NamedTuple):
    """When the newest verification was made, and what it found."""

    checked_at: datetime
    findings: list[list[str]]


@prepared
def _last_findings() -> Select[*tuple[Any, ...]]:
    newest = select(AuditCheck.checked_at, AuditCheck.findings)
    return newest.order_by(AuditCheck.id.desc()).limit(1)


def last_findings(session: Session) -> LastFindings | None:
    """Return what the newest kept verification found, for the tasks of the office."""
    row = _last_findings.first(session)
    return LastFindings(*row) if row else None


def last_check(session: Session) -> AuditCheck | None:
    """Return the newest kept verification, or None before the first."""
    return session.scalar(select(AuditCheck).order_by(AuditCheck.id.desc()).limit(1))


def check_at_night() -> None:
    """Verify everything once a night and keep the result (the worker)."""
    with db.new_session(read_only=True) as reading:
        if not _due(last_check(reading)):
            return
        report = verify(reading)
    for finding in report.findings:
        log.error("audit: %s: %s", finding.place, finding.sentence)
    with db.new_session() as session, db.committing(session):
        keep(session, report)


def _due(last: AuditCheck | None) -> bool:
    if last is None:
        return True
    now = clock.now().astimezone(clock.STOCKHOLM)
    return last.checked_at.astimezone(clock.STOCKHOLM).date() < now.date() and now.hour >= NIGHT
