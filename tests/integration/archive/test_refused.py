"""What plain SQL may not do, whatever the services would have said: one table of statements.

Each goes around the program and must be refused by the database itself. Rules ATT, NUM, UNL, K19,
K20, O4 and O7.
"""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Person
from app.kernel.append_only import SEALED
from app.minutes.models import MinutesVersion
from tests.factories import cycle

COPY = "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = :id"

# What is tried: the rule, a statement, and the table whose first row :id names.
REFUSED = {
    "ATT: the bytes under a signature": "UPDATE attestation SET sha256 = 'x'",
    "ATT: who signed": "UPDATE attestation SET person_id = person_id + 1",
    "ATT: how it was signed": "UPDATE attestation SET method = 'remote'",
    "ATT: a day of signing": "UPDATE attestation SET attested_on = '2016-01-01'",
    "ATT: a signature taken away": "DELETE FROM attestation",
    "ATT: who is to sign": "UPDATE signer SET person_id = person_id + 1",
    "ATT: a signer's part": "UPDATE signer SET role = 'chair'",
    "ATT: a signer taken away": "DELETE FROM signer",
    "ATT: the frozen bytes": "UPDATE minutes_version SET sha256 = 'x'",
    "ATT: the frozen file": "UPDATE minutes_version SET file_version_id = 1",
    "ATT: a stored file": "UPDATE file_version SET sha256 = 'x'",
    "NUM: another number": "UPDATE paragraph SET number = number + 100",
    "NUM: another series": "UPDATE paragraph SET series = 'annan'",
    "NUM: no number": "UPDATE paragraph SET number = NULL, series = NULL",
    "NUM: a § moved to another meeting": "UPDATE paragraph SET meeting_id = meeting_id + 1",
    "NUM: a § taken away": "DELETE FROM paragraph",
    "UNL: a frozen version taken away": "DELETE FROM minutes_version",
    "UNL: voided without a reason": "UPDATE minutes_version SET voided_at = '2017-01-01'",
    "UNL: a reason without voiding": "UPDATE minutes_version SET void_reason = 'fel'",
    "UNL: voided after everybody has signed": (
        "UPDATE minutes_version SET voided_at = '2017-01-01', void_reason = 'fel'"
    ),
    "UNL: another version's number": "UPDATE minutes_version SET number = 9",
    "K19: another day of posting": "UPDATE posting SET posted_on = '2016-11-22'",
    "K19: another place of keeping": "UPDATE posting SET kept_at = 'annan'",
    "K19: a notice taken away": "DELETE FROM posting",
    "K20: another last day": "UPDATE posting SET last_day = '2016-11-30'",
    "K20: another day of taking down": "UPDATE posting SET take_down_on = '2016-12-01'",
    "K20: taken down too early": "UPDATE posting SET taken_down_at = '2016-11-25 12:00:00'",
    "O4: a sentence of the log": "UPDATE audit_entry SET sentence = 'annat'",
    "O4: a row of the log": "DELETE FROM audit_entry",
    "O4: a step of a state machine": "UPDATE state_change SET target = 'final'",
    "O4: a step taken away": "DELETE FROM state_change",
    "O7: a case number": "UPDATE case_file SET number = 'annat'",
    "O7: a case": "DELETE FROM case_file",
    "O7: a record": "DELETE FROM record",
    "F17/K16: a delegated decision": "UPDATE delegated_decision SET clauses = '[]'",
    "F17/K16: its number": "UPDATE delegated_decision SET number = 9",
}


def refused(session, statement, **values):
    """Say whether the database refuses the statement; nothing of it stays."""
    try:
        changed = session.execute(text(statement), values).rowcount
        session.flush()
    except DBAPIError:
        return True
    else:
        assert changed, "the statement touched no row"
        return False
    finally:
        session.rollback()


@pytest.fixture
def held(db_session, year):
    """Attested and posted minutes and a delegated decision, committed."""
    db_session.commit()
    return db_session


def test_what_plain_sql_may_not_do_is_refused(held):
    """Rules ATT, NUM, UNL, K19, K20, O4, O7 and F17/K16, each past the services."""
    let_through = [name for name, statement in REFUSED.items() if not refused(held, statement)]

    assert let_through == []


def insert_copy(session, table, **changed):
    """Add a copy of a table's first row with some columns changed."""
    columns = [one["name"] for one in inspect(session.connection()).get_columns(table)]
    columns.remove("id")
    values = [f":{name}" if name in changed else name for name in columns]
    first = session.scalar(text(f"SELECT min(id) FROM {table}"))
    statement = COPY.format(table=table, columns=", ".join(columns), values=", ".join(values))
    return refused(session, statement, id=first, **changed)


def test_rule_att_no_signature_is_added_past_the_rule(held, world):
    """Twice, by somebody who is not to sign, on other bytes, on paper without a scan."""
    outsider = held.scalars(
        select(Person.id).where(Person.id == world.board_users[5].person_id)
    ).one()
    version = held.scalars(select(MinutesVersion)).one().id

    assert insert_copy(held, "attestation")
    assert insert_copy(held, "attestation", person_id=outsider)
    assert insert_copy(held, "attestation", person_id=outsider, sha256="0" * 64)
    assert insert_copy(held, "attestation", minutes_version_id=version + 1)
    assert insert_copy(held, "attestation", method="on_paper")
    assert insert_copy(held, "signer")


def test_rule_att_on_other_bytes_the_database_says_no(db_session, world):
    _, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, version.meeting, version, world.chair)
    waiting = world.director.person_id
    db_session.commit()

    assert insert_copy(db_session, "attestation", person_id=waiting, sha256="0" * 64)
    assert not insert_copy(db_session, "attestation", person_id=waiting)


def test_rule_num_the_same_number_twice_is_refused(held):
    assert insert_copy(held, "paragraph")


def test_rule_unl_only_one_version_holds(held):
    assert insert_copy(held, "minutes_version", number=2)
    assert insert_copy(held, "minutes_version")


def test_rule_unl_a_voided_version_stays_voided(db_session, world):
    from app.minutes import services as minutes

    meeting, _ = cycle.frozen(db_session, world)
    minutes.unlock(db_session, actor=cycle.office(world), meeting=meeting, reason="Fel namn")
    db_session.commit()

    assert refused(db_session, "UPDATE minutes_version SET voided_at = NULL, void_reason = ''")
    assert refused(db_session, "UPDATE minutes_version SET void_reason = 'annat'")


def test_rule_k20_no_notice_with_too_short_an_appeal_period_is_added(held):
    assert insert_copy(held, "posting", last_day="2016-12-01", take_down_on="2016-12-02")
    assert insert_copy(held, "posting")  # two on the same board


@pytest.mark.parametrize("table", sorted(SEALED))
def test_every_append_only_table_has_its_triggers(db_session, table, database_kind):
    name = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if database_kind == "postgresql":
        name = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    found = set(db_session.scalars(text(name)))

    assert {f"{table}_no_delete", f"{table}_no_update"} <= found
    assert SEALED[table][0].c.id.primary_key  # a seal covers rows by their growing id
