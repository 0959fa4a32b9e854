"""What keeps a § frozen by itself as it is, and unlocking it (rules IMM, UNL)."""

from __future__ import annotations

import threading
from datetime import time

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.kernel import clock as kernel_clock
from app.kernel import db, history
from app.kernel.errors import DomainError
from app.minutes import queries, services
from app.minutes.domain import (
    ChangeKind,
    MotionKind,
    Outcome,
    RecusalGround,
)
from app.minutes.models import MinutesVersion, Paragraph
from app.minutes.services.deliberated import Part
from app.registry.models import Record
from tests.factories import at_once, cycle


def rows_by_person(session, meeting):
    return {p.person_id: p.id for p in cycle.facts(session, meeting).attendees}


def records(session, beginning):
    return [
        text
        for text in session.scalars(select(Record.content).order_by(Record.id))
        if text.startswith(beginning)
    ]


def refused(session, statement) -> bool:
    """Run a statement around the services; the database may refuse it."""
    point = session.begin_nested()
    try:
        session.execute(statement)
        session.flush()
    except DBAPIError:
        point.rollback()
        return True
    point.rollback()
    return False


def save(session, meeting, one):
    services.save_paragraph(
        session,
        actor=None,
        meeting=meeting,
        paragraph_id=one.id,
        version=one.version,
        heading="En annan rubrik",
    )


def ballot(session, meeting, one):
    services.save_motion(
        session,
        actor=None,
        meeting=meeting,
        paragraph_id=one.id,
        kind=MotionKind.REJECTION,
        mover_ids=[],
        text="",
    )


