"""A § that is frozen and attested by itself (rules IMM, ATT, UNL), in services and database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.documents import services as documents
from app.kernel import history
from app.kernel.errors import DomainError
from app.meetings.domain import MeetingState
from app.meetings.models import WaitingMatter
from app.minutes import queries, services
from app.minutes.domain import (
    Outcome,
    RecusalGround,
    SignerRole,
)
from app.minutes.domain.immediate import immediate_problems, signers_at
from app.minutes.models import Paragraph
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


def test_rule_imm_one_paragraph_is_frozen_by_itself_with_its_own_signers(db_session, world):
    meeting, version = at_once.frozen(db_session, world)

    one = at_once.the_paragraph(db_session, meeting)
    assert (version.paragraph_id, version.number) == (one.id, 1)
    assert [(s.person_id, s.role) for s in version.signers] == [
        (world.chair.person_id, SignerRole.CHAIR),
        (world.director.person_id, SignerRole.SECRETARY),
        (world.board_users[2].person_id, SignerRole.ATTESTER),
    ]
    assert meeting.state is MeetingState.MINUTES_DRAFTING
    assert queries.current_version(db_session, meeting.id) is None
    assert [v.id for v in queries.immediate_versions(db_session, meeting.id)] == [version.id]
    assert records(db_session, "Omedelbart") == [f"Omedelbart justerad {one.label}, låst"]
    content = documents.content(version.file_version)
    assert content[:2] == b"PK"
    data = version.file_version.data
    assert [row["nummer"] for row in data["paragrafer"]] == [one.label]
    assert data["beslutsforhet"].endswith("beslutsför")
    assert data["beslutande"]


def test_rule_imm_freezing_the_same_paragraph_twice_changes_nothing(db_session, world):
    meeting, version = at_once.frozen(db_session, world)

    again = services.freeze_at_once(
        db_session, actor=None, meeting=meeting, paragraph_id=version.paragraph_id
    )

    assert again.id == version.id
    assert len(queries.versions(db_session, meeting.id, version.paragraph_id)) == 1


def test_rule_imm_it_can_be_frozen_while_the_meeting_goes_on(db_session, world):
    meeting = cycle.summoned(db_session, world)
    actor = cycle.office(world)
    services.open_meeting(db_session, actor=actor, meeting=meeting, opened_at=time(9, 5))
    rows = rows_by_person(db_session, meeting)
    services.set_duties(
        db_session,
        actor=actor,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
        attester_ids=[rows[world.board_users[2].person_id]],
    )
    one = at_once.the_paragraph(db_session, meeting)
    services.attest_at_once(db_session, actor=actor, meeting=meeting, paragraph_id=one.id)

    version = services.freeze_at_once(db_session, actor=actor, meeting=meeting, paragraph_id=one.id)

    assert meeting.state is MeetingState.IN_SESSION
    assert version.file_version.data["plats_och_tid"].endswith("öppnat kl. 09.05")


def test_rule_imm_without_an_elected_attester_it_says_where_to_elect_one(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    rows = rows_by_person(db_session, meeting)
    services.set_duties(
        db_session,
        actor=None,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
    )

    with pytest.raises(DomainError) as refusal:
        services.freeze_at_once(db_session, actor=None, meeting=meeting, paragraph_id=one.id)

    assert refusal.value.code == "immediate.incomplete"
    facts = cycle.facts(db_session, meeting)
    codes = [problem.code for problem in immediate_problems(facts, facts.at(one.place))]
    assert codes == ["immediate.no_attester"]


def test_rule_imm_a_paragraph_that_was_not_declared_is_not_frozen_by_itself(db_session, world):
    meeting = cycle.drafted(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)

    with pytest.raises(DomainError) as refusal:
        services.freeze_at_once(db_session, actor=None, meeting=meeting, paragraph_id=one.id)

    assert refusal.value.code == "immediate.incomplete"


def test_rule_imm_nobody_freezes_a_text_that_was_changed_since_it_was_read(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    facts = cycle.facts(db_session, meeting)
    read = services.immediate_context(db_session, facts, facts.at(one.place))
    mark = services.immediate_fingerprint(read)
    services.add_clause(
        db_session, actor=None, meeting=meeting, paragraph_id=one.id, clause="be om en rapport"
    )

    with pytest.raises(DomainError) as refusal:
        services.freeze_at_once(
            db_session, actor=None, meeting=meeting, paragraph_id=one.id, version=mark
        )

    assert refusal.value.code == "immediate.changed"


def test_rule_imm_the_decision_comes_back_to_its_case_once(db_session, world):
    meeting, _version = at_once.attested(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)

    decision = f"Beslut {one.label}, {world.board.name} {meeting.held_on}"
    assert records(db_session, "Beslut") == [decision]
    assert records(db_session, "Omedelbart")[-1] == f"Omedelbart justerad {one.label}, justerad"
    told = [e.sentence for e in history.events(db_session, db_session.get(Paragraph, one.id))]
    assert any("därmed omedelbart justerad" in sentence for sentence in told)

    whole = services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world):
        at_once.sign(db_session, whole, user)

    assert meeting.state is not MeetingState.FROZEN
    assert records(db_session, decision) == [decision]
    assert records(db_session, "Protokoll §§")[-1].endswith(", justerat")


def test_rule_imm_the_whole_minutes_say_when_and_hold_the_same_text(db_session, world):
    meeting, version = at_once.attested(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)

    whole = services.freeze(db_session, actor=None, meeting=meeting)

    row = whole.file_version.data["paragrafer"][one.place - 1]
    alone = version.file_version.data["paragrafer"][0]
    said = row.pop("omedelbart_justerad")
    alone = {name: value for name, value in alone.items() if name != "omedelbart_justerad"}
    assert row == alone
    assert said.startswith("Paragrafen justeras omedelbart. Den justerades den ")
    assert len(whole.signers) == 3


def test_rule_imm_the_whole_minutes_wait_until_the_paragraph_is_attested(db_session, world):
    meeting, _version = at_once.frozen(db_session, world)

    with pytest.raises(DomainError) as refusal:
        services.freeze(db_session, actor=None, meeting=meeting)

    assert refusal.value.code == "freeze.incomplete"
    assert "alla har inte justerat" in refusal.value.details["reasons"][0]


def test_rule_imm_the_whole_minutes_are_refused_when_the_paragraph_differs(db_session, world):
    meeting, version = at_once.attested(db_session, world)
    db_session.execute(
        update(Paragraph)
        .where(Paragraph.id == version.paragraph_id)
        .values(heading="Ändrad bakom ryggen")
    )
    db_session.expire_all()

    with pytest.raises(DomainError) as refusal:
        services.freeze(db_session, actor=None, meeting=meeting)

    assert "rubriken skiljer sig" in " ".join(refusal.value.details["reasons"])


def test_rule_imm_a_declared_paragraph_that_is_not_frozen_is_pointed_out(db_session, world):
    meeting, _one = at_once.declared(db_session, world)

    codes = [p.code for p in services.missing(db_session, cycle.facts(db_session, meeting))]

    assert "freeze.at_once_not_frozen" in codes


def test_rule_imm_a_tabled_matter_waits_once_the_paragraph_is_attested(db_session, world):
    meeting = cycle.drafted(db_session, world)
    actor = cycle.office(world)
    one = at_once.the_paragraph(db_session, meeting)
    services.set_outcome(
        db_session,
        actor=actor,
        meeting=meeting,
        paragraph_id=one.id,
        outcome=Outcome.TABLED,
        until=date(2016, 12, 9),
    )
    services.attest_at_once(db_session, actor=actor, meeting=meeting, paragraph_id=one.id)
    version = services.freeze_at_once(db_session, actor=actor, meeting=meeting, paragraph_id=one.id)
    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)

    waiting = select(WaitingMatter.source)
    assert list(db_session.scalars(waiting)) == [f"paragraph:{one.id}"]
    whole = services.freeze(db_session, actor=actor, meeting=meeting)
    for user in cycle.signers(world):
        at_once.sign(db_session, whole, user)
    assert list(db_session.scalars(waiting)) == [f"paragraph:{one.id}"]


def test_rule_att_an_attester_who_is_recused_does_not_sign_the_paragraph(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    facts = cycle.facts(db_session, meeting)
    attester = facts.attesters[0]
    services.recuse(
        db_session,
        actor=None,
        meeting=meeting,
        attendance_id=attester.id,
        from_paragraph_id=one.id,
        to_paragraph_id=one.id,
        ground_kind=RecusalGround.PARTY,
    )
    facts = cycle.facts(db_session, meeting)

    assert [s.role for s in signers_at(facts, one.place)] == [
        SignerRole.CHAIR,
        SignerRole.SECRETARY,
    ]
    codes = [problem.code for problem in immediate_problems(facts, facts.at(one.place))]
    assert codes == ["freeze.nobody_to_attest"]
    data = services.immediate_context(db_session, facts, facts.at(one.place))
    assert [row["namn"] for row in data["javiga"]] == [attester.name]


def test_rule_att_whoever_both_leads_and_writes_signs_the_paragraph_once(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    facts = cycle.facts(db_session, meeting)
    people = tuple(replace(p, takes_minutes=p.chairs) for p in facts.attendees)
    alone = replace(facts, attendees=people)

    roles = [s.role for s in signers_at(alone, one.place)]

    assert roles == [SignerRole.CHAIR, SignerRole.ATTESTER]
    data = services.immediate_context(db_session, alone, alone.at(one.place))
    assert data["underskrifter"][0]["roll"] == "ordförande och sekreterare"


def test_rule_imm_a_paragraph_without_a_case_is_attested_at_once_too(db_session, world):
    meeting = cycle.drafted(db_session, world)
    actor = cycle.office(world)
    other = next(
        one
        for one in cycle.facts(db_session, meeting).paragraphs
        if one.clauses and one.case_id is None
    )
    services.attest_at_once(db_session, actor=actor, meeting=meeting, paragraph_id=other.id)
    version = services.freeze_at_once(
        db_session, actor=actor, meeting=meeting, paragraph_id=other.id
    )

    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)

    assert records(db_session, "Beslut") == []
    assert records(db_session, "Omedelbart")[-1].endswith(", justerad")


def test_rule_imm_an_extract_holds_one_such_paragraph_at_a_time(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    values = {"actor": None, "meeting": meeting}
    with pytest.raises(DomainError) as refusal:
        services.extract_data(db_session, **values, numbers=[one.number])
    assert refusal.value.code == "extract.not_attested"
    version = services.freeze_at_once(db_session, actor=None, meeting=meeting, paragraph_id=one.id)
    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)

    for numbers, code in (
        ([one.number, one.number + 1], "extract.one_alone"),
        ([], "extract.no_paragraphs"),
        ([one.number + 1], "extract.unknown"),
    ):
        with pytest.raises(DomainError) as refusal:
            services.extract_data(db_session, **values, numbers=numbers)
        assert (refusal.value.code, refusal.value.field) == (code, "numbers")


def test_rule_att_without_anybody_who_led_it_nobody_signs_as_chair(db_session, world):
    meeting, one = at_once.declared(db_session, world)
    facts = cycle.facts(db_session, meeting)
    people = tuple(p for p in facts.attendees if p.takes_minutes)

    roles = [s.role for s in signers_at(replace(facts, attendees=people), one.place)]

    assert roles == [SignerRole.SECRETARY]
