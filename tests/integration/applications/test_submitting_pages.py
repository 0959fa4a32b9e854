"""Checking, looking through, sending and taking back, in the browser."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from app.accounts.models import Person
from app.applications import queries, services
from app.applications.domain import ApplicationState, Part
from app.kernel.actor import Role
from tests.factories.applications import create_application, full_answers
from tests.factories.meetings import create_meeting
from tests.integration.applications.applicant_acts import (
    PDF,
    add_part,
    ask_for_completion,
    open_call,
)


class TestCheckAndPreview:
    def test_what_is_missing_leads_to_its_question(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(initiative={"summary": ""})
        )
        page = client.get(f"/ansokningar/{application.id}/kontroll")
        assert "1 sak saknas" in page.words
        assert f'href="/ansokningar/{application.id}/del/initiative#summary"' in page.text

    @pytest.mark.parametrize(
        ("kind", "begins"), [("extension", "En förlängning"), ("change", "En ändring")]
    )
    def test_an_extension_or_a_change_of_nothing_is_told_what_to_do_instead(
        self, client, db_session, fatima, kind, begins
    ):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(initiative={"kind": kind})
        )
        sentence = f"{begins} söks från en beviljad insats."
        check = client.get(f"/ansokningar/{application.id}/kontroll")
        assert "1 sak saknas" in check.words
        assert sentence in check.words
        assert f'href="/ansokningar/{application.id}/del/initiative#kind"' in check.text
        part = client.get(f"/ansokningar/{application.id}/del/initiative")
        assert (part.status_code, part.words.count(sentence)) == (200, 2)
        assert 'id="kind-error"' in part.text
        forced = client.post(f"/ansokningar/{application.id}/skicka-in", data={"confirmed": "y"})
        assert forced.status_code == 422
        assert sentence in forced.words

    def test_an_extension_of_what_was_granted_is_complete(self, client, db_session, fatima):
        earlier = create_application(db_session, applicant=fatima, state=ApplicationState.DECIDED)
        application = create_application(
            db_session,
            applicant=fatima,
            answers=full_answers(initiative={"kind": "extension"}),
            extends_id=earlier.id,
        )
        assert "Ansökan är komplett" in client.get(f"/ansokningar/{application.id}/kontroll").words
        assert "kind-error" not in client.get(f"/ansokningar/{application.id}/del/initiative").text

    def test_what_is_only_pointed_out_hinders_nothing(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(target_group={"age_to": 70})
        )
        page = client.get(f"/ansokningar/{application.id}/kontroll")
        assert "Ansökan är komplett" in page.words
        assert "Anmärkning: Åldern går utanför" in page.words
        assert f"/ansokningar/{application.id}/skicka-in" in page.text

    def test_the_preview_is_marked_as_a_draft(self, client, db_session, fatima):
        application = create_application(db_session, applicant=fatima)
        base = f"/ansokningar/{application.id}/forhandsgranska"
        page = client.get(base)
        assert "Utkast. Ansökan är inte inskickad." in page.words
        assert "14\xa0243\xa0734" in page.text
        assert client.get(f"{base}.docx").data.startswith(b"PK")

    def test_while_it_is_completed_the_preview_says_that_the_changes_are_not_sent(
        self, client, db_session, fatima
    ):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        ask_for_completion(db_session, application)
        page = client.get(f"/ansokningar/{application.id}/forhandsgranska")
        assert "Ändringarna är inte inskickade." in page.words
        assert "Gå till inskickning" not in page.words

    def test_an_empty_draft_can_be_looked_at(self, client, db_session, fatima):
        application = create_application(db_session, applicant=fatima, answers={})
        for page in ("", "/kontroll", "/forhandsgranska", "/skicka-in"):
            assert client.get(f"/ansokningar/{application.id}{page}").status_code == 200

    def test_one_that_is_locked_has_no_draft(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.IN_PREPARATION
        )
        for page in ("kontroll", "forhandsgranska", "forhandsgranska.docx"):
            assert client.get(f"/ansokningar/{application.id}/{page}").status_code == 404

    def test_somebody_who_only_comments_gets_no_links_to_write(self, client, db_session, fatima):
        application = create_application(db_session, answers={})
        add_part(db_session, application, fatima, Part.COMMENT)
        page = client.get(f"/ansokningar/{application.id}/kontroll")
        assert "/del/" not in page.text


class TestSubmit:
    @pytest.fixture
    def application(self, db_session, fatima):
        return create_application(db_session, applicant=fatima)

    @pytest.fixture
    def address(self, application):
        return f"/ansokningar/{application.id}/skicka-in"

    def test_it_says_what_happens_and_leads_to_the_receipt(
        self, client, db_session, application, address, outbox, world
    ):
        create_meeting(db_session, world, held_on=date(2017, 3, 24))
        page = client.get(address)
        assert "Det går inte att ändra det som är inskickat" in page.words
        assert "väntas tas upp av styrelsen den 24 mars 2017" in page.words
        unmarked = client.post(address, data=page.form())
        assert unmarked.status_code == 422
        assert "Kryssa i rutan" in unmarked.words

        done = client.post(address, data={**page.form(), "confirmed": "y"})
        assert done.headers["Location"] == f"/ansokningar/{application.id}/kvitto"
        receipt = client.get(done.headers["Location"])
        (sent,) = queries.submissions(db_session, application.id)
        assert application.case.number in receipt.words
        assert sent.sha256 in receipt.words
        assert "den 24 mars 2017" in receipt.words
        assert len(outbox()) == 1
        assert client.get(address).status_code == 303

        frozen = client.get(f"/ansokningar/{application.id}/inskickad/1")
        assert sent.sha256 in frozen.words
        file = client.get(f"/ansokningar/{application.id}/inskickad/1.docx")
        assert file.data.startswith(b"PK")
        assert client.get(f"/ansokningar/{application.id}/inskickad/2").status_code == 404

    def test_what_is_missing_is_listed_in_place_of_the_button(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(initiative={"summary": ""})
        )
        address = f"/ansokningar/{application.id}/skicka-in"
        page = client.get(address)
        assert "Det här saknas" in page.words
        assert "confirmed" not in page.text
        forced = client.post(address, data={"confirmed": "y"})
        assert forced.status_code == 422
        assert "Ansökan är inte komplett" in forced.words

    def test_after_the_last_day_it_says_whom_to_ask(self, client, db_session, fatima):
        call = open_call(db_session, closes_on=date(2017, 2, 14))
        application = create_application(db_session, applicant=fatima, call_id=call.id)
        page = client.get(f"/ansokningar/{application.id}/skicka-in")
        assert "Sista ansökningsdagen har passerat" in page.words
        assert "kansli@alvbygden.example" in page.words
        assert "Kontakta kansliet" in client.get(f"/ansokningar/{application.id}").words

    def test_before_it_is_sent_there_is_no_receipt(self, client, application):
        assert client.get(f"/ansokningar/{application.id}/kvitto").status_code == 404

    def test_only_those_with_the_part_send(
        self, new_client, sign_in, db_session, application, address, office
    ):
        writer = new_client()
        actor = sign_in(writer, Role.APPLICANT)
        add_part(db_session, application, db_session.get(Person, actor.person_id), Part.WRITE)
        assert writer.get(address).status_code == 404
        assert writer.post(address, data={"confirmed": "y"}).status_code == 404
        assert office.get(address).status_code == 404
        words = writer.get(f"/ansokningar/{application.id}").words
        assert "Den av er som får skicka in ansökan gör det." in words

    def test_the_office_sends_one_on_paper_with_its_scan(self, office, db_session, world):
        application = create_application(db_session, on_paper=True)
        address = f"/ansokningar/{application.id}/skicka-in"
        page = office.get(address)
        missing = office.post(address, data={**page.form(), "confirmed": "y"})
        assert missing.status_code == 422
        assert "Fyll i vilken dag ansökan kom in." in missing.words
        form = {**page.form(), "confirmed": "y", "received_on": "2017-02-10"}
        no_scan = office.post(address, data=form)
        assert "Välj den inskannade filen" in no_scan.words
        form["scan"] = (BytesIO(PDF), "ansokan.pdf")
        done = office.post(address, data=form, content_type="multipart/form-data")
        assert done.status_code == 303
        assert "2017/0001" in office.get(done.headers["Location"]).words

    def test_a_later_sending_is_pointed_to(self, client, db_session, fatima, application):
        actor_is = db_session.get(Person, fatima.id)
        assert actor_is is fatima
        application.state = ApplicationState.DRAFT
        services.freeze(db_session, actor=None, application=application)
        services.freeze(db_session, actor=None, application=application)
        page = client.get(f"/ansokningar/{application.id}/inskickad/1")
        assert "Läs den senaste inskickningen" in page.words

    def test_one_that_was_kept_without_its_data_is_read_all_the_same(
        self, client, db_session, fatima
    ):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        page = client.get(f"/ansokningar/{application.id}/inskickad/1")
        assert "Medlefors folkhögskola" in page.words


class TestWithdraw:
    def test_a_draft_is_taken_back_after_a_question(self, client, db_session, fatima):
        application = create_application(db_session, applicant=fatima)
        address = f"/ansokningar/{application.id}/aterta"
        assert "Utkastet stängs" in client.get(address).words
        assert client.post(address, data={"reason": ""}).status_code == 303
        assert "Återtagen" in client.get(f"/ansokningar/{application.id}").words

    def test_after_the_decision_it_is_refused(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.DECIDED
        )
        page = client.post(f"/ansokningar/{application.id}/aterta", data={"reason": ""})
        assert page.status_code == 422
        assert "Återta ansökan" not in client.get(f"/ansokningar/{application.id}").words
