"""Calls as the office keeps them: written, published, people invited, drafts opened again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Person, User
from app.applications.models import Application, Call, Collaborator
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.factories.people import create_person, create_world

ALL = "/ansokningar/utlysningar"
WRITTEN = {
    "title": "Insatser 2017",
    "text": "Insatser för unga.",
    "criteria": "",
    "opens_on": "2017-01-01",
    "closes_on": "2017-03-31",
    "open_to_all": "y",
}
INVITED = {"given_name": "Asta", "family_name": "Forssman", "email": "asta@kommunen.example"}


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session, logins=False)


@pytest.fixture
def office(client, sign_in, world):
    sign_in(client, world.director)
    return client


@pytest.fixture
def call(db_session, world):
    found = Call(
        title="Insatser 2017",
        text="Insatser för unga.",
        opens_on=date(2017, 1, 1),
        closes_on=date(2017, 3, 31),
        open_to_all=True,
        published_at=kernel_clock.now(),
    )
    db_session.add(found)
    db_session.flush()
    return found


class TestWriting:
    def test_an_empty_list_says_what_to_do_first(self, office):
        assert "Ingen utlysning ännu" in office.get(ALL).words

    def test_it_is_written_published_and_taken_down(self, office, db_session):
        made = office.post(f"{ALL}/ny", data={**office.get(f"{ALL}/ny").form(), **WRITTEN})
        one = made.headers["Location"]
        assert "Bara kansliet ser utlysningen" in office.get(one).words
        call = db_session.scalars(select(Call)).one()
        assert office.get(f"/sok-medel/{call.id}").status_code == 404

        office.post(f"{one}/publicera")
        office.post(f"{one}/publicera")
        assert office.get(f"/sok-medel/{call.id}").status_code == 200
        assert "Öppen" in office.get(ALL).words

        office.post(f"{one}/avpublicera")
        office.post(f"{one}/avpublicera")
        assert office.get(f"/sok-medel/{call.id}").status_code == 404
        words = office.get(one).words
        assert "publicerade utlysningen Insatser 2017" in words

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": " "}, "Skriv vad utlysningen heter."),
            ({"text": ""}, "Skriv vad man kan söka medel för."),
            ({"closes_on": "2016-12-31"}, "Sista ansökningsdagen ligger före den första."),
            ({"opens_on": ""}, "Fyll i första dagen att söka."),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, office, db_session, change, words):
        page = office.post(f"{ALL}/ny", data={**WRITTEN, **change})
        assert page.status_code == 422
        assert words in page.words
        assert db_session.scalars(select(Call)).all() == []

    def test_two_who_change_it_at_once_both_see_both_texts(self, office, call):
        address = f"{ALL}/{call.id}/andra"
        first = office.get(address).form()
        second = dict(first)
        assert office.post(address, data={**first, "text": "Ny text."}).status_code == 303
        page = office.post(address, data={**second, "text": "Min text."})
        assert page.status_code == 409
        assert "Ny text." in page.words
        assert "Min text." in page.words

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"title": " "}, "title"), ({"text": " "}, "text")],
    )
    def test_the_service_itself_refuses_what_the_form_would(
        self, db_session, world, changes, field
    ):
        from app.applications.services.calls import CallFacts, create_call
        from app.kernel.errors import DomainError

        facts = {
            "title": "x",
            "text": "y",
            "criteria": "",
            "opens_on": date(2017, 1, 1),
            "closes_on": None,
            "open_to_all": True,
        }
        actor = world.actor(world.director, Role.DIRECTOR)
        with pytest.raises(DomainError) as refused:
            create_call(db_session, actor=actor, facts=CallFacts(**{**facts, **changes}))
        assert refused.value.field == field


class TestInviting:
    def test_a_new_person_gets_a_draft_a_login_and_letters(self, office, db_session, call, outbox):
        address = f"{ALL}/{call.id}/bjud-in"
        assert (
            office.post(address, data={**office.get(address).form(), **INVITED}).status_code == 303
        )
        (application,) = db_session.scalars(select(Application))
        (member,) = db_session.scalars(select(Collaborator))
        assert member.person.name == "Asta Forssman"
        assert [mail.recipient for mail in outbox()] == ["asta@kommunen.example"] * 2
        assert "/inbjudan/" in outbox()[0].body
        assert f"/ansokningar/{application.id}" in outbox()[1].body
        assert "Inte ifylld" in office.get(f"{ALL}/{call.id}").words
        assert office.get(f"/ansokningar/{application.id}").status_code == 404

    def test_somebody_known_gets_the_draft_only(self, office, db_session, world, call, outbox):
        world.auditor.password_hash = "x"
        office.post(f"{ALL}/{call.id}/bjud-in", data={**INVITED, "email": world.auditor.email})
        assert len(outbox()) == 1
        (member,) = db_session.scalars(select(Collaborator))
        assert member.person_id == world.auditor.person_id
        assert len(db_session.scalars(select(User)).all()) == len(
            db_session.scalars(select(Person)).all()
        )

    def test_after_the_last_day_nobody_is_invited(self, office, db_session, call, outbox):
        call.closes_on = date(2017, 2, 14)
        page = office.post(f"{ALL}/{call.id}/bjud-in", data=INVITED)
        assert page.status_code == 422
        assert "tar inte emot ansökningar nu" in page.words
        assert db_session.scalars(select(Application)).all() == []


class TestOpeningAgain:
    @pytest.fixture
    def late(self, db_session, call):
        call.closes_on = date(2017, 2, 14)
        person = create_person(db_session, "Fatima Hadad")
        person.email = "fatima@medlefors.example"
        return create_application(db_session, applicant=person, call_id=call.id)

    def test_a_draft_can_be_let_in_with_a_reason(self, office, call, late, outbox):
        page = office.get(f"{ALL}/{call.id}")
        assert "Öppna igen" in page.words
        address = f"{ALL}/{call.id}/oppna/{late.id}"
        empty = office.post(address, data={"until": "2017-02-20"})
        assert empty.status_code == 422
        assert "Skriv skälet." in empty.words
        done = office.post(address, data={"until": "2017-02-20", "reason": "Sjukdom."})
        assert done.status_code == 303
        assert "öppen till och med 2017-02-20" in office.get(f"{ALL}/{call.id}").words
        assert [mail.recipient for mail in outbox()] == ["fatima@medlefors.example"]

    def test_what_is_not_a_draft_of_the_call_is_not_there(self, office, db_session, call, late):
        other = create_application(db_session)
        assert office.get(f"{ALL}/{call.id}/oppna/{other.id}").status_code == 404
        assert office.get(f"{ALL}/{call.id}/oppna/999").status_code == 404


@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.APPLICANT, Role.AUDITOR])
def test_only_the_office_keeps_calls(client, sign_in, world, call, role):
    sign_in(client, role)
    assert client.get(ALL).status_code == 403
    assert client.get(f"{ALL}/{call.id}").status_code == 403


def test_a_call_that_does_not_exist_is_a_page_that_does_not_exist(office):
    assert office.get(f"{ALL}/999").status_code == 404
