"""The chain of seals names what was changed past the triggers (rule O4)."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, text

from app.kernel import audit, audit_chain, audit_checks, db, history
from app.kernel.audit import Finding, Verified
from app.kernel.audit_chain import AuditSeal
from app.kernel.audit_checks import AuditCheck
from app.kernel.history import AuditEntry
from tests.support import tampering


@dataclass
class Thing:
    id: int = 7
    __tablename__ = "thing"


def write(session, *sentences):
    for sentence in sentences:
        history.note(session, actor=None, action="x", subject=Thing(), sentence=sentence, å=[1, 2])
    session.commit()


def sealed(session, *sentences):
    write(session, *sentences)
    audit_chain.seal(session)
    session.commit()


def findings(session):
    session.commit()
    return [(one.place, one.sentence) for one in audit_checks.verify(session).findings]


@pytest.fixture
def entries(db_session, clock):
    """Six log rows in two seals."""
    sealed(db_session, "ett", "två", "tre")
    clock.move(hours=1)
    sealed(db_session, "fyra", "fem", "sex")
    found = db_session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)).all()
    db_session.commit()
    return found


def test_rule_o4_an_untouched_log_has_no_findings(db_session, entries):
    report = audit_checks.verify(db_session)

    assert report.findings == ()
    assert report.looked[:2] == ("2 förseglingar", "6 förseglade rader i 1 tabell")
    assert "0 rader som ännu inte är förseglade" in report.looked
    assert report.head == audit_chain.head(db_session)


CHANGES = {
    "a word": ("UPDATE audit_entry SET sentence = 'annat' WHERE id = :id", "är ändrad sedan den"),
    "a detail": ("""UPDATE audit_entry SET details = '{"å": [1]}' WHERE id = :id""", "är ändrad"),
    "a moment": ("UPDATE audit_entry SET at = '2001-01-01 00:00:00' WHERE id = :id", "är ändrad"),
    "who": ("UPDATE audit_entry SET actor_name = 'Någon' WHERE id = :id", "är ändrad sedan den"),
    "removed": ("DELETE FROM audit_entry WHERE id = :id", "är borttagen sedan den förseglades"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_rule_o4_a_changed_row_of_the_log_is_named(db_session, entries, change):
    statement, words = CHANGES[change]
    tampering.execute(db_session, statement, id=entries[1])

    [(place, sentence)] = findings(db_session)

    assert place == f"audit_entry {entries[1]}"
    assert words in sentence


def test_rule_o4_a_row_put_in_among_the_sealed_is_named(db_session, entries):
    tampering.execute(db_session, "DELETE FROM audit_entry WHERE id = :id", id=entries[2])
    columns = "at, user_id, actor_name, action, subject_type, subject_id, sentence, details"
    copy = f"INSERT INTO audit_entry (id, {columns}) SELECT 0, {columns} FROM audit_entry"
    tampering.execute(db_session, f"{copy} WHERE id = :id", id=entries[0])
    tampering.execute(db_session, "UPDATE audit_entry SET id = :id WHERE id = 0", id=entries[2])

    assert [place for place, _ in findings(db_session)] == [f"audit_entry {entries[2]}"]


def test_rule_o4_a_row_where_there_never_was_one_is_named(db_session, clock):
    sealed(db_session, "ett", "två")
    first, last = db_session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)).all()
    tampering.execute(db_session, "DELETE FROM audit_seal")
    tampering.execute(db_session, "DELETE FROM audit_entry WHERE id = :id", id=first)
    audit_chain.seal(db_session)
    columns = "at, user_id, actor_name, action, subject_type, subject_id, sentence, details"
    copy = f"INSERT INTO audit_entry (id, {columns}) SELECT :new, {columns} FROM audit_entry"
    tampering.execute(db_session, f"{copy} WHERE id = :id", new=first, id=last)

    [(place, sentence)] = findings(db_session)

    assert place == f"audit_entry {first}"
    assert "inlagd bland rader" in sentence


SEALS = {
    "another sum": "UPDATE audit_seal SET sha256 = previous_sha256 WHERE id = :last",
    "other hashes": "UPDATE audit_seal SET row_hashes = substr(row_hashes, 1, 80) WHERE id = :last",
    "the first gone": "DELETE FROM audit_seal WHERE id = :first",
    "another moment": "UPDATE audit_seal SET sealed_at = '2001-01-01' WHERE id = :first",
}


@pytest.mark.parametrize("change", SEALS)
def test_rule_o4_a_changed_seal_is_named(db_session, entries, change):
    ids = db_session.scalars(select(AuditSeal.id).order_by(AuditSeal.id)).all()
    values = {"first": ids[0], "last": ids[-1]}
    used = {name: value for name, value in values.items() if f":{name}" in SEALS[change]}
    tampering.execute(db_session, SEALS[change], **used)

    assert any(place.startswith("audit_seal") for place, _ in findings(db_session))


def test_seals_and_checks_cannot_be_changed_by_plain_sql(db_session, entries):
    audit_checks.keep(db_session, audit_checks.verify(db_session))
    db_session.commit()
    for table in (AuditSeal, AuditCheck):
        for statement in (
            f"UPDATE {table.__tablename__} SET id = id + 1",
            f"DELETE FROM {table.__tablename__}",
        ):
            with pytest.raises(Exception, match="append-only"):
                db_session.execute(text(statement))
            db_session.rollback()


def test_many_changed_rows_are_named_up_to_a_number(db_session, clock):
    sealed(db_session, *map(str, range(30)))
    tampering.execute(db_session, "UPDATE audit_entry SET action = 'y'")

    found = findings(db_session)

    assert len(found) == audit_checks.SHOWN + 1
    assert found[-1] == ("audit_entry", "Ytterligare 10 rader i tabellen är ändrade.")


def test_a_table_that_is_gone_and_one_that_grew_are_told_apart(db_session, entries):
    made = db_session.scalars(select(AuditSeal).order_by(AuditSeal.id).limit(1)).one()
    later = list(made.columns)[:-1]
    write(db_session, "sju")
    table, _ = audit_chain.SEALED["audit_entry"]
    rows = list(audit_chain.hashed_rows(db_session, table, later, after=entries[-1]))
    for name, columns in (("audit_entry", later), ("no_such_table", ["id"])):
        head = audit_chain.head(db_session)
        link = AuditSeal(
            covers=name,
            columns=columns,
            first_id=rows[0][0],
            last_id=rows[0][0],
            count=1,
            row_hashes=audit_chain._ROW.pack(*rows[0]),
            sealed_at=audit_chain.clock.now(),
            previous_sha256=head.sha256,
        )
        link.sha256 = audit_chain.seal_hash(link)
        db_session.add(link)
        db_session.flush()

    assert findings(db_session) == [
        ("no_such_table", "Tabellen är förseglad men finns inte längre.")
    ]


def test_the_worker_seals_every_few_minutes(db_session, clock):
    write(db_session, "ett")
    audit_chain.seal_now_and_then(db_session)
    write(db_session, "två")
    audit_chain.seal_now_and_then(db_session)
    assert (audit_chain.unsealed(db_session), audit_chain.head(db_session).number) == (1, 1)

    clock.move(minutes=5)
    audit_chain.seal_now_and_then(db_session)

    assert audit_chain.unsealed(db_session) == 0
    assert db_session.scalar(select(func.count()).select_from(AuditSeal)) == 2


def test_nothing_is_sealed_while_somebody_writes(app, db_session, clock, database_kind):
    write(db_session, "ett")
    if database_kind == "sqlite":  # has one writer at a time, so nobody else writes
        assert audit_chain.seal(db_session) == 1
        return
    with db.new_session() as other:
        history.note(other, actor=None, action="x", subject=Thing(), sentence="två")
        other.flush()

        assert audit_chain.seal(db_session) == 0
        db_session.commit()
        other.commit()

    assert audit_chain.seal(db_session) == 2


def test_long_tables_are_sealed_in_parts(db_session, clock, monkeypatch):
    monkeypatch.setattr(audit_chain, "MOST", 2)
    sealed(db_session, "ett", "två", "tre")

    counts = db_session.scalars(select(AuditSeal.count).order_by(AuditSeal.id)).all()

    assert counts == [2, 1]
    assert findings(db_session) == []


def test_the_check_of_the_night_is_kept_once(db_session, entries, clock):
    clock.stop("2017-03-01T23:00")
    audit_checks.check_at_night()
    for moment in ("2017-03-02T01:00", "2017-03-02T02:30", "2017-03-02T03:30"):
        clock.stop(moment)
        audit_checks.check_at_night()

    kept = db_session.scalars(select(AuditCheck).order_by(AuditCheck.id)).all()
    hours = [one.checked_at.astimezone(audit_checks.clock.STOCKHOLM).hour for one in kept]
    assert hours == [23, 2]
    assert kept[1].seal_sha256 == audit_chain.head(db_session).sha256
    assert kept[1].findings == []


def test_a_finding_of_the_night_is_kept_with_its_place(db_session, entries, clock):
    tampering.execute(
        db_session, "UPDATE audit_entry SET action = 'y' WHERE id = :id", id=entries[0]
    )
    audit_checks.check_at_night()

    [[place, sentence]] = audit_checks.last_check(db_session).findings

    assert place == f"audit_entry {entries[0]}"
    assert sentence.startswith("Raden är ändrad sedan den förseglades 2017-02-15 kl. 12.00")


@pytest.fixture
def subscribed():
    """Subscribers of the test's own, taken away afterwards."""
    before = list(audit.verifications)
    yield audit.verifications.subscribe
    audit.verifications._subscribers[:] = before


