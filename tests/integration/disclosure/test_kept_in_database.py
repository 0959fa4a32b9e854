"""What the database itself refuses, and what a verification finds (rules GDPR, O5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from app.disclosure import services
from app.disclosure.models import Masking, PublishedParagraph, PublishedVersion
from app.kernel import clock as kernel_clock
from tests.factories import cycle
from tests.integration.disclosure.minutes import TELLING


def refused(session, statement):
    try:
        with session.begin_nested():
            session.execute(statement)
    except DBAPIError:
        return True
    return False


def row_of(one, **values):
    return {c.name: getattr(one, c.name) for c in one.__table__.columns} | values


@pytest.fixture
def published(minutes, decide_all, publish):
    meeting = minutes(TELLING)
    decide_all(meeting)
    return meeting, publish(meeting)


def test_rule_o5_the_database_refuses_to_publish_what_is_not_attested(db_session, world, published):
    _, made = published
    _, waiting = cycle.frozen(db_session, world, cycle.HELD.replace(day=25))
    voided, void = cycle.frozen(db_session, world, cycle.HELD.replace(month=12, day=2))
    from app.minutes import services as minutes_services

    minutes_services.unlock(db_session, actor=cycle.office(world), meeting=voided, reason="Fel")
    db_session.flush()

    for version in (waiting, void):
        row = row_of(made, id=99, minutes_version_id=version.id, number=1, supersedes_id=None)
        assert refused(db_session, insert(PublishedVersion).values(row))
    again = row_of(made, id=99, number=2, supersedes_id=made.id)
    assert not refused(db_session, insert(PublishedVersion).values(again))


def test_rule_gdpr_the_database_keeps_what_was_published_and_decided(db_session, published):
    _, made = published

    for column, value in {"data": {}, "sha256": "0" * 64, "number": 7, "published_by": "X"}.items():
        assert refused(db_session, update(PublishedVersion).values({column: value})), column
    for model in (PublishedVersion, PublishedParagraph, Masking):
        assert refused(db_session, delete(model)), model
    assert refused(db_session, update(PublishedParagraph).values(text="annat"))
    assert refused(db_session, update(Masking).values(verdict="undone"))
    assert made.number == 1


def test_rule_gdpr_the_database_lets_no_personnummer_stand_and_no_secret_without_provision(
    db_session, published
):
    _, made = published
    base = {
        "minutes_version_id": made.minutes_version_id,
        "key": "k",
        "path": "paragrafer.0",
        "starts_at": 0,
        "ends_at": 0,
        "provision": "",
        "reason": "",
        "decided_at": kernel_clock.now(),
        "decided_by": "X",
    }
    wrong = (
        {"kind": "personal_number", "verdict": "stand", "reason": "Ja"},
        {"kind": "telephone", "verdict": "stand"},
        {"kind": "confidentiality", "verdict": "mask"},
        {"kind": "telephone", "verdict": "mask", "starts_at": 4, "ends_at": 1},
    )

    for values in wrong:
        statement = text(
            "INSERT INTO masking (minutes_version_id, key, kind, verdict, path, starts_at, "
            "ends_at, provision, reason, decided_at, decided_by) VALUES (:minutes_version_id, "
            ":key, :kind, :verdict, :path, :starts_at, :ends_at, :provision, :reason, "
            "CURRENT_TIMESTAMP, :decided_by)"
        ).bindparams(**{k: v for k, v in (base | values).items() if k != "decided_at"})
        assert refused(db_session, statement), values


def test_what_is_taken_away_stays_away(db_session, office, published):
    meeting, made = published
    early = update(PublishedVersion).values(unpublished_at=datetime(2016, 12, 1, tzinfo=UTC))
    assert refused(db_session, early)  # without a reason

    services.unpublish(db_session, actor=office, meeting_id=meeting.id, reason="Fel namn")
    db_session.flush()

    assert refused(
        db_session,
        update(PublishedVersion).values(unpublished_at=None, unpublish_reason=""),
    )
    assert refused(db_session, update(PublishedVersion).values(unpublish_reason="Annat"))
    assert made.unpublished_at is not None


def _without_triggers(session, table):
    """Take the triggers of a table away, as somebody with the file in hand could."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    names = session.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"),
        {"t": table},
    ).scalars()
    for name in list(names):
        session.execute(text(f"DROP TRIGGER {name}"))


def test_a_text_that_was_changed_behind_the_database_s_back_is_named(db_session, published):
    _, made = published
    _without_triggers(db_session, "published_version")
    data = {**made.data, "rubrik": "Ett annat protokoll 811228-9874"}
    db_session.execute(update(PublishedVersion).values(data=data))
    db_session.expire_all()

    (verified,) = services.verify_published(db_session)

    place = f"published_version {made.id}"
    assert {finding.place for finding in verified.findings} == {place}
    assert [finding.sentence for finding in verified.findings] == [
        "Texten har ändrats sedan den publicerades.",
        "Texten är en annan än den som loggen säger publicerades.",
        "Något som liknar ett personnummer står i Första sidan, Rubrik.",
    ]


def test_a_changed_hash_a_changed_search_and_a_lost_version_are_named(db_session, published):
    _, made = published
    _without_triggers(db_session, "published_version")
    _without_triggers(db_session, "published_paragraph")
    db_session.execute(update(PublishedParagraph).values(text="annat"))
    db_session.expire_all()
    (searched,) = services.verify_published(db_session)[0].findings
    assert "sökningen letar i" in searched.sentence

    lost = made.id
    db_session.execute(delete(PublishedParagraph))
    db_session.execute(delete(PublishedVersion))
    db_session.expire_all()
    (gone,) = services.verify_published(db_session)[0].findings
    assert (gone.place, gone.sentence) == (
        f"published_version {lost}",
        "Loggen nämner en publicerad version som inte finns.",
    )


def test_a_version_that_the_log_does_not_know_is_named(db_session, published):
    _, made = published
    row = row_of(made, id=made.id + 1, number=2, supersedes_id=made.id)
    db_session.execute(insert(PublishedVersion).values(row))
    db_session.expire_all()

    sentences = [one.sentence for one in services.verify_published(db_session)[0].findings]

    assert "Loggen nämner inte publiceringen." in sentences
