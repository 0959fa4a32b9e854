"""What the pages cost in SQL, and that it does not grow with the rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.kernel.tasks import tasks
from app.meetings import services
from tests.factories import cycle
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY

WORKSPACE = 13
ATTESTED = 14  # what is left to send and to publish is asked for then
LIST = 6


def statements(browser, counting, path):
    browser.get(path)
    with counting() as seen:
        assert browser.get(path).status_code == 200
    return seen


def large(db_session, director, meeting):
    """Twenty items, a hundred att-satser, sixty annexes."""
    for number in range(14):
        item = services.add_item(
            db_session,
            actor=director,
            meeting=meeting,
            heading=f"Ärende {number}",
            background="Bakgrund. " * 40,
            clauses=[f"punkt {n}" for n in range(7)],
        )
        for n in range(4):
            services.add_annex(
                db_session,
                actor=director,
                meeting=meeting,
                item_id=item.id,
                filename=f"bilaga {number} {n}.pdf",
                content=make.PDF,
            )


@pytest.mark.slow
@pytest.mark.parametrize("summoned", [False, True])
def test_the_workspace_takes_few_statements_however_much_it_holds(
    office, db_session, world, director, meeting, counting, summoned
):
    if summoned:
        make.send_summons(db_session, world, meeting)
    small = statements(office, counting, DAY)
    large(db_session, director, meeting)

    seen = statements(office, counting, DAY)

    assert len(seen) <= WORKSPACE, "\n\n".join(seen)
    assert len(seen) == len(small)


def test_the_year_takes_as_many_statements_for_one_meeting_as_for_twenty(
    office, db_session, world, meeting, counting
):
    few = statements(office, counting, "/sammantraden")
    for number in range(20):
        day = date(2017, 3, 1) + timedelta(days=number)
        make.create_meeting(db_session, world, held_on=day)

    many = statements(office, counting, "/sammantraden")

    assert len(many) == len(few) <= LIST, "\n\n".join(many)


def test_rule_sum_the_office_is_reminded_of_summonses_to_send(
    app, db_session, world, director, meeting, clock
):
    make.create_meeting(db_session, world, held_on=date(2017, 4, 21))
    with app.test_request_context():
        found = [
            task
            for answer in tasks(db_session, director, date(2017, 2, 18))
            for task in answer
            if "kallelsen" in task.text
        ]

    (task,) = found
    assert task.text == "Skicka kallelsen till sammanträdet fre 24 feb 2017"
    assert (task.href, task.due) == (f"{DAY}/kallelse", date(2017, 2, 17))
    assert task.late(date(2017, 2, 18))


def test_members_are_not_reminded_of_the_offices_duties(app, db_session, world, meeting):
    from app.kernel.actor import Role

    member = world.actor(world.board_users[2], Role.REGULAR)
    with app.test_request_context():
        found = [t for answer in tasks(db_session, member, date(2017, 2, 18)) for t in answer]

    assert not [task for task in found if "Skicka kallelsen" in task.text]


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["summoned", "drafted", "frozen", "attested"])
def test_the_workspace_keeps_within_its_statements_through_the_meetings_life(
    office, db_session, world, counting, stage
):
    getattr(cycle, stage)(db_session, world)

    seen = statements(office, counting, f"/sammantraden/{cycle.HELD}")

    assert len(seen) <= (ATTESTED if stage == "attested" else WORKSPACE), "\n\n".join(seen)
