"""A year's plan: proposed, changed, adopted, printed; what the year asks for."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import docx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.association import queries as association
from app.kernel.errors import DomainError, NotFound
from app.meetings import services as meetings
from app.meetings.models import Meeting
from app.planning import queries, services
from app.planning.domain import DutyKind, PlanState
from app.planning.models import DutyDone, MeetingPlan, PlannedMeeting
from app.planning.services import DayFacts


@pytest.fixture
def board_id(db_session, world):
    return association.board(db_session).id


@pytest.fixture
def plan(db_session, director, earlier, board_id):
    return services.propose(db_session, actor=director, body_id=board_id, year=2017)


def facts(day, start=time(9), end=time(15), place="Kommunhuset"):
    return DayFacts(day, start, end, place)


def test_a_proposal_follows_the_year_before(plan):
    assert [day.held_on for day in plan.days] == [date(2017, 2, 24), date(2017, 11, 17)]
    assert plan.days[0].place == "Folkets hus, Älvby"
    assert plan.state is PlanState.PROPOSED


def test_a_cancelled_meeting_is_no_pattern(db_session, director, earlier, board_id):
    meetings.cancel_meeting(
        db_session, actor=director, meeting=earlier[0], reason="Förhinder", link=""
    )

    made = services.propose(db_session, actor=director, body_id=board_id, year=2017)

    assert [day.held_on for day in made.days] == [date(2017, 11, 17)]


def test_meetings_that_are_planned_already_are_the_plan(db_session, director, earlier, board_id):
    made = services.propose(db_session, actor=director, body_id=board_id, year=2016)

    assert [day.meeting_id for day in made.days] == [one.id for one in earlier]


def test_a_cancelled_meeting_is_not_taken_in(db_session, director, earlier, board_id):
    meetings.cancel_meeting(
        db_session, actor=director, meeting=earlier[0], reason="Förhinder", link=""
    )

    made = services.propose(db_session, actor=director, body_id=board_id, year=2016)

    assert [day.meeting_id for day in made.days] == [earlier[1].id]


def test_without_an_earlier_year_a_plan_begins_empty(db_session, director, world, board_id):
    made = services.propose(db_session, actor=director, body_id=board_id, year=2017)

    assert made.days == []
    with pytest.raises(DomainError, match=r"plan\.empty"):
        services.adopt(db_session, actor=director, plan=made)


def test_a_year_has_one_plan(db_session, director, plan, board_id):
    with pytest.raises(DomainError, match=r"plan\.exists"):
        services.propose(db_session, actor=director, body_id=board_id, year=2017)


def test_two_people_at_the_same_moment_make_one_plan(
    db_session, director, plan, board_id, monkeypatch
):
    monkeypatch.setattr(queries, "plan", lambda *_, **__: None)

    with pytest.raises(DomainError, match=r"plan\.exists"):
        services.propose(db_session, actor=director, body_id=board_id, year=2017)
    db_session.rollback()


def test_adopting_makes_meetings_once(db_session, director, plan):
    assert services.adopt(db_session, actor=director, plan=plan) == 2
    assert services.adopt(db_session, actor=director, plan=plan) == 0

    assert plan.state is PlanState.ADOPTED
    held = select(Meeting.held_on).where(Meeting.held_on > date(2017, 1, 1))
    assert sorted(db_session.scalars(held)) == [date(2017, 2, 24), date(2017, 11, 17)]


def test_adopting_takes_a_meeting_that_somebody_planned_meanwhile(
    db_session, director, plan, board_id
):
    own = meetings.create_meeting(
        db_session,
        actor=director,
        body_id=board_id,
        held_on=date(2017, 2, 24),
        starts_at=time(10),
        ends_at=time(12),
        place="Annan plats",
    )

    assert services.adopt(db_session, actor=director, plan=plan) == 1
    assert plan.days[0].meeting_id == own.id


def test_a_day_added_to_an_adopted_plan_is_a_meeting_at_once(db_session, director, plan):
    services.adopt(db_session, actor=director, plan=plan)

    made = services.add_day(db_session, actor=director, plan=plan, facts=facts(date(2017, 6, 16)))

    assert made.meeting_id is not None


def test_a_day_is_added_changed_and_taken_out(db_session, director, plan):
    made = services.add_day(db_session, actor=director, plan=plan, facts=facts(date(2017, 6, 16)))
    services.edit_day(
        db_session, actor=director, plan=plan, day_id=made.id, facts=facts(date(2017, 6, 15))
    )
    assert made.held_on == date(2017, 6, 15)

    services.remove_day(db_session, actor=director, plan=plan, day_id=made.id)

    assert len(plan.days) == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (facts(date(2018, 2, 24)), "plan.wrong_year"),
        (facts(date(2017, 11, 17)), "plan.day_taken"),
        (facts(date(2017, 6, 16), end=time(9)), "plan.times"),
        (facts(date(2017, 6, 16), place=" "), "plan.no_place"),
    ],
)
def test_a_day_that_cannot_be_is_refused(db_session, director, plan, wrong, code):
    with pytest.raises(DomainError, match=code):
        services.add_day(db_session, actor=director, plan=plan, facts=wrong)


def test_what_has_become_a_meeting_is_changed_on_its_own_page(db_session, director, plan):
    services.adopt(db_session, actor=director, plan=plan)
    day = plan.days[0]

    with pytest.raises(DomainError, match="already_meeting"):
        services.edit_day(
            db_session, actor=director, plan=plan, day_id=day.id, facts=facts(date(2017, 3, 1))
        )
    with pytest.raises(DomainError, match="already_meeting"):
        services.remove_day(db_session, actor=director, plan=plan, day_id=day.id)


def test_another_plans_day_is_not_found(plan):
    with pytest.raises(NotFound):
        queries.planned(plan, 0)


def test_a_duty_is_noted_corrected_and_taken_back(db_session, director, world):
    for reference in ("§ 12", "§ 13"):
        services.mark_duty(
            db_session,
            actor=director,
            year=2017,
            kind=DutyKind.ANNUAL_REPORT,
            done_on=date(2017, 2, 10),
            reference=reference,
        )
    assert queries.done(db_session, 2017) == {DutyKind.ANNUAL_REPORT: (date(2017, 2, 10), "§ 13")}

    for _ in range(2):
        services.unmark_duty(db_session, actor=director, year=2017, kind=DutyKind.ANNUAL_REPORT)
    assert queries.done(db_session, 2017) == {}


@pytest.mark.parametrize(
    ("done_on", "reference", "code"),
    [(date(2017, 2, 16), "§ 12", "duty.future"), (date(2017, 2, 15), " ", "duty.no_reference")],
)
def test_a_duty_needs_a_day_that_was_and_a_reference(
    db_session, director, world, done_on, reference, code
):
    with pytest.raises(DomainError, match=code):
        services.mark_duty(
            db_session,
            actor=director,
            year=2017,
            kind=DutyKind.BUDGET,
            done_on=done_on,
            reference=reference,
        )


def test_the_database_itself_refuses_impossible_rows(db_session, director, plan):
    db_session.commit()
    first = plan.days[0]
    rows = [
        PlannedMeeting(
            plan_id=plan.id,
            held_on=first.held_on,
            starts_at=time(9),
            ends_at=time(15),
            place="x",
        ),
        PlannedMeeting(
            plan_id=plan.id,
            held_on=date(2017, 6, 16),
            starts_at=time(9),
            ends_at=time(9),
            place="x",
        ),
        DutyDone(year=2017, kind=DutyKind.BUDGET, done_on=date(2017, 1, 1), reference=""),
        MeetingPlan(body_id=plan.body_id, year=2019, state=PlanState.ADOPTED),
    ]
    for row in rows:
        db_session.add(row)
        with pytest.raises(IntegrityError):
            db_session.flush()
        db_session.rollback()
    assert db_session.scalar(select(func.count(PlannedMeeting.id))) == 2


def test_the_plan_as_a_word_document(db_session, director, plan):
    services.mark_duty(
        db_session,
        actor=director,
        year=2017,
        kind=DutyKind.ANNUAL_REPORT,
        done_on=date(2017, 2, 10),
        reference="§ 12",
    )

    made = services.render_plan(db_session, plan=plan)

    document = docx.Document(BytesIO(made.content))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["fre 24 feb", "09.00–15.00", "Folkets hus, Älvby", "13 jan"] in [
        row[:4] for row in cells
    ]
    assert ["Årsredovisning för 2016", "31 mars", "2017-02-10, § 12"] in cells
    assert made.gaps == ()