def test_what_capabilities_verify_is_part_of_the_report(db_session, subscribed):
    subscribed(lambda _session: [Verified("3 underskrifter", (Finding("x 1", "Fel."),))])

    report = audit_checks.verify(db_session)

    assert "3 underskrifter" in report.looked
    assert report.findings == (Finding("x 1", "Fel."),)


def test_what_cannot_even_be_read_is_a_finding(db_session, entries, subscribed):
    def broken(session):
        session.execute(text("SELECT no_such_column FROM audit_entry"))
        return []

    subscribed(broken)

    [finding] = audit_checks.verify(db_session).findings

    assert finding.sentence.startswith("Uppgifterna går inte att läsa")
    assert audit_chain.head(db_session) is not None


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["audit", *arguments])


def test_the_command_says_what_it_looked_at_and_shows_the_head(app, db_session, entries):
    head = audit_chain.head(db_session)
    db_session.commit()

    done = run(app, "verify")

    assert done.exit_code == 0, done.output
    assert "  6 förseglade rader i 1 tabell" in done.output
    assert "Allt är som det lämnades." in done.output
    assert done.output.strip().endswith(f"Försegling 2, 2017-02-15 kl. 13.00: {head.sha256}")
    assert run(app, "head").output.strip() == done.output.strip().splitlines()[-1]
    assert run(app, "verify", "--head", head.sha256.upper()).exit_code == 0


