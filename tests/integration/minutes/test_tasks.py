"""What the minutes put on the lists of tasks: to write, to sign, to remind of."""

from __future__ import annotations

from datetime import date

from app.kernel.actor import Role
from app.minutes.routes.panel import minutes_tasks
from tests.factories import cycle


def test_minutes_that_are_being_written_wait_for_the_office_alone(db_session, world, as_user):
    cycle.drafted(db_session, world)
    app = as_user(world.director).application

    def asked(actor):
        with app.test_request_context():
            return minutes_tasks(db_session, actor, cycle.HELD)

    (task,) = asked(cycle.office(world))
    assert task.text == "Skriv klart protokollet från den 18 november 2016"
    assert task.due == date(2016, 12, 2)
    assert asked(world.actor(world.chair, Role.CHAIR)) == []


def test_rule_k7_the_office_is_reminded_from_day_ten(db_session, world, as_user, clock):
    cycle.frozen(db_session, world)
    office = cycle.office(world)
    app = as_user(world.director).application

    def asked(day):
        with app.test_request_context():
            return [task.text for task in minutes_tasks(db_session, office, day)]

    assert asked(date(2016, 11, 27)) == ["Justera protokollet från den 18 november 2016"]
    assert "Bo Almqvist har inte justerat protokollet från den 18 november 2016" in asked(
        date(2016, 11, 28)
    )
