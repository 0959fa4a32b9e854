"""The applicant's side in the browser: start, colleagues, check, preview, sending, own page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.applications import queries, services
from app.applications.domain import AgreementState, ApplicationState, Outcome, Part, Stage
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    Call,
    Collaborator,
    CompletionPoint,
    CompletionRequest,
    DecisionLetter,
)
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from app.kernel.outbox import queue_mail
from tests.factories import board
from tests.factories.applications import create_application, full_answers
from tests.factories.meetings import create_meeting
from tests.factories.people import create_world

PDF = b"%PDF-1.4\n% en liten skanning\n%%EOF\n"


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session, logins=False)


@pytest.fixture
def applicant(client, sign_in, world):
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def fatima(db_session, applicant):
    person = db_session.get(Person, applicant.person_id)
    person.email = "fatima@medlefors.example"
    return person


@pytest.fixture
def office(new_client, sign_in, world):
    made = new_client()
    sign_in(made, world.director)
    return made


def open_call(session, **values):
    call = Call(
        **{
            "title": "Insatser 2017",
            "text": "Insatser.",
            "opens_on": date(2017, 1, 1),
            "closes_on": date(2017, 3, 31),
            "open_to_all": True,
            "published_at": kernel_clock.now(),
            **values,
        }
    )
    session.add(call)
    session.flush()
    return call


def add_part(session, application, person, part):
    session.add(
        Collaborator(
            application_id=application.id,
            person_id=person.id,
            part=part,
            added_at=kernel_clock.now(),
            added_by="x",
        )
    )
    session.flush()


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
        assert client.get(f"/ansokningar/ny?utgar_fran={other.id}").status_code == 404

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


class TestCheckAndPreview:
    def test_what_is_missing_leads_to_its_question(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(initiative={"summary": ""})
        )
        page = client.get(f"/ansokningar/{application.id}/kontroll")
        assert "1 sak saknas" in page.words
        assert f'href="/ansokningar/{application.id}/del/initiative#summary"' in page.text

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


class TestOwnPage:
    def page(self, client, application):
        return client.get(f"/ansokningar/{application.id}")

    def test_a_draft_leads_on_to_the_first_thing_missing(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(need={"need": ""})
        )
        page = self.page(client, application)
        assert "Fortsätt skriva: Behov och analys" in page.words
        assert "Utkast" in page.words
        assert "Något saknas" in page.words

    def test_a_complete_draft_leads_to_sending(self, client, db_session, fatima):
        call = open_call(db_session)
        application = create_application(db_session, applicant=fatima, call_id=call.id)
        page = self.page(client, application)
        assert "Gå till inskickning" in page.words
        assert "fredag 31 mars 2017" in page.words

    def test_one_that_waits_says_what_is_planned(self, client, db_session, fatima, world):
        create_meeting(db_session, world, held_on=date(2017, 3, 24))
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.REGISTERED
        )
        page = self.page(client, application)
        assert "Ni behöver inte göra något nu." in page.words
        assert "Den väntas tas upp av styrelsen den 24 mars 2017." in page.words
        assert "24 mar" in page.words
        assert "Under beredning" in page.words

    def test_a_request_for_completion_is_the_next_step(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        asked = CompletionRequest(
            application_id=application.id,
            number=1,
            due_on=date(2017, 3, 1),
            sent_at=kernel_clock.now(),
            sent_by="Maj Lindell",
            before_number=1,
            points=[CompletionPoint(position=1, key="budget", text="Fördela på år.")],
        )
        db_session.add(asked)
        db_session.flush()
        page = self.page(client, application)
        assert "Se vad som ska kompletteras" in page.words
        assert "Behöver kompletteras" in page.words

    def test_rule_dec_the_applicant_sees_no_decision_before_the_paragraph_is_attested(
        self, client, db_session, fatima, world
    ):
        application = board.ready(db_session, world, applicant=fatima)
        board.placed(db_session, world, application)
        page = self.page(client, application)
        assert "Väntar på beslut" in page.words
        for word in ("evilja", "vslag", "vslå", "förslag"):
            assert word not in page.words

    @pytest.mark.parametrize(
        ("outcome", "words"),
        [
            (Outcome.GRANTED, "att bevilja er ansökan."),
            (Outcome.GRANTED_IN_PART, "att bevilja er ansökan till en del."),
            (Outcome.REJECTED, "att avslå er ansökan."),
        ],
    )
    def test_the_decision_is_told_when_it_is_made(self, client, db_session, fatima, outcome, words):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.DECIDED, outcome=outcome
        )
        page = self.page(client, application)
        assert words in page.words
        assert "§ 62" in page.words
        assert "Läs beslutet" not in page.words
        decision = db_session.scalars(
            select(ApplicationDecision).where(ApplicationDecision.stage == Stage.DECISION)
        ).one()
        (sent,) = queries.submissions(db_session, application.id)
        db_session.add(
            DecisionLetter(
                decision_id=decision.id,
                file_version_id=sent.file_version_id,
                sent_at=kernel_clock.now(),
            )
        )
        db_session.flush()
        assert "Läs beslutet" in self.page(client, application).words
        # What the factory keeps has no data to read from.
        assert client.get(f"/ansokningar/{application.id}/besked").status_code == 404

    def test_an_agreement_to_sign_is_the_next_step(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.DECIDED
        )
        db_session.add(
            Agreement(
                application_id=application.id, number=1, state=AgreementState.OFFERED, budget={}
            )
        )
        db_session.flush()
        page = self.page(client, application)
        assert "Läs överenskommelsen" in page.words
        address = f"/ansokningar/{application.id}/overenskommelse/las"
        assert client.get(address).status_code == 404

    def test_letters_are_shown_once_though_several_got_them(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        for name in ("Fatima", "Arvid"):
            queue_mail(
                db_session,
                recipient=f"{name}@medlefors.example",
                heading="Kvitto: ansökan 2017/0001",
                body=f"Hej {name}\n\nVi har tagit emot er ansökan.\n\nHälsningar\nX\n\n--\nY",
                subject_type="application",
                subject_id=application.id,
            )
        page = self.page(client, application)
        assert page.words.count("Kvitto: ansökan 2017/0001") == 1
        assert "Vi har tagit emot er ansökan." in page.words

    def test_the_statements_do_not_grow_with_what_has_happened(
        self, client, db_session, fatima, counting
    ):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        address = f"/ansokningar/{application.id}"
        client.get(address)
        db_session.commit()
        with counting() as few:
            client.get(address)
        for number in range(5):
            queue_mail(
                db_session,
                recipient="x@y.example",
                heading=f"Brev {number}",
                body="Hej\n\nx\n\n--\n",
                subject_type="application",
                subject_id=application.id,
            )
            services.freeze(db_session, actor=None, application=application)
        db_session.commit()
        with counting() as many:
            client.get(address)
        assert len(many) == len(few) <= 24