WRITES = {
    "text": save,
    "add a clause": lambda s, m, o: services.add_clause(
        s, actor=None, meeting=m, paragraph_id=o.id, clause="be om en rapport"
    ),
    "remove a clause": lambda s, m, o: services.remove_clause(
        s, actor=None, meeting=m, paragraph_id=o.id, clause=o.clauses[0]
    ),
    "declare again": lambda s, m, o: services.attest_at_once(
        s, actor=None, meeting=m, paragraph_id=o.id
    ),
    "revoke": lambda s, m, o: services.revoke_at_once(s, actor=None, meeting=m, paragraph_id=o.id),
    "remove": lambda s, m, o: services.remove_paragraph(
        s, actor=None, meeting=m, paragraph_id=o.id
    ),
    "move": lambda s, m, o: services.move_paragraph(
        s, actor=None, meeting=m, paragraph_id=o.id, step=1
    ),
    "outcome": lambda s, m, o: services.set_outcome(
        s, actor=None, meeting=m, paragraph_id=o.id, outcome=Outcome.TABLED
    ),
    "doors": lambda s, m, o: services.set_closed_doors(
        s, actor=None, meeting=m, paragraph_id=o.id, closed=True
    ),
    "adjournment": lambda s, m, o: services.adjourn(
        s, actor=None, meeting=m, paragraph_id=o.id, starts_at=time(10), ends_at=time(11)
    ),
    "not taking part": lambda s, m, o: services.set_not_taking_part(
        s, actor=None, meeting=m, paragraph_id=o.id, attendance_ids=[]
    ),
    "order of acts": lambda s, m, o: services.move_in_paragraph(
        s, actor=None, meeting=m, paragraph_id=o.id, part=Part.MOTION, row_id=1, step=1
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_rule_imm_nothing_is_written_in_a_paragraph_frozen_by_itself(db_session, world, write):
    meeting, _version = at_once.frozen(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)

    with pytest.raises(DomainError) as refusal:
        write(db_session, meeting, one)

    assert refusal.value.code == "immediate.frozen"
    assert refusal.value.details["label"] == one.label


def test_rule_imm_the_rest_of_the_minutes_is_written_as_before(db_session, world):
    meeting, _ = at_once.frozen(db_session, world)
    other = cycle.facts(db_session, meeting).paragraphs[-1]

    save(db_session, meeting, other)

    assert cycle.facts(db_session, meeting).paragraphs[-1].heading == "En annan rubrik"


def test_rule_imm_a_change_of_the_attendance_that_reaches_the_paragraph_is_refused(
    db_session, world
):
    meeting, _version = at_once.frozen(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)
    rows = rows_by_person(db_session, meeting)
    leaver = rows[world.board_users[3].person_id]
    later = cycle.facts(db_session, meeting).at(one.place + 1)

    def leave(paragraph):
        services.add_change(
            db_session,
            actor=None,
            meeting=meeting,
            attendance_id=leaver,
            kind=ChangeKind.LEFT,
            from_paragraph_id=paragraph.id,
        )

    leave(later)
    point = db_session.begin_nested()
    with pytest.raises(DomainError) as refusal:
        services.recuse(
            db_session,
            actor=None,
            meeting=meeting,
            attendance_id=leaver,
            from_paragraph_id=one.id,
            to_paragraph_id=one.id,
            ground_kind=RecusalGround.PARTY,
        )
    point.rollback()

    assert refusal.value.code == "immediate.would_change"
    assert "jävet" in refusal.value.details["what"]


def test_rule_unl_unlocking_voids_the_signatures_and_makes_a_new_version(db_session, world):
    meeting, version = at_once.frozen(db_session, world)
    at_once.sign(db_session, version, world.chair)

    services.unlock_at_once(
        db_session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=version.paragraph_id,
        reason=" Fel belopp ",
    )

    assert (version.void_reason, version.voided_at is not None) == ("Fel belopp", True)
    one = at_once.the_paragraph(db_session, meeting)
    assert one.alone is None
    services.add_clause(
        db_session, actor=None, meeting=meeting, paragraph_id=one.id, clause="be om en rapport"
    )
    second = services.freeze_at_once(db_session, actor=None, meeting=meeting, paragraph_id=one.id)
    assert (second.number, second.attestations) == (2, [])
    assert second.file_version.document_id == version.file_version.document_id
    told = [e.sentence for e in history.events(db_session, db_session.get(Paragraph, one.id))]
    assert any("låste upp" in sentence and "Fel belopp" in sentence for sentence in told)


def test_rule_unl_unlocking_needs_a_reason_and_something_frozen(db_session, world):
    meeting, version = at_once.frozen(db_session, world)
    values = {"actor": None, "meeting": meeting, "paragraph_id": version.paragraph_id}

    with pytest.raises(DomainError) as refusal:
        services.unlock_at_once(db_session, **values, reason="  ")
    assert (refusal.value.code, refusal.value.field) == ("unlock.no_reason", "reason")

    services.unlock_at_once(db_session, **values, reason="Fel")
    with pytest.raises(DomainError) as refusal:
        services.unlock_at_once(db_session, **values, reason="Fel")
    assert refusal.value.code == "immediate.not_frozen"


def test_rule_unl_what_everybody_has_signed_is_not_unlocked(db_session, world):
    meeting, version = at_once.attested(db_session, world)

    with pytest.raises(DomainError) as refusal:
        services.unlock_at_once(
            db_session,
            actor=None,
            meeting=meeting,
            paragraph_id=version.paragraph_id,
            reason="Ångrar mig",
        )
    assert refusal.value.code == "immediate.attested"

    with pytest.raises(DomainError) as refusal:
        save(db_session, meeting, at_once.the_paragraph(db_session, meeting))
    assert refusal.value.code == "immediate.attested"


def test_rule_unl_the_database_voids_nothing_that_everybody_has_signed(db_session, world):
    _, version = at_once.frozen(db_session, world)
    void = (
        update(MinutesVersion)
        .where(MinutesVersion.id == version.id)
        .values(voided_at=kernel_clock.now(), void_reason="Bakvägen")
    )
    assert not refused(db_session, void)

    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)

    assert refused(db_session, void)


def test_rule_unl_the_database_lets_nothing_that_was_voided_hold_again(db_session, world):
    meeting, version = at_once.frozen(db_session, world)
    services.unlock_at_once(
        db_session, actor=None, meeting=meeting, paragraph_id=version.paragraph_id, reason="Fel"
    )
    db_session.flush()

    one = update(MinutesVersion).where(MinutesVersion.id == version.id)
    assert refused(db_session, one.values(voided_at=None, void_reason=""))


def test_rule_imm_the_database_keeps_one_holding_version_of_a_paragraph(db_session, world):
    _meeting, version = at_once.frozen(db_session, world)
    values = {
        c.name: getattr(version, c.name) for c in MinutesVersion.__table__.columns if c.name != "id"
    }

    assert refused(db_session, MinutesVersion.__table__.insert().values({**values, "number": 2}))


def _race(app, *acts):
    """Do things at the same time, each in its own transaction; return what went wrong."""
    faults = []
    gate = threading.Barrier(len(acts))

    def run(act):
        with app.app_context():
            gate.wait()
            try:
                with db.transaction() as session:
                    act(session)
            except DomainError as error:
                faults.append(error.code)
            finally:
                db.session().close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.mark.parametrize("whole", [True, False], ids=["the minutes", "one §"])
def test_rule_unl_unlocking_while_the_last_one_signs_lets_one_of_them_come_second(
    app, db_session, world, whole
):
    meeting, version = (cycle.frozen if whole else at_once.frozen)(db_session, world)
    for user in cycle.signers(world)[:-1]:
        at_once.sign(db_session, version, user)
    last = cycle.signers(world)[-1]
    version_id, meeting_id, paragraph_id = version.id, meeting.id, version.paragraph_id
    last.person.name  # noqa: B018 -- read before the session lets go of it
    db_session.commit()

    def unlock(session):
        held = session.get(type(meeting), meeting_id)
        values = {"actor": None, "meeting": held, "reason": "Fel"}
        if whole:
            services.unlock(session, **values)
        else:
            services.unlock_at_once(session, **values, paragraph_id=paragraph_id)

    def sign(session):
        at_once.sign(session, queries.version(session, version_id), session.merge(last))

    faults = _race(app, unlock, sign)

    db_session.expire_all()
    kept = queries.version(db_session, version_id)
    assert len(faults) == 1
    assert services.all_have_signed(kept) is (kept.voided_at is None)
    assert faults[0] in {"attest.not_frozen", "unlock.attested", "immediate.attested"}
