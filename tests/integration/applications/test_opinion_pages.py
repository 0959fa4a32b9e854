"""The pages where a group's members give their opinions."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import ApplicationState, OpinionState, Stance
from app.applications.models import ApplicationFile
from app.applications.services import preparing as services
from app.association.domain import BodyKind
from app.documents import services as documents
from app.kernel.actor import Role
from tests.factories.applications import create_application, full_answers
from tests.factories.people import create_body, create_seat, create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    office,
    opinion_of,
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


def test_a_member_finds_the_application_in_the_list_and_under_att_gora(
    client, sign_in, world, application
):
    sign_in(client, world.group_users[0])

    assert "Yttra er om Vägen vidare" in client.get("/oversikt").words
    index = client.get("/ansokningar")
    assert "Vägen vidare" in index.words
    assert "Att yttra sig om" in index.words
    page = client.get("/ansokningar/yttranden")
    assert "Vägen vidare" in page.words
    assert "senast mån 20 feb 2017" in page.words


def test_a_member_sees_only_what_the_own_group_has_had(client, sign_in, db_session, world):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    sign_in(client, world.group_users[0])

    assert "Vägen vidare" not in client.get("/ansokningar").words
    for address in (f"/ansokningar/{made.id}", page_of(made)):
        assert client.get(address).status_code == 404


def test_rule_prep_the_others_opinions_are_not_in_the_page_before_ones_own(
    client, sign_in, db_session, world, application
):
    answer(db_session, world, application, 2, stance=Stance.REJECT, text=SECRET)
    services.set_position(
        db_session,
        actor=office(world),
        application_id=application.id,
        version=standing(db_session, application).version_id,
        stance=Stance.REJECT,
        text="Gruppens skäl.",
        notes="Sagt på mötet.",
    )
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")

    for page in (client.get(address), client.get(page_of(application))):
        assert SECRET not in page.text
        assert "tag-rejected" not in page.text
        assert "avstyrker ansökan" not in page.words
        assert "Gruppens skäl." not in page.words
        assert "Sagt på mötet." not in page.words
        assert "1 av 5 har svarat" in page.words
        assert "delad" not in page.words
        assert "ofullständig" not in page.words
    assert client.get(page_of(application, "/underlag")).status_code == 404
    assert client.get(page_of(application, "/underlag.docx")).status_code == 404

    answer(db_session, world, application, 0)
    for page in (client.get(address), client.get(page_of(application))):
        assert SECRET in page.words
        assert "2 av 5 har svarat, delade meningar" in page.words


def test_an_opinion_that_is_late_or_too_late_says_so(
    client, sign_in, db_session, world, application, clock
):
    clock.move(days=10)
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")
    assert "Försenat" in client.get(address).words
    assert "Försenat" in client.get("/ansokningar/yttranden").words
    found = standing(db_session, application)
    services.set_position(
        db_session,
        actor=office(world),
        application_id=application.id,
        version=found.version_id,
        stance=Stance.GRANT,
    )
    services.close(db_session, actor=office(world), application_id=application.id)
    assert "går inte längre att yttra sig" in client.get(address).words
    assert "Inget yttrande" in client.get("/ansokningar/yttranden").words


def test_the_attachments_can_be_opened_from_the_page_of_the_opinion(
    client, sign_in, db_session, world, application
):
    stored = documents.store(
        db_session,
        actor=office(world),
        kind="bilaga",
        title="Budget",
        filename="budget.txt",
        media_type="text/plain",
        content=b"600 000 kr",
    )
    db_session.flush()
    db_session.add(
        ApplicationFile(
            application_id=application.id,
            title="Budget i detalj",
            file_version_id=stored.id,
            added_at=stored.created_at,
            added_by="Kansliet",
        )
    )
    sign_in(client, world.group_users[0])
    page = client.get(page_of(application, "/yttrande"))
    links = [a.get("href") for a in page.tree.iter("a") if a.text == "Budget i detalj"]

    assert client.get(links[0]).data == b"600 000 kr"


def test_a_member_writes_reads_through_and_sends(client, sign_in, db_session, world, application):
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")
    values = client.get(address).form() | {
        "stance": "Tillstyrker till en del",
        "ore": "450 000",
        "text": "Sista året prövas senare.",
        "do": "send",
    }
    answered = client.post(address, data=values)
    assert answered.location.endswith("/skicka")
    page = client.get(answered.location)
    assert "450 000 kr" in page.words
    sent = client.post(answered.location, data=page.form())

    assert sent.status_code == 303
    found = opinion_of(db_session, application, 0)
    assert (found.state, found.ore) == (OpinionState.SENT, 45_000_000)
    after = client.get(sent.location)
    assert "Yttrandet är skickat och låst" in after.words
    assert "<textarea" not in after.text


def test_a_draft_is_saved_by_itself_and_a_colleague_goes_on(
    client, new_client, sign_in, db_session, world, application
):
    create_seat(
        db_session,
        world.board_users[5].person,
        Role.MEMBER,
        body=world.group,
        member=world.members[0],
    )
    address = page_of(application, "/yttrande")
    sign_in(client, world.group_users[0])
    values = client.get(address).form() | {"text": "Början"}
    saved = client.post(address, data=values, headers={"Accept": "application/json"})
    assert saved.json["version"] == 2

    other = new_client()
    sign_in(other, world.board_users[5])
    assert other.get(address).value("text") == "Början"
    refused = client.post(
        address,
        data=values | {"text": "850709-9805"},
        headers={"Accept": "application/json"},
    )
    assert refused.status_code == 422


def test_two_colleagues_at_once_meet_both_texts(
    client, new_client, sign_in, db_session, world, application
):
    create_seat(
        db_session,
        world.board_users[5].person,
        Role.MEMBER,
        body=world.group,
        member=world.members[0],
    )
    address = page_of(application, "/yttrande")
    sign_in(client, world.group_users[0])
    other = new_client()
    sign_in(other, world.board_users[5])
    mine, theirs = client.get(address).form(), other.get(address).form()
    client.post(address, data=mine | {"stance": "Tillstyrker", "text": "Den ena"})
    conflict = other.post(address, data=theirs | {"stance": "Avstyrker", "text": "Den andra"})

    assert conflict.status_code == 409
    assert "Den ena" in conflict.words
    assert conflict.value("text") == "Den andra"
    solved = other.post(address, data=conflict.form())
    assert solved.status_code == 303
    assert opinion_of(db_session, application, 0).stance is Stance.REJECT


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"stance": "Tillstyrker till en del", "ore": "600 000"}, "mindre än det"),
        ({"stance": "Tillstyrker till en del", "ore": "-5"}, "större än noll"),
        ({"stance": "Kanske"}, "Välj ett av alternativen i listan."),
        ({"stance": "Jäv"}, "Välj vad jävet beror på."),
        ({"text": "Anna 850709-9805"}, "ser ut som ett personnummer"),
        ({"ore": "mycket"}, "Skriv beloppet i kronor"),
    ],
)
def test_what_is_wrong_with_an_opinion_stands_beside_it_and_the_text_is_kept(
    client, sign_in, world, application, values, sentence
):
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")
    answered = client.post(address, data=client.get(address).form() | {"text": "Kvar"} | values)

    assert answered.status_code == 422
    assert sentence in answered.words
    assert answered.value("text") == values.get("text", "Kvar")


def test_an_opinion_without_reasons_is_not_sent(client, sign_in, world, application):
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")
    values = client.get(address).form() | {"stance": "Avstyrker", "do": "send"}
    page = client.get(client.post(address, data=values).location)
    refused = client.post(page.request.path, data=page.form())

    assert refused.status_code == 422
    assert "Skriv skälen" in refused.words


def test_rule_k12_recusal_is_suggested_and_declared(client, sign_in, db_session, world):
    made = create_application(
        db_session,
        state=ApplicationState.REGISTERED,
        answers=full_answers(parties={"owner": "Älvby kommun"}),
    )
    world.group_users[3].person.organisation = "Medlefors folkhögskola"
    services.assign(db_session, actor=office(world), application_id=made.id, body_id=world.group.id)
    sign_in(client, world.group_users[3])
    address = page_of(made, "/yttrande")
    page = client.get(address)
    assert "Älvby kommun är huvudman för insatsen" in page.words
    assert "Du arbetar hos Medlefors folkhögskola" in page.words

    values = page.form() | {"stance": "Jäv", "ground": "represents", "do": "send"}
    confirm = client.get(client.post(address, data=values).location)
    assert "Anmäl jäv för Älvby kommun" in confirm.words
    client.post(confirm.request.path, data=confirm.form())

    assert opinion_of(db_session, made, 3).state is OpinionState.RECUSED
    assert "Jävsgrund" in client.get(address).words
    db_session.expire_all()
    assert standing(db_session, made).tally.recused == 1


def test_who_speaks_for_two_members_chooses_which(client, sign_in, db_session, world, application):
    create_seat(
        db_session,
        world.group_users[0].person,
        Role.MEMBER,
        body=world.group,
        member=world.members[4],
    )
    sign_in(client, world.group_users[0])
    address = page_of(application, "/yttrande")
    page = client.get(f"{address}?medlem={world.members[4].id}")

    assert "Från Norrsele kommun" in page.words
    assert "Från Arbetsförmedlingen" in client.get(address).words


def test_others_than_the_groups_members_have_no_opinion_page(
    client, new_client, sign_in, db_session, world, application
):
    address = page_of(application, "/yttrande")
    sign_in(client, world.director)
    assert client.get(address).status_code == 403
    other = create_body(db_session, "Utvecklingsgruppen", BodyKind.PREPARATORY)
    person = world.board_users[9].person
    create_seat(db_session, person, Role.MEMBER, body=other, member=world.members[4])
    stranger = new_client()
    sign_in(stranger, world.board_users[9])
    assert stranger.get(address).status_code == 404
    guest = new_client()
    create_seat(db_session, world.board_users[8].person, Role.MEMBER, body=world.group)
    sign_in(guest, world.board_users[8])
    assert guest.get(address).status_code == 404
    someone = new_client()
    sign_in(someone, world.group_users[0])
    foreign = opinion_of(db_session, application, 1)
    assert someone.get(f"{address}/{foreign.id}/skicka").status_code == 404


def test_the_opinion_page_asks_few_questions(
    client, sign_in, db_session, world, application, counting
):
    sign_in(client, world.group_users[0])
    client.get(page_of(application, "/yttrande"))
    with counting() as seen:
        client.get(page_of(application, "/yttrande"))

    assert len([s for s in seen if s.lstrip().startswith("SELECT")]) <= 18