def test_the_command_fails_with_one_line_a_finding(app, db_session, entries):
    tampering.execute(db_session, "DELETE FROM audit_entry WHERE id = :id", id=entries[3])

    done = run(app, "verify")

    assert done.exit_code == 1
    assert f"FEL audit_entry {entries[3]}: Raden är borttagen" in done.output
    assert "1 fel." in done.output
    said = json.loads(run(app, "verify", "--json").output)
    assert said["findings"][0]["place"] == f"audit_entry {entries[3]}"


def test_a_head_kept_elsewhere_shows_that_the_whole_chain_was_made_anew(app, db_session, entries):
    kept = audit_chain.head(db_session).sha256
    tampering.execute(db_session, "DELETE FROM audit_seal")
    tampering.execute(db_session, "UPDATE audit_entry SET action = 'y'")
    audit_chain.seal(db_session)
    db_session.commit()

    assert run(app, "verify").exit_code == 0
    done = run(app, "verify", "--head", kept)
    assert done.exit_code == 1
    assert "har sparats utanför systemet finns inte i kedjan" in done.output


def test_the_commands_before_the_first_seal(app, db_session):
    db_session.commit()
    assert run(app, "head").output.strip() == "Ingen försegling finns ännu."
    assert json.loads(run(app, "verify", "--json").output)["head"] is None
    write(db_session, "ett")
    assert run(app, "seal").output.strip() == "1 rader förseglade."


def test_the_hash_of_a_row_is_the_same_on_both_databases(db_session, clock):
    write(db_session, "Åsa sa ”ja”")
    table, columns = audit_chain.SEALED["audit_entry"]

    [(_, digest)] = audit_chain.hashed_rows(
        db_session, table, [name for name in columns if name != "id"]
    )

    assert digest.hex() == ("419149d7e9f3aec7513a55d7c227676cbd39b09aa5dbae8123e3cc78d35cb22d")
