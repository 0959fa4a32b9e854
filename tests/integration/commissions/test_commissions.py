"""Commissions given at a §, followed until they are reported, and brought up at a meeting."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.commissions import queries, services
from app.commissions.domain import CommissionState
from app.commissions.models import Commission
from app.commissions.routes import commission_tasks
from app.kernel import clock as kernel_clock
from app.kernel import history
from app.kernel.actor import Role
from app.kernel.errors import DomainError, NotFound
from app.meetings import services as meeting_services
from app.meetings.domain import ItemKind, WaitingReason
from app.meetings.models import WaitingMatter
from app.minutes import services as minutes
from app.registry.models import Record
from tests.factories import cycle

DUE = date(2017, 1, 31)
CLAUSE = "uppdra till kansliet att ta fram en plan och återrapportera senast den 31 januari 2017"


class Given:
    """A meeting whose minutes give commissions."""

    def __init__(self, session, world):
        self.session, self.world = session, world
        self.actor = cycle.office(world)
        self.meeting = cycle.drafted(session, world)

    @property
    def paragraph(self):
        rows = cycle.facts(self.session, self.meeting).paragraphs
        return next(one for one in rows if one.heading.startswith("Förlängning"))

    def give(self, **values):
        given = {"what": "att ta fram en plan.", "to_words": "kansliet", "due_on": DUE} | values
        values = {"paragraph_id": self.paragraph.id, **given}
        made = services.give(self.session, actor=self.actor, meeting=self.meeting, **values)
        self.session.flush()
        return made

    def attest(self):
        version = minutes.freeze(self.session, actor=self.actor, meeting=self.meeting)
        for user in cycle.signers(self.world):
            cycle.sign(self.session, self.meeting, version, user)
        self.session.flush()

    def row(self, made):
        self.session.flush()
        return queries.commission(self.session, made.id)

    def report(self, made, **values):
        values = {"text": "Planen är klar.", "reported_on": kernel_clock.today()} | values
        services.report(self.session, actor=self.actor, commission_id=made.id, **values)
        self.session.flush()


@pytest.fixture
def given(db_session, world):
    return Given(db_session, world)


@pytest.fixture
def later(clock):
    """Let it be the last day of the commission, a while after the meeting."""

    def go(day: str = "2017-01-31T12:00"):
        clock.stop(day)

    return go


def queue(session):
    return session.scalars(select(WaitingMatter).order_by(WaitingMatter.id)).all()


def test_a_commission_writes_its_clause_and_waits_for_attestation(given, world):
    made = given.give(person_id=world.administrator.person_id)
    assert given.paragraph.clauses[-1] == CLAUSE
    row = given.row(made)
    assert row.state(kernel_clock.today()) is CommissionState.WAITING
    assert row.given_at == "sammanträdet den 18 november 2016"
    assert row.whom.startswith("Kansliet (")
    given.attest()
    row = given.row(made)
    assert row.state(kernel_clock.today()) is CommissionState.OPEN
    assert row.given_at == f"{given.paragraph.label}, 18 november 2016"
    assert [event.action for event in history.events(given.session, made)] == ["commission.given"]


def test_the_name_of_the_person_is_used_when_nothing_else_is_written(given, world):
    made = given.give(to_words=" ", person_id=world.director.person_id, due_on=None)
    name = world.director.person.name
    assert made.to_words == name
    assert given.paragraph.clauses[-1] == f"uppdra till {name} att ta fram en plan"


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"what": " att "}, "commission.no_what", "what"),
        ({"to_words": ""}, "commission.no_one", "to_words"),
        ({"due_on": cycle.HELD}, "commission.due_passed", "due_on"),
    ],
)
def test_a_commission_that_lacks_something_is_refused(given, values, code, field):
    with pytest.raises(DomainError) as refused:
        given.give(**values)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_it_is_taken_back_with_its_clause_while_the_minutes_are_written(given):
    before = given.paragraph.clauses
    made = given.give()
    services.take_back(given.session, actor=given.actor, commission_id=made.id)
    assert given.paragraph.clauses == before
    assert queries.commissions(given.session) == []
    stays = given.give()
    given.attest()
    with pytest.raises(DomainError) as refused:
        services.take_back(given.session, actor=given.actor, commission_id=stays.id)
    assert refused.value.code == "commission.stands"


def test_a_paragraph_that_gives_a_commission_is_not_removed(given):
    given.give()
    values = {"actor": given.actor, "meeting": given.meeting}
    with pytest.raises(DomainError) as refused:
        minutes.remove_paragraph(given.session, paragraph_id=given.paragraph.id, **values)
    assert refused.value.code == "commission.given_here"
    other = next(
        one
        for one in cycle.facts(given.session, given.meeting).paragraphs
        if one.heading.startswith("Förstudie")
    )
    minutes.remove_paragraph(given.session, paragraph_id=other.id, **values)


def test_a_report_stands_once_and_comes_up_at_the_next_meeting(given, later):
    made = given.give()
    given.attest()
    later("2017-01-10T12:00")
    given.report(made, text=" Planen är klar. ", register=True)
    row = given.row(made)
    assert (row.reported_on, row.report) == (date(2017, 1, 10), "Planen är klar.")
    assert row.reported_by == given.actor.name
    assert row.state(DUE) is CommissionState.REPORTED
    record = given.session.get(Record, made.record_id)
    assert record is not None
    assert record.content.startswith("Redovisning av uppdraget i § ")
    [matter] = queue(given.session)
    assert (matter.reason, matter.kind) == (WaitingReason.COMMISSION, ItemKind.INFORMATION)
    assert matter.heading == "Redovisning av uppdrag: Ta fram en plan"
    assert matter.background.endswith("Planen är klar.")
    assert (matter.source, matter.not_before) == (f"commission:{made.id}", None)
    with pytest.raises(DomainError) as refused:
        given.report(made)
    assert refused.value.code == "commission.reported"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": " "}, "commission.no_report"),
        ({"reported_on": date(2016, 11, 17)}, "commission.reported_early"),
        ({"reported_on": date(2099, 1, 1)}, "commission.reported_late"),
    ],
)
def test_a_report_that_lacks_something_is_refused(given, values, code):
    made = given.give()
    given.attest()
    with pytest.raises(DomainError) as refused:
        given.report(made, **values)
    assert refused.value.code == code


def test_before_attestation_nothing_is_reported_and_nothing_comes_up(given, later):
    made = given.give()
    later()
    with pytest.raises(DomainError) as refused:
        given.report(made)
    assert refused.value.code == "commission.waits"
    services.bring_up_due(given.session)
    assert queue(given.session) == []


def test_a_report_is_registered_only_where_there_is_a_case(given):
    without = next(
        one
        for one in cycle.facts(given.session, given.meeting).paragraphs
        if one.heading.startswith("Förstudie")
    )
    made = given.give(paragraph_id=without.id)
    given.attest()
    with pytest.raises(DomainError) as refused:
        given.report(made, register=True)
    assert (refused.value.code, refused.value.field) == ("commission.no_case", "register")


def test_what_is_due_before_long_comes_up_once_by_itself(given, later):
    made, endless = given.give(), given.give(what="ringa", due_on=None)
    given.attest()
    later("2017-01-09T12:00")
    services.bring_up_due(given.session)
    assert queue(given.session) == []
    later("2017-01-10T12:00")
    for _ in range(2):
        services.bring_up_due(given.session)
        given.session.flush()
    [matter] = queue(given.session)
    assert (matter.source, matter.not_before) == (f"commission:{made.id}", DUE)
    assert matter.added_by == history.SYSTEM
    assert "senast den 31 januari 2017" in matter.background
    assert given.row(endless).due_on is None


def test_the_report_takes_the_place_of_what_said_that_it_was_due(given, later):
    made = given.give()
    given.attest()
    later()
    services.bring_up_due(given.session)
    given.report(made)
    due, told = queue(given.session)
    assert due.dropped_because == "Uppdraget är redovisat."
    assert (told.source, told.dropped_at) == (f"commission:{made.id}:report", None)
    services.bring_up_due(given.session)
    assert len(queue(given.session)) == 2


def test_a_report_comes_up_again_after_it_was_due_at_a_meeting(given, later, world):
    made = given.give()
    given.attest()
    later()
    services.bring_up_due(given.session)
    [due] = queue(given.session)
    meeting = meeting_services.create_meeting(
        given.session,
        actor=given.actor,
        body_id=world.board.id,
        held_on=date(2017, 2, 24),
        starts_at=time(9),
        ends_at=time(15),
        place="Norrsele",
    )
    meeting_services.take_up(given.session, actor=given.actor, meeting=meeting, waiting_id=due.id)
    given.report(made)
    _, told = queue(given.session)
    assert due.dropped_at is None
    assert told.agenda_item_id is None


def test_whoever_has_it_finds_it_in_the_list_of_what_to_do(given, later, world):
    own = given.give(person_id=world.chair.person_id)
    loose = given.give(what="ringa", due_on=None)
    given.attest()
    later("2017-01-15T12:00")
    day = kernel_clock.today()
    chair, office = world.actor(world.chair, Role.CHAIR), given.actor

    [mine] = commission_tasks_in(given, chair, day)
    assert (mine.text, mine.due, mine.mine) == ("Redovisa uppdraget: ta fram en plan", DUE, True)
    [theirs] = commission_tasks_in(given, office, day)
    assert (theirs.text, theirs.mine) == ("Redovisa uppdraget: ringa", False)

    later("2017-02-01T12:00")
    day = kernel_clock.today()
    assert len(commission_tasks_in(given, office, day)) == 2
    given.report(own)
    given.report(loose)
    assert commission_tasks_in(given, office, day) == []


def commission_tasks_in(given, actor, day):
    from flask import current_app

    with current_app.test_request_context():
        return commission_tasks(given.session, actor, day)


@pytest.mark.parametrize(
    "values",
    [
        {"what": ""},
        {"to_words": ""},
        {"reported_on": DUE},
        {"report": "x"},
        {"reported_by": "x"},
    ],
)
def test_the_database_itself_holds_what_a_commission_is(given, values):
    row = {"what": "x", "to_words": "y", "due_on": None, "reported_on": None, "record_id": None}
    given.session.add(
        Commission(
            paragraph_id=given.paragraph.id,
            person_id=None,
            given_at=kernel_clock.now(),
            given_by="z",
            **{**row, **values},
        )
    )
    with pytest.raises(IntegrityError):
        given.session.flush()


def test_what_is_not_there_is_not_found(given):
    for asked in (queries.commission, queries.entity):
        with pytest.raises(NotFound):
            asked(given.session, 4711)


def test_the_database_itself_keeps_what_was_reported(given):
    made = given.give()
    given.attest()
    given.report(made)
    with pytest.raises(DBAPIError):
        given.session.execute(text("UPDATE commission SET report = 'annat'"))
