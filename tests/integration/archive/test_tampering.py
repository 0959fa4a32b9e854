"""What somebody with every right to disk and database changes is named by ``flask audit verify``.

The triggers are out of the way here: the point is what is seen although nothing refused it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import FileVersion
from app.kernel import audit_chain
from app.kernel.history import AuditEntry
from app.minutes.models import Attestation, MinutesVersion
from app.publication.models import Posting
from tests.factories import cycle
from tests.support import tampering


@pytest.fixture
def held(db_session, world):
    """Minutes that everybody has signed, put up on the board; returns the session."""
    cycle.attested(db_session, world)
    db_session.commit()
    return db_session


@dataclass(frozen=True)
class Attack:
    """Something changed, and what the findings must name and say."""

    change: Callable[[Session], str]  # returns the place that must be named
    words: str
    sealed_only: bool = False  # found by the chain alone


def byte_of_the_minutes(session: Session) -> str:
    version = session.scalars(select(MinutesVersion)).one()
    tampering.change_a_byte(version.sha256)
    return f"minutes_version {version.id}"


def byte_of_any_file(session: Session) -> str:
    file = session.scalars(select(FileVersion).order_by(FileVersion.id)).first()
    tampering.change_a_byte(file.sha256)
    return f"file_version {file.id}"


def file_gone(session: Session) -> str:
    file = session.scalars(select(FileVersion).order_by(FileVersion.id)).first()
    tampering.stored(file.sha256).unlink()
    return f"file_version {file.id}"


def sql(table: str, statement: str, model: type, where: str = "") -> Callable[[Session], str]:
    """Run an UPDATE or DELETE on the first row of a table."""

    def change(session: Session) -> str:
        row = session.scalars(select(model).order_by(model.id)).first()
        number = row.id
        tampering.execute(session, f"{statement} WHERE id = :id", id=number)
        return f"{table} {number}"

    return change


def other_bytes_under_the_signature(session: Session) -> str:
    """Put other bytes in place of the signed ones, on disk and in every row but the log."""
    version = session.scalars(select(MinutesVersion)).one()
    number, file_id = version.id, version.file_version_id
    other = session.scalars(select(FileVersion).where(FileVersion.id != file_id)).first().sha256
    tampering.execute(
        session, "UPDATE file_version SET sha256 = :sha WHERE id = :id", sha=other, id=file_id
    )
    tampering.execute(session, "UPDATE minutes_version SET sha256 = :sha", sha=other)
    tampering.execute(session, "UPDATE attestation SET sha256 = :sha", sha=other)
    return f"minutes_version {number}"


def signature_gone_with_its_log_row(session: Session) -> str:
    row = session.scalars(select(Attestation).order_by(Attestation.id.desc())).first()
    version_id = row.minutes_version_id
    tampering.execute(session, "DELETE FROM attestation WHERE id = :id", id=row.id)
    entry = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.action == "minutes.attested")
        .order_by(AuditEntry.id.desc())
    ).first()
    tampering.execute(session, "DELETE FROM audit_entry WHERE id = :id", id=entry.id)
    return f"minutes_version {version_id}"


ATTACKS = {
    "a byte of the minutes": Attack(byte_of_the_minutes, "inte längre den som undertecknades"),
    "a byte of a stored document": Attack(byte_of_any_file, "har ändrats på disken"),
    "a stored document": Attack(file_gone, "finns inte på disken"),
    "a row of the log": Attack(
        sql("audit_entry", "UPDATE audit_entry SET sentence = 'annat'", AuditEntry),
        "är ändrad sedan den förseglades",
        sealed_only=True,
    ),
    "a row of the log taken away": Attack(
        sql("audit_entry", "DELETE FROM audit_entry", AuditEntry),
        "är borttagen sedan den förseglades",
        sealed_only=True,
    ),
    "a signature's day": Attack(
        sql("attestation", "UPDATE attestation SET attested_on = '2016-11-20'", Attestation),
        "loggen säger 2016-11-21",
    ),
    "a signature's method": Attack(
        sql(
            "attestation", "UPDATE attestation SET method = 'remote', evidence_id = 1", Attestation
        ),
        "loggen säger in_tool",
    ),
    "a signature's person": Attack(
        sql("attestation", "UPDATE attestation SET person_id = 9999", Attestation),
        "inte bland dem som ska underteckna",
    ),
    "a signature's bytes": Attack(
        sql("attestation", f"UPDATE attestation SET sha256 = '{'0' * 64}'", Attestation),
        "gäller andra byte än protokollets",
    ),
    "a signature taken away": Attack(
        signature_gone_with_its_log_row, "är justerat, men 1 underskrift saknas"
    ),
    "other bytes in every row": Attack(
        other_bytes_under_the_signature, "annan kontrollsumma än den som loggen har"
    ),
    "a posting date": Attack(
        sql("posting", "UPDATE posting SET posted_on = '2016-11-22'", Posting),
        "dagarna stämmer inte",
    ),
    "a posting date that comes out even": Attack(
        sql(
            "posting",
            "UPDATE posting SET posted_on = '2016-11-22', last_day = '2016-12-13', "
            "take_down_on = '2016-12-14'",
            Posting,
        ),
        "loggen anger en annan sista dag",
    ),
    "a last day to appeal": Attack(
        sql("posting", "UPDATE posting SET last_day = '2016-12-11'", Posting),
        "beviset om anslag anger 2016-12-12 i stället för 2016-12-11",
    ),
    "a notice taken down too early": Attack(
        sql("posting", "UPDATE posting SET taken_down_at = '2016-12-01 12:00:00'", Posting),
        "det togs ned före den 2016-12-13",
    ),
    "attested minutes voided": Attack(
        sql(
            "meeting",
            "UPDATE minutes_version SET voided_at = '2016-12-01 12:00:00', void_reason = 'fel'",
            MinutesVersion,
        ),
        "är justerat, men dess version är upphävd",
    ),
    "a notice": Attack(
        sql("posting", "DELETE FROM posting", Posting), "finns i loggen men har tagits bort"
    ),
}


def verify(app):
    return app.test_cli_runner().invoke(args=["audit", "verify"])


def test_what_nobody_has_touched_has_no_findings(app, held):
    audit_chain.seal(held)
    held.commit()

    done = verify(app)

    assert done.exit_code == 0, done.output
    for looked in ("1 låsta protokoll", "3 underskrifter", "1 anslag"):
        assert f"  {looked}" in done.output


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_changed_is_named(app, held, name):
    audit_chain.seal(held)
    held.commit()
    place = ATTACKS[name].change(held)
    held.commit()

    done = verify(app)

    assert done.exit_code == 1
    named = [line for line in done.output.splitlines() if line.startswith(f"FEL {place}:")]
    assert any(ATTACKS[name].words in line for line in named), done.output


@pytest.mark.parametrize("name", [name for name, one in ATTACKS.items() if not one.sealed_only])
def test_what_was_changed_is_named_before_it_is_sealed(app, held, name):
    place = ATTACKS[name].change(held)
    held.commit()

    done = verify(app)

    assert done.exit_code == 1
    assert f"FEL {place}:" in done.output, done.output


@pytest.mark.parametrize("table", ["attestation", "signer", "posting", "file_version", "record"])
def test_every_row_that_stands_is_sealed_whatever_the_table(app, held, table):
    """A row of any append-only table, changed in a way that no capability would see."""
    columns = {
        "attestation": "registered_by",
        "signer": "name",
        "posting": "kept_at",
        "file_version": "filename",
        "record": "case_id",
    }
    audit_chain.seal(held)
    held.commit()
    value = "case_id + 1000" if table == "record" else "'Någon annan'"
    tampering.execute(held, f"UPDATE {table} SET {columns[table]} = {value}")

    done = verify(app)

    assert f"FEL {table} " in done.output
    assert "är ändrad sedan den förseglades" in done.output
