"""Who handles and who answers, and what waits for whom."""

from __future__ import annotations

import pytest

from app.applications.domain import ApplicationState
from app.applications.queries.handling import (
    open_request,
)
from app.applications.services import completing
from app.kernel.actor import Role
from app.kernel.tasks import in_order, tasks
from tests.factories.people import create_login, create_person, create_seat
from tests.integration.applications.handling import DUE, page_of

S = ApplicationState


class TestWhoMay:
    ACTS = (
        "registrera",
        "avskriv",
        "reservera",
        "parter",
        "komplettering/1/ta-tillbaka",
        "komplettering/1/granskad",
        "komplettering/ny",
    )

    @pytest.mark.parametrize("act", ACTS)
    @pytest.mark.parametrize("who", ["applicant", "chair", "member", "auditor", "stranger"])
    def test_only_the_office_handles(
        self, browser_for, db_session, world, make, ask, fatima, who, act
    ):
        found = make()
        ask(found)
        stranger = create_login(
            db_session, create_person(db_session, "Sven Främling", email="sven@annat.example")
        )
        create_seat(db_session, stranger.person, Role.APPLICANT)
        users = {
            "applicant": fatima,
            "chair": world.chair,
            "member": world.group_users[0],
            "auditor": world.auditor,
            "stranger": stranger,
        }
        answer = browser_for(users[who]).post(f"{page_of(found)}/{act}", data={"reason": "Nej."})
        assert answer.status_code in {403, 404}
        assert found.state is S.SUBMITTED
        assert open_request(db_session, found.id) is not None

    @pytest.mark.parametrize("who", ["administrator", "director", "chair", "auditor"])
    def test_only_the_applicant_answers(
        self, browser_for, db_session, world, make, ask, who, change
    ):
        found = make()
        ask(found)
        change(found, men=77)
        answer = browser_for(getattr(world, who)).post(f"{page_of(found)}/komplettering/1/svara")
        assert answer.status_code in {403, 404}
        assert open_request(db_session, found.id) is not None

    @pytest.mark.parametrize("page", ["", "/komplettering/1", "/skillnad/2"])
    def test_another_applicant_finds_nothing(self, browser_for, db_session, make, ask, page):
        found = make()
        ask(found)
        person = create_person(db_session, "Sven Främling", email="sven@annat.example")
        create_seat(db_session, person, Role.APPLICANT)
        other = browser_for(create_login(db_session, person))
        assert other.get(f"{page_of(found)}{page}").status_code == 404

    @pytest.mark.parametrize("number", ["0", "99999999999999999999"])
    def test_a_number_that_no_row_can_have_is_not_found(self, office, make, number):
        assert office.get(f"/ansokningar/{number}").status_code == 404
        assert office.get(f"{page_of(make())}/komplettering/{number}").status_code == 404


class TestTasks:
    def todo(self, db_session, actor, day) -> list[tuple[str, str, bool]]:
        found = in_order([t for many in tasks(db_session, actor, day) for t in many])
        return [
            (task.text, task.due.isoformat() if task.due else "", task.late(day))
            for task in found
            if "/ansokningar/" in task.href
        ]

    def test_rule_o1_what_has_come_is_registered_the_next_working_day(
        self, app, db_session, make, office_actor, clock
    ):
        clock.stop("2017-02-17 16:00")  # a Friday
        make()
        with app.test_request_context():
            known = self.todo(db_session, office_actor, DUE.replace(month=2, day=20))
            late = self.todo(db_session, office_actor, DUE.replace(month=2, day=21))
        assert known == [("Registrera ansökan Vägen vidare", "2017-02-20", False)]
        assert late[0][2]

    def test_an_overdue_completion_is_late_at_the_office(
        self, app, db_session, make, ask, office_actor
    ):
        ask(make(S.REGISTERED))
        with app.test_request_context():
            assert self.todo(db_session, office_actor, DUE) == []
            late = self.todo(db_session, office_actor, DUE.replace(day=2))
        assert late == [("Kompletteringen av Vägen vidare har inte kommit", "2017-03-01", True)]

    def test_an_answer_waits_for_the_office(
        self, app, db_session, make, ask, office_actor, fatima, world, change
    ):
        found = make(S.REGISTERED)
        ask(found)
        change(found, men=77)
        completing.answer(
            db_session, actor=world.actor(fatima, Role.APPLICANT), application_id=found.id
        )
        with app.test_request_context():
            known = self.todo(db_session, office_actor, DUE)
        assert known == [("Granska kompletteringen av Vägen vidare", "2017-02-16", True)]

    def test_the_applicant_is_asked_and_nobody_else(
        self, app, db_session, make, ask, fatima, world
    ):
        ask(make())
        me = world.actor(fatima, Role.APPLICANT)
        chair = world.actor(world.chair, Role.CHAIR)
        with app.test_request_context():
            assert ("Komplettera ansökan Vägen vidare", "2017-03-01", False) in self.todo(
                db_session, me, DUE
            )
            assert self.todo(db_session, chair, DUE) == []
