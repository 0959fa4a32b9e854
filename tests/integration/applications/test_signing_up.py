"""Beginning an application from the public pages: a one-time link, limits, nothing given away."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Invitation, Person, User
from app.applications.domain.calls import SIGN_UPS_PER_ADDRESS, SIGN_UPS_PER_EMAIL
from app.applications.models import Application, Call, Collaborator, SignUp
from app.applications.services import signing_up
from app.association import queries as association
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories.people import PASSWORD, create_world

ASKED = {"given_name": "Fatima", "family_name": "Hadad", "email": "Fatima@Medlefors.example"}
_LINK = re.compile(r"https?://[^/\s]+(/sok-medel/borja/\S+)")


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


@pytest.fixture
def call(db_session, world):
    found = Call(
        title="Insatser 2017",
        text="Insatser för unga.\n- Vi vill ha fler försök.",
        criteria="Samverkan väger tungt.",
        opens_on=date(2017, 1, 1),
        closes_on=date(2017, 3, 31),
        open_to_all=True,
        published_at=kernel_clock.now(),
    )
    db_session.add(found)
    db_session.flush()
    return found


def ask(client, call, **changes):
    address = f"/sok-medel/{call.id}/ansok"
    client.get(address)
    return client.post(address, data={**ASKED, **changes})


def link_in(mail):
    found = _LINK.search(mail.body)
    assert found, mail.body
    return found[1]


class TestPublicPages:
    def test_the_start_page_and_the_menu_lead_to_the_call(self, client, call):
        start = client.get("/")
        assert "Sök medel" in start.words
        listed = client.get("/sok-medel")
        assert "Insatser 2017" in listed.words
        page = client.get(f"/sok-medel/{call.id}")
        assert page.heading == "Insatser 2017"
        assert "Samverkan väger tungt." in page.words
        assert "fredag 31 mars 2017" in page.words

    def test_without_a_call_the_page_says_so(self, client, world):
        assert "Ingen utlysning är öppen just nu" in client.get("/sok-medel").words

    @pytest.mark.parametrize("change", [{"open_to_all": False}, {"published_at": None}])
    def test_drafts_and_invitations_are_not_there(self, client, db_session, call, change):
        for name, value in change.items():
            setattr(call, name, value)
        db_session.flush()
        for page in ("", "/ansok", "/brevet"):
            assert client.get(f"/sok-medel/{call.id}{page}").status_code == 404

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"opens_on": date(2017, 3, 1)}, "Utlysningen öppnar onsdag 1 mars 2017"),
            ({"closes_on": date(2017, 2, 14)}, "Sista ansökningsdagen har passerat"),
        ],
    )
    def test_outside_its_days_nobody_can_begin(
        self, client, db_session, call, change, words, outbox
    ):
        for name, value in change.items():
            setattr(call, name, value)
        db_session.flush()
        assert words in client.get(f"/sok-medel/{call.id}").words
        assert "tar inte emot ansökningar nu" in client.get(f"/sok-medel/{call.id}/ansok").words
        assert ask(client, call).status_code == 422
        assert outbox() == []


class TestTheLink:
    def test_from_a_name_to_a_draft(self, client, db_session, call, outbox):
        assert ask(client, call).headers["Location"] == f"/sok-medel/{call.id}/brevet"
        assert client.get(f"/sok-medel/{call.id}/brevet").heading == "Vi har skickat ett brev"
        (mail,) = outbox()
        assert mail.recipient == "fatima@medlefors.example"
        assert db_session.scalar(select(User).where(User.email == mail.recipient)) is None

        path = link_in(mail)
        page = client.get(path)
        assert "Välkommen, Fatima Hadad" in page.words
        assert db_session.scalar(select(func.count()).select_from(Application)) == 0

        gone_on = client.post(path)
        assert gone_on.status_code == 303
        assert gone_on.headers["Location"].startswith("/inbjudan/")
        (application,) = db_session.scalars(select(Application))
        assert application.call_id == call.id
        (member,) = db_session.scalars(select(Collaborator))
        assert member.person.name == "Fatima Hadad"
        seats = association.seats_of_person(db_session, member.person_id, kernel_clock.today())
        assert seats == {(Role.APPLICANT, None)}

        chosen = client.get(gone_on.headers["Location"]).form()
        chosen |= {"password": PASSWORD, "again": PASSWORD}
        assert client.post(gone_on.headers["Location"], data=chosen).status_code == 303
        assert client.get(f"/ansokningar/{application.id}").status_code == 200

    def test_it_can_be_used_once(self, client, db_session, call, outbox):
        ask(client, call)
        path = link_in(outbox()[0])
        client.post(path)
        for again in (client.get(path), client.post(path)):
            assert again.status_code == 410
            assert "Länken har redan använts" in again.words
        assert db_session.scalar(select(func.count()).select_from(Application)) == 1

    def test_it_lapses_after_a_week(self, client, call, outbox, clock):
        ask(client, call)
        clock.move(days=8)
        page = client.get(link_in(outbox()[0]))
        assert page.status_code == 410
        assert "Länken har gått ut" in page.words

    def test_an_unknown_one_says_what_to_do(self, client, call):
        page = client.get("/sok-medel/borja/" + "a" * 43)
        assert page.status_code == 410
        assert "Länken är inte giltig" in page.words

    def test_the_call_may_have_closed_in_the_meantime(self, client, db_session, call, outbox):
        ask(client, call)
        call.closes_on = date(2017, 2, 14)
        db_session.flush()
        page = client.post(link_in(outbox()[0]))
        assert page.status_code == 410
        assert "tar inte emot ansökningar nu" in page.words

    def test_somebody_who_has_got_a_login_since_logs_in(
        self, client, db_session, world, call, outbox
    ):
        ask(client, call)
        world.auditor.email = ASKED["email"].lower()
        db_session.flush()
        answer = client.post(link_in(outbox()[0]))
        (application,) = db_session.scalars(select(Application))
        assert answer.headers["Location"] == f"/ansokningar/{application.id}"
        (member,) = db_session.scalars(select(Collaborator))
        assert member.person_id == world.auditor.person_id

    def test_only_a_hash_of_the_token_is_kept(self, client, db_session, call, outbox):
        ask(client, call)
        token = link_in(outbox()[0]).rpartition("/")[2]
        (row,) = db_session.scalars(select(SignUp))
        assert token not in {row.token_hash, row.email, row.given_name}
        assert len(row.token_hash) == 64


class TestNothingIsGivenAway:
    def test_a_known_address_gets_the_same_answer_and_another_letter(
        self, client, db_session, world, call, outbox
    ):
        unknown = ask(client, call)
        known = ask(client, call, email=world.director.email)
        assert known.headers["Location"] == unknown.headers["Location"]
        mail = outbox()[1]
        assert "Du har redan en inloggning" in mail.body
        assert f"/ansokningar/ny?utlysning={call.id}" in mail.body
        assert db_session.scalars(select(SignUp.token_hash).order_by(SignUp.id)).all()[1] is None

    def test_a_closed_login_is_not_opened_by_anybody_but_the_office(
        self, client, db_session, world, call, outbox
    ):
        world.director.closed_at = kernel_clock.now()
        db_session.flush()
        answer = ask(client, call, email=world.director.email)
        assert answer.status_code == 303
        assert outbox() == []
        assert db_session.scalar(select(func.count()).select_from(Invitation)) == 0

    def test_the_same_address_gets_a_few_letters_an_hour_and_the_page_does_not_say(
        self, client, call, outbox, clock
    ):
        for _ in range(SIGN_UPS_PER_EMAIL + 2):
            assert ask(client, call).status_code == 303
        assert len(outbox()) == SIGN_UPS_PER_EMAIL
        clock.move(hours=2)
        ask(client, call)
        assert len(outbox()) == SIGN_UPS_PER_EMAIL + 1

    def test_one_place_cannot_ask_without_end(self, client, call, outbox):
        for number in range(SIGN_UPS_PER_ADDRESS):
            ask(client, call, email=f"person{number}@medlefors.example")
        page = ask(client, call, email="en.till@medlefors.example")
        assert page.status_code == 429
        assert "Vänta en timme" in page.words
        assert len(outbox()) == SIGN_UPS_PER_ADDRESS

    def test_questions_that_nobody_went_on_with_are_removed(self, client, db_session, call, clock):
        ask(client, call)
        clock.move(days=40)
        call.closes_on = None
        ask(client, call, email="ny@medlefors.example")
        signing_up.tidy(db_session)
        assert db_session.scalars(select(SignUp.email)).all() == ["ny@medlefors.example"]


def test_what_is_missing_stands_beside_the_field(client, db_session, call):
    page = ask(client, call, email="fatima", family_name="")
    assert page.status_code == 422
    assert "Fyll i efternamnet." in page.words
    assert "Skriv e-postadressen med @" in page.words
    assert page.value("given_name") == "Fatima"
    assert db_session.scalar(select(func.count()).select_from(Person)) > 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE application_sign_up SET token_hash = NULL, consumed_at = created_at",
        "UPDATE application_call SET closes_on = '2016-12-31'",
        "UPDATE application_call SET title = ''",
    ],
)
def test_the_database_refuses_what_goes_around_the_service(client, db_session, call, change):
    ask(client, call)
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(text(change))
