"""Beginning an application, and those who write it together."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.applications import queries
from app.applications.domain import ApplicationState, Part
from app.applications.models import (
    Application,
    Collaborator,
)
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.integration.applications.applicant_acts import add_part, open_call


class TestStart:
    def test_without_an_open_call_the_page_says_what_to_do(self, client, fatima):
        assert "Ingen utlysning är öppen" in client.get("/ansokningar/ny").words

    def test_it_begins_in_a_call_with_the_writer_as_the_one_who_leads(
        self, client, db_session, fatima
    ):
        call = open_call(db_session)
        open_call(db_session, title="Bara inbjudna", open_to_all=False)
        page = client.get(f"/ansokningar/ny?utlysning={call.id}")
        assert "Bara inbjudna" not in page.words
        form = {**page.form(), "kind": "pre_study"}
        assert client.post(f"/ansokningar/ny?utlysning={call.id}", data=form).status_code == 303
        (made,) = db_session.scalars(select(Application))
        assert (made.call_id, made.kind, made.on_paper) == (call.id, "pre_study", False)
        (member,) = db_session.scalars(select(Collaborator))
        assert (member.person_id, member.part) == (fatima.id, Part.SUBMIT)

    def test_what_it_is_about_must_be_chosen(self, client, db_session, fatima):
        open_call(db_session)
        page = client.post("/ansokningar/ny", data={"call_id": "1"})
        assert page.status_code == 422
        assert "Välj vad ansökan gäller." in page.words

    def test_an_extension_goes_on_from_what_was_granted(self, client, db_session, fatima):
        earlier = create_application(db_session, applicant=fatima, state=ApplicationState.DECIDED)
        assert "Vägen vidare" in client.get("/ansokningar/ny").words
        address = f"/ansokningar/ny?utgar_fran={earlier.id}"
        page = client.get(address)
        assert page.heading == "Förläng eller ändra en insats"
        client.post(address, data={**page.form(), "kind": "extension"})
        made = db_session.scalars(select(Application).order_by(Application.id.desc())).first()
        assert made.extends_id == earlier.id
        assert made.organisation == "Medlefors folkhögskola"

    def test_somebody_elses_cannot_be_gone_on_from(self, client, db_session, fatima):
        other = create_application(db_session, state=ApplicationState.DECIDED)
        for earlier in (other.id, 999, -1, 10**20):
            assert client.get(f"/ansokningar/ny?utgar_fran={earlier}").status_code == 404

    def test_the_office_writes_for_one_that_came_on_paper(self, office, db_session, world):
        page = office.get("/ansokningar/ny")
        assert page.heading == "Registrera en ansökan på papper"
        office.post("/ansokningar/ny", data={**page.form(), "kind": "new"})
        (made,) = db_session.scalars(select(Application))
        assert made.on_paper
        assert made.call_id is None
        assert queries.collaborators(db_session, made.id) == []

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.AUDITOR])
    def test_others_do_not_apply(self, client, sign_in, world, role):
        sign_in(client, role)
        assert client.get("/ansokningar/ny").status_code == 403


class TestColleagues:
    @pytest.fixture
    def application(self, db_session, fatima):
        return create_application(db_session, applicant=fatima)

    @pytest.fixture
    def people(self, application):
        return f"/ansokningar/{application.id}/medarbetare"

    def invite(self, client, people, **changes):
        form = {
            "given_name": "Arvid",
            "family_name": "Tornberg",
            "email": "arvid@medlefors.example",
            "part": "write",
            **changes,
        }
        return client.post(people, data=form)

    def test_a_colleague_gets_in_by_mail(self, client, db_session, application, people, outbox):
        assert self.invite(client, people).status_code == 303
        words = client.get(people).words
        assert "Arvid Tornberg" in words
        assert len(outbox()) == 2
        assert "Din uppgift: Skriver." in outbox()[1].body

    def test_the_same_person_is_not_added_twice(self, client, application, people):
        self.invite(client, people)
        page = self.invite(client, people)
        assert page.status_code == 422
        assert "Arvid Tornberg arbetar redan med ansökan." in page.words

    def test_a_closed_login_is_not_opened_by_a_colleague(
        self, client, world, application, people, outbox
    ):
        world.auditor.closed_at = kernel_clock.now()
        page = self.invite(client, people, email=world.auditor.email)
        assert page.status_code == 422
        assert "är stängd. Kontakta kansliet" in page.words
        assert outbox() == []

    def test_parts_are_changed_but_somebody_must_be_able_to_submit(
        self, client, db_session, fatima, application, people
    ):
        self.invite(client, people)
        arvid = queries.collaborators(db_session, application.id)[1].person_id
        mine = f"{people}/{fatima.id}/uppgift"
        page = client.post(mine, data={f"p{fatima.id}-part": "comment"})
        assert page.status_code == 422
        assert "Någon måste kunna skicka in ansökan." in page.words

        theirs = f"{people}/{arvid}/uppgift"
        assert client.post(theirs, data={f"p{arvid}-part": "submit"}).status_code == 303
        assert client.post(theirs, data={f"p{arvid}-part": "submit"}).status_code == 303
        assert client.post(mine, data={f"p{fatima.id}-part": "write"}).status_code == 303
        assert client.get(people).status_code == 200
        assert client.post(theirs, data={f"p{arvid}-part": "comment"}).status_code == 404

    def test_a_part_that_does_not_exist_is_refused(self, client, fatima, application, people):
        page = client.post(f"{people}/{fatima.id}/uppgift", data={f"p{fatima.id}-part": "chef"})
        assert page.status_code == 422
        assert "Välj ett av alternativen" in page.words

    def test_a_colleague_is_let_go_after_a_question(
        self, client, db_session, fatima, application, people
    ):
        self.invite(client, people)
        arvid = queries.collaborators(db_session, application.id)[1].person_id
        assert client.get(f"{people}/{arvid}/ta-bort").heading == "Ta bort Arvid Tornberg"
        client.post(f"{people}/{arvid}/ta-bort")
        client.get(people)
        assert "Arvid" not in client.get(people).words
        assert client.get(f"{people}/{arvid}/ta-bort").status_code == 404
        last = client.post(f"{people}/{fatima.id}/ta-bort")
        assert last.status_code == 422

    def test_one_may_leave_oneself(self, client, db_session, fatima, application, people):
        self.invite(client, people, part="submit")
        answer = client.post(f"{people}/{fatima.id}/ta-bort")
        assert answer.headers["Location"] == "/ansokningar"
        assert client.get(f"/ansokningar/{application.id}").status_code == 404

    def test_only_those_who_lead_invite(self, new_client, sign_in, db_session, application, people):
        reader = new_client()
        actor = sign_in(reader, Role.APPLICANT)
        add_part(db_session, application, db_session.get(Person, actor.person_id), Part.WRITE)
        page = reader.get(people)
        assert "Bjud in en kollega" not in page.words
        assert reader.post(people, data={"email": "x@y.se"}).status_code == 404

    def test_nobody_else_sees_them(self, new_client, sign_in, office, application, people):
        assert office.get(people).status_code == 404
        stranger = new_client()
        sign_in(stranger, Role.APPLICANT)
        assert stranger.get(people).status_code == 404
