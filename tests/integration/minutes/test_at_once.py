"""A § that is attested at once gets its number at once; an item that is taken out of its order."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from app.kernel import counters
from app.kernel.errors import DomainError
from app.meetings.domain import Standing
from app.minutes import services
from app.minutes.domain import Outcome
from app.minutes.domain.outcomes import AT_ONCE_CLAUSE
from app.minutes.models import Paragraph
from tests.factories import cycle
from tests.integration.minutes.outcome_help import Held


@pytest.fixture
def held(db_session, world):
    return Held(db_session, world, cycle.drafted(db_session, world))


@pytest.fixture
def opened(db_session, world):
    meeting = cycle.summoned(db_session, world)
    services.open_meeting(db_session, actor=cycle.office(world), meeting=meeting)
    return Held(db_session, world, meeting)


def numbers(held):
    return [(p.number, p.numbered) for p in held.facts.paragraphs]


def test_rule_imm_a_paragraph_attested_at_once_gets_its_number_at_once(opened):
    place = opened.about("Förlängning").place
    before = opened.about("Förlängning").number
    opened.do(services.attest_at_once)

    one = opened.about("Förlängning")
    assert (one.number, one.numbered, one.at_once) == (before, True, True)
    assert one.clauses[-1] == AT_ONCE_CLAUSE
    assert [numbered for _, numbered in numbers(opened)] == [
        at <= place for at in range(1, len(numbers(opened)) + 1)
    ]
    assert [number for number, _ in numbers(opened)] == list(range(1, len(numbers(opened)) + 1))
    series = opened.facts.series
    assert counters.last(opened.session, f"paragraph:{series}") == place


def test_rule_num_numbers_given_later_go_on_and_never_collide(opened, world):
    opened.do(services.attest_at_once)
    given = numbers(opened)
    cycle.read_every_decision(opened.session, world, opened.meeting)
    rows = {p.person_id: p.id for p in opened.facts.attendees}
    services.set_duties(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
        attester_ids=[rows[world.board_users[2].person_id]],
    )
    other = Held(opened.session, world, cycle.drafted(opened.session, world, date(2016, 12, 9)))
    other.do(services.attest_at_once)  # another meeting of the same year takes numbers between
    services.close_meeting(
        opened.session, actor=opened.actor, meeting=opened.meeting, closed_at=time(14)
    )
    opened.do(services.attest_at_once)  # once more changes nothing
    services.freeze(opened.session, actor=opened.actor, meeting=opened.meeting)

    place = opened.about("Förlängning").place
    assert numbers(opened)[:place] == given[:place]
    stored = opened.session.scalars(
        select(Paragraph.number).where(Paragraph.number.is_not(None))
    ).all()
    assert len(stored) == len(set(stored))
    assert sorted(number for number, _ in numbers(opened)) == [n for n, _ in numbers(opened)]


def test_rule_num_a_paragraph_with_a_number_is_neither_moved_nor_removed(opened):
    opened.do(services.attest_at_once)
    for act in (services.move_paragraph, services.remove_paragraph):
        values = {"step": 1} if act is services.move_paragraph else {}
        with pytest.raises(DomainError) as refused:
            opened.do(act, **values)
        assert refused.value.code == "minutes.numbered"


def test_those_after_it_are_still_moved_but_never_before_it(opened):
    opened.do(services.attest_at_once)
    place = opened.about("Förlängning").place
    after = opened.about("Förstudie")
    assert after.place == place + 1
    opened.do(services.move_paragraph, "Förstudie", step=1)
    assert opened.about("Förstudie").place == place + 2
    opened.do(services.move_paragraph, "Förstudie", step=-9)
    assert opened.about("Förstudie").place == place + 1
    services.add_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        heading="Ny fråga",
        after_id=opened.facts.at(1).id,
    )
    assert opened.about("Ny fråga").place == place + 1


def test_a_text_that_somebody_writes_meanwhile_is_no_conflict(opened):
    first = opened.facts.at(1)
    opened.do(services.attest_at_once)
    saved = services.save_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=first.id,
        version=first.version,
        heading=first.heading,
        background="Medan numret gavs",
    )
    assert saved.background == "Medan numret gavs"


def test_attestation_at_once_can_be_taken_back_but_not_the_number(opened):
    opened.do(services.attest_at_once)
    for _ in range(2):
        opened.do(services.revoke_at_once)
    one = opened.about("Förlängning")
    assert (one.at_once, one.numbered) == (False, True)
    assert AT_ONCE_CLAUSE not in one.clauses


def test_what_has_no_decision_is_not_attested_at_once(opened):
    with pytest.raises(DomainError) as refused:
        opened.do(services.attest_at_once, "Förstudie")
    assert refused.value.code == "at_once.no_decision"
    opened.do(services.attest_at_once)
    with pytest.raises(DomainError) as refused:
        opened.do(services.set_outcome, outcome=Outcome.WITHDRAWN)
    assert refused.value.code == "outcome.numbered_at_once"


def test_rule_imm_the_minutes_say_that_it_is_attested_at_once(held):
    held.do(services.attest_at_once)
    version = services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    rows = version.file_version.data["paragrafer"]
    said = {row["rubrik"]: row["omedelbart_justerad"] for row in rows}
    assert said.pop("Förlängning av tre insatser") == "Paragrafen justeras omedelbart."
    assert set(said.values()) == {""}


def test_an_item_taken_up_before_its_turn_is_told(held):
    held.do(services.move_paragraph, "Förstudie", step=-1)
    one = held.about("Förstudie")
    version = services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    told = version.file_version.data["paragrafer"][one.place - 1]["narvaro"]
    assert told == ["Ärende 6 på dagordningen behandlas före ärende 5."]
    assert held.facts.at(1).standing is Standing.OPENING
