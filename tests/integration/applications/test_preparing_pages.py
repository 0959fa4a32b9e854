"""The pages of the preparation, read as the office, the group's members and others meet them."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications import queries as all_queries
from app.applications.domain import ApplicationState, Stance
from app.applications.queries import preparing as queries
from app.applications.routes.preparation_panel import preparation_panel
from app.applications.services import preparing as services
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.factories.people import actor_for, create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    member,
    office,
    standing,
)

pytestmark = pytest.mark.usefixtures("clock")
SECRET = "Regionen säger blankt nej."


@pytest.fixture
def world(db_session):
    return create_world(db_session, logins=False)


@pytest.fixture
def application(db_session, world):
    return in_preparation(db_session, world, due_on=date(2017, 2, 20), meets_on=date(2017, 2, 24))


def page_of(application, rest=""):
    return f"/ansokningar/{application.id}/beredning{rest}"


def test_the_office_gives_an_application_to_a_group(client, sign_in, db_session, world, outbox):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    sign_in(client, world.director)
    assert "Ge ansökan till en grupp" in client.get(page_of(made)).words

    page = client.get(page_of(made, "/ny"))
    assert "Arbetsförmedlingen, Försäkringskassan" in page.words
    values = page.form() | {"due_on": "2017-02-20", "meets_on": "2017-02-24"}
    answered = client.post(page_of(made, "/ny"), data=values)

    assert answered.status_code == 303
    assert "0 av 5 har svarat" in client.get(answered.location).words
    mails = outbox()
    assert len(mails) == 5
    assert mails[0].heading == "Att yttra sig om: Vägen vidare"
    assert "senast den 20 februari 2017" in mails[0].body
    assert page_of(made, "/yttrande") in mails[0].body


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"due_on": "2017-02-01"}, "Den dagen har redan varit."),
        ({"due_on": "2017-02-25", "meets_on": "2017-02-24"}, "Be om yttranden senast den dagen."),
        ({"due_on": "2017-02-31"}, "Datumet 2017-02-31 finns inte."),
        ({"body_id": ""}, "Välj vilken grupp"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_assigned(
    client, sign_in, db_session, world, values, sentence
):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    sign_in(client, world.director)
    page = client.get(page_of(made, "/ny"))
    answered = client.post(page_of(made, "/ny"), data=page.form() | values)

    assert answered.status_code == 422
    assert sentence in answered.words
    assert queries.standing(db_session, made.id) is None


def test_the_panel_of_the_workspace_hides_and_shows_as_the_pages_do(
    app, db_session, world, application
):
    answer(db_session, world, application, 2, stance=Stance.REJECT, text=SECRET)
    access = all_queries.access(db_session, application)

    def panel(actor, made=application, facts=access):
        with app.test_request_context():
            return preparation_panel(db_session, made, facts, actor)

    bound = panel(member(world, 0))
    assert "Skriv yttrandet från Arbetsförmedlingen" in bound
    assert SECRET not in bound
    assert SECRET in panel(office(world))
    stranger = actor_for(world.group_users[0], (Role.APPLICANT, None))
    assert panel(stranger) is None
    new = create_application(db_session, state=ApplicationState.REGISTERED)
    assert panel(office(world), new, all_queries.access(db_session, new)) is None


def test_the_office_writes_the_position_and_ends_the_preparation(
    client, sign_in, db_session, world, application
):
    answer(db_session, world, application, 0)
    answer(db_session, world, application, 1)
    sign_in(client, world.director)
    page = client.get(page_of(application, "/stallningstagande"))
    assert "Förslaget är det som de flesta" in page.words
    values = page.form()
    assert values["stance"] == "Tillstyrker"
    answered = client.post(page_of(application, "/stallningstagande"), data=values)
    assert "LSG tillstyrker ansökan." in client.get(answered.location).words

    ended = client.post(page_of(application, "/klar"))
    assert ended.status_code == 303
    db_session.expire_all()
    assert application.state is ApplicationState.READY_FOR_BOARD
    back = client.post(page_of(application, "/ta-tillbaka"))
    assert "Avsluta beredningen" in client.get(back.location).words


def test_a_refused_step_says_why_on_the_same_page(client, sign_in, world, application):
    sign_in(client, world.director)
    answered = client.post(page_of(application, "/klar"))
    assert answered.status_code == 422
    assert "Gruppens ställningstagande saknas" in answered.words
    assert client.post(page_of(application, "/ta-tillbaka")).status_code == 422


def test_a_position_that_cannot_be_is_refused_beside_the_amount(
    client, sign_in, world, application
):
    sign_in(client, world.director)
    address = page_of(application, "/stallningstagande")
    values = client.get(address).form() | {"stance": "Tillstyrker till en del", "text": "Skäl"}
    answered = client.post(address, data=values)

    assert answered.status_code == 422
    assert "Fyll i det belopp" in answered.words


def test_the_time_can_be_changed(client, sign_in, db_session, world, application):
    sign_in(client, world.director)
    address = page_of(application, "/tid")
    values = client.get(address).form()
    assert values["due_on"] == "2017-02-20"
    assert client.post(address, data=values | {"due_on": "2017-02-01"}).status_code == 422
    answered = client.post(address, data=values | {"meets_on": "2017-03-10"})
    assert "fre 10 mars 2017" in client.get(answered.location).words


def test_to_the_board_without_preparation(client, sign_in, db_session, world):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    sign_in(client, world.director)
    address = page_of(made, "/utan")
    assert client.post(address, data=client.get(address).form()).status_code == 422
    answered = client.post(address, data={"reason": "Liten ändring."} | client.get(address).form())
    assert answered.status_code == 422  # the empty field of the form wins
    answered = client.post(address, data=client.get(address).form() | {"reason": "Liten ändring."})
    assert answered.status_code == 303
    assert client.get(address).status_code == 404


def test_pages_of_another_state_do_not_exist(client, sign_in, db_session, world):
    made = create_application(db_session, state=ApplicationState.SUBMITTED)
    sign_in(client, world.director)
    for rest in ("/ny", "/tid", "/stallningstagande", "/utan"):
        assert client.get(page_of(made, rest)).status_code == 404
    assert "Ansökan bereds inte ännu" in client.get(page_of(made)).words
    made.state = ApplicationState.IN_PREPARATION
    db_session.flush()
    assert client.get(page_of(made, "/tid")).status_code == 404


def test_the_brief_is_read_made_and_registered(client, sign_in, db_session, world, application):
    answer(db_session, world, application, 0)
    sign_in(client, world.director)
    address = page_of(application, "/underlag")
    page = client.get(address)
    assert "inte gjort i Word ännu" in page.words
    assert client.get(f"{address}.docx").status_code == 404
    made = client.post(address)

    assert "registrerat i ärendet" in client.get(made.location).words
    file = client.get(f"{address}.docx")
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith("attachment")
    answer(db_session, world, application, 1)
    assert "Något har ändrats" in client.get(address).words


def test_the_brief_can_be_read_and_not_made_by_a_member(
    client, sign_in, db_session, world, application
):
    answer(db_session, world, application, 0)
    sign_in(client, world.group_users[0])
    address = page_of(application, "/underlag")
    assert "Yttranden" in client.get(address).words
    client.post(address)
    assert queries.stored_brief(db_session, application.case_id) is None


def test_the_office_is_told_when_all_have_answered_and_when_the_day_has_come(
    client, sign_in, db_session, world, application, clock
):
    sign_in(client, world.director)
    assert "ställningstagande om Vägen vidare" not in client.get("/oversikt").words
    for index in range(5):
        stance = Stance.REJECT if index == 4 else Stance.GRANT
        answer(db_session, world, application, index, stance=stance)
    page = client.get("/oversikt")
    assert "Skriv gruppens ställningstagande om Vägen vidare" in page.words
    assert "LSG: 5 av 5 har svarat, delade meningar" in page.words
    found = standing(db_session, application)
    services.set_position(
        db_session,
        actor=office(world),
        application_id=application.id,
        version=found.version_id,
        stance=Stance.GRANT,
    )
    assert "Avsluta beredningen av Vägen vidare" in client.get("/oversikt").words


def test_the_preparation_of_many_rounds_asks_no_more(
    client, sign_in, db_session, world, application, counting
):
    sign_in(client, world.director)

    def statements():
        client.get(page_of(application))
        with counting() as seen:
            client.get(page_of(application))
        return len([s for s in seen if s.lstrip().startswith("SELECT")])

    first = statements()
    assert member(world, 0).roles == {Role.MEMBER}
    answer(db_session, world, application, 0)
    assert statements() == first
