"""Sending, freezing, opening again and taking back, through the services and the database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.applications import queries, services
from app.applications.domain import ApplicationState
from app.applications.domain.sending import fingerprint
from app.applications.models import (
    Application,
    Call,
)
from app.applications.services.collaborating import Colleague, add_collaborator
from app.applications.services.freezing import draft
from app.documents import services as documents
from app.kernel import history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, NotFound, sentence
from app.registry import queries as registry
from tests.factories.applications import create_application, full_answers
from tests.factories.meetings import create_meeting
from tests.factories.people import create_person, create_world

PDF = b"%PDF-1.4\n% en liten skanning\n%%EOF\n"


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session, logins=False)


@pytest.fixture
def fatima(db_session, world):
    person = create_person(db_session, "Fatima Hadad")
    person.email = "fatima@medlefors.example"
    return person


@pytest.fixture
def applicant(fatima):
    return Actor(901, fatima.id, fatima.name, frozenset({(Role.APPLICANT, None)}))


@pytest.fixture
def office(world):
    return world.actor(world.director, Role.DIRECTOR)


def begun(session, fatima=None, **values):
    return create_application(session, applicant=fatima, **values)


def in_call(session, closes_on):
    call = Call(
        title="Insatser 2017",
        text="Insatser.",
        opens_on=date(2017, 1, 1),
        closes_on=closes_on,
        open_to_all=True,
    )
    session.add(call)
    session.flush()
    return call


def planned(session, world, *days):
    """Plan these meetings of the board."""
    for day in days:
        create_meeting(session, world, held_on=day)


class TestSubmit:
    def test_it_gets_a_case_a_frozen_copy_a_record_and_a_receipt(
        self, db_session, fatima, applicant, outbox
    ):
        application = begun(db_session, fatima)

        made = services.submit(
            db_session, actor=applicant, application_id=application.id, link="https://x/ansokan"
        )

        assert application.state is ApplicationState.SUBMITTED
        assert application.case.number == "2017/0001"
        assert application.case.heading == "Ansökan om medfinansiering, Vägen vidare"
        assert made.number == 1
        assert made.sha256 == fingerprint(made.content)
        assert made.content["sections"] == full_answers()
        (record,) = registry.records(db_session, application.case_id)
        assert record.counterpart == "Medlefors folkhögskola"
        assert [file.filename for file in record.files] == ["Ansökan Vägen vidare.docx"]
        (mail,) = outbox()
        assert mail.recipient == "fatima@medlefors.example"
        assert "Vi har tagit emot er ansökan. Den har fått ärendenummer 2017/0001." in mail.body
        assert made.sha256 in mail.body
        assert "https://x/ansokan" in mail.body
        assert "styrelsen" not in mail.body

    def test_the_receipt_promises_what_the_meeting_plan_says(
        self, db_session, world, fatima, applicant, outbox
    ):
        planned(db_session, world, date(2017, 2, 24), date(2017, 3, 24), date(2017, 5, 12))
        application = begun(db_session, fatima)

        services.submit(db_session, actor=applicant, application_id=application.id)

        assert "väntas tas upp av styrelsen den 24 mars 2017" in outbox()[0].body

    def test_the_frozen_file_is_the_word_document_with_the_fingerprint(
        self, db_session, fatima, applicant
    ):
        application = begun(db_session, fatima)
        made = services.submit(db_session, actor=applicant, application_id=application.id)
        content = documents.content(made.file_version)
        assert content.startswith(b"PK")
        assert made.file_version.data["inskickning"]["sha256"] == made.sha256
        assert made.file_version.data["dnr"] == "2017/0001"

    def test_what_is_missing_stops_it_and_nothing_is_half_done(
        self, db_session, fatima, applicant, outbox
    ):
        application = begun(db_session, fatima, answers=full_answers(initiative={"summary": ""}))
        db_session.commit()

        with pytest.raises(DomainError) as refused:
            services.submit(db_session, actor=applicant, application_id=application.id)
        db_session.rollback()

        assert refused.value.details["reasons"] == ["application.incomplete"]
        assert application.state is ApplicationState.DRAFT
        assert application.case_id is None
        assert registry.open_cases(db_session) == []
        assert outbox() == []

    def test_rule_f5_the_office_may_overrule_that_two_party_types_are_needed(
        self, db_session, fatima, applicant
    ):
        rows = [
            {"party_type": "municipality", "name": name, "contribution": "Handledare."}
            for name in ("Norsjö kommun", "Malå kommun")
        ]
        application = begun(db_session, fatima, answers=full_answers(parties={"parties": rows}))
        with pytest.raises(DomainError):
            services.submit(db_session, actor=applicant, application_id=application.id)
        application.parties_override = "Förstudie."
        services.submit(db_session, actor=applicant, application_id=application.id)
        assert application.state is ApplicationState.SUBMITTED

    def test_after_the_last_day_it_is_refused_until_the_office_opens_it(
        self, db_session, fatima, applicant, office, outbox
    ):
        call = in_call(db_session, date(2017, 2, 14))
        application = begun(db_session, fatima, call_id=call.id)
        with pytest.raises(DomainError) as refused:
            services.submit(db_session, actor=applicant, application_id=application.id)
        assert "Kontakta kansliet" in sentence(refused.value)

        services.reopen(
            db_session,
            actor=office,
            application_id=application.id,
            until=date(2017, 2, 16),
            reason="Avbrott i nätet.",
            link="https://x/ansokan",
        )
        assert "till och med den 16 februari 2017" in outbox()[0].body
        services.submit(db_session, actor=applicant, application_id=application.id)
        assert application.state is ApplicationState.SUBMITTED

    def test_a_second_time_is_refused(self, db_session, fatima, applicant):
        application = begun(db_session, fatima)
        services.submit(db_session, actor=applicant, application_id=application.id)
        with pytest.raises(DomainError) as refused:
            services.submit(db_session, actor=applicant, application_id=application.id)
        assert refused.value.code == "transition.not_allowed"

    def test_the_database_keeps_one_sending_per_number(self, db_session, fatima, applicant):
        application = begun(db_session, fatima)
        services.submit(db_session, actor=applicant, application_id=application.id)
        with pytest.raises(IntegrityError), db_session.begin_nested():
            db_session.execute(
                text(
                    "INSERT INTO application_submission (application_id, number, form_version,"
                    " content, sha256, submitted_at, submitted_by, file_version_id)"
                    " SELECT application_id, number, form_version, content, sha256, submitted_at,"
                    " submitted_by, file_version_id FROM application_submission"
                )
            )


class TestFreeze:
    def test_each_is_numbered_and_the_earlier_one_stays(self, db_session, fatima, applicant):
        application = begun(db_session, fatima)
        first = services.submit(db_session, actor=applicant, application_id=application.id)
        row = queries.section_row(db_session, application.id, "initiative")
        row.content = {**row.content, "summary": "Kortare."}
        db_session.flush()

        second = services.freeze(db_session, actor=None, application=application)

        assert (first.number, second.number) == (1, 2)
        assert first.sha256 != second.sha256
        assert second.submitted_by == history.SYSTEM
        assert second.file_version.filename == "Ansökan Vägen vidare 2.docx"

    def test_the_attachments_are_named_with_their_fingerprints(self, db_session, fatima, applicant):
        from app.applications.services.files import add_file

        application = begun(db_session, fatima)
        add_file(
            db_session,
            actor=applicant,
            application_id=application.id,
            filename="avsikt.pdf",
            content=PDF,
        )
        made = services.submit(db_session, actor=applicant, application_id=application.id)
        (file,) = made.content["files"]
        assert file["filename"] == "avsikt.pdf"
        assert len(file["sha256"]) == 64
        (record,) = registry.records(db_session, application.case_id)
        assert len(record.files) == 2

    def test_a_draft_is_printed_with_its_mark_and_the_same_all_day(self, db_session, fatima):
        application = begun(db_session, fatima, answers={})
        first, second = draft(db_session, application), draft(db_session, application)
        assert first.filename == "Ansökan utan namn utkast.docx"
        assert first.rendered.content == second.rendered.content


class TestOnPaper:
    def paper(self, session, **values):
        return begun(session, on_paper=True, **values)

    def scan(self):
        return services.Scan("ansokan.pdf", PDF)

    def test_it_is_registered_as_of_the_day_it_came_with_the_scan(
        self, db_session, world, office, outbox
    ):
        application = self.paper(db_session)
        services.submit(
            db_session,
            actor=office,
            application_id=application.id,
            received_on=date(2017, 2, 10),
            scan=self.scan(),
        )
        (record,) = registry.records(db_session, application.case_id)
        assert record.dated == date(2017, 2, 10)
        assert [file.filename for file in record.files][-1] == "ansokan.pdf"
        assert application.submitted_at.date() == date(2017, 2, 10)
        assert [mail.recipient for mail in outbox()] == ["fatima@medlefors.example"]

    @pytest.mark.parametrize("kind", ["extension", "change"])
    def test_one_that_goes_on_from_nothing_is_not_registered(self, db_session, world, office, kind):
        answers = full_answers(initiative={"kind": kind})
        application = self.paper(db_session, answers=answers)
        with pytest.raises(DomainError) as refused:
            services.submit(
                db_session,
                actor=office,
                application_id=application.id,
                received_on=date(2017, 2, 10),
                scan=self.scan(),
            )
        assert refused.value.details["reasons"] == ["application.incomplete"]

    def test_one_that_came_in_time_is_taken_in_after_the_last_day(self, db_session, world, office):
        call = in_call(db_session, date(2017, 2, 12))
        application = self.paper(db_session, call_id=call.id)
        services.submit(
            db_session,
            actor=office,
            application_id=application.id,
            received_on=date(2017, 2, 12),
            scan=self.scan(),
        )
        assert application.state is ApplicationState.SUBMITTED

    def test_one_that_came_late_needs_a_reason(self, db_session, world, office):
        call = in_call(db_session, date(2017, 2, 9))
        application = self.paper(db_session, call_id=call.id)
        values = {"received_on": date(2017, 2, 10), "scan": self.scan()}
        with pytest.raises(DomainError) as refused:
            services.submit(db_session, actor=office, application_id=application.id, **values)
        assert refused.value.details["reasons"] == ["application.after_last_day"]
        services.submit(
            db_session,
            actor=office,
            application_id=application.id,
            late_reason="Posten var sen.",
            **values,
        )
        assert application.state is ApplicationState.SUBMITTED
        notes = [one.note for one in history.changes(db_session, application)]
        assert notes == ["Posten var sen."]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"received_on": None}, "application.received_missing"),
            ({"received_on": date(2017, 2, 16)}, "application.received_in_future"),
            ({"scan": None}, "application.scan_missing"),
            ({"scan": services.Scan("ansokan.docm", PDF)}, "documents.macros"),
        ],
    )
    def test_what_is_missing_about_its_coming_is_said_beside_the_field(
        self, db_session, world, office, change, code
    ):
        application = self.paper(db_session)
        values = {"received_on": date(2017, 2, 10), "scan": self.scan(), **change}
        with pytest.raises(DomainError) as refused:
            services.submit(db_session, actor=office, application_id=application.id, **values)
        assert refused.value.code == code
        assert refused.value.field in {"received_on", "scan"}

    def test_what_belongs_to_paper_is_refused_for_the_others(self, db_session, fatima, applicant):
        application = begun(db_session, fatima)
        with pytest.raises(DomainError, match="only_paper"):
            services.submit(
                db_session,
                actor=applicant,
                application_id=application.id,
                late_reason="Vi hann inte.",
            )


@pytest.mark.parametrize(
    "state", [ApplicationState.DRAFT, ApplicationState.DECIDED, ApplicationState.WITHDRAWN]
)
def test_rule_dec_nothing_is_promised_when_it_is_not_under_way(db_session, fatima, state):
    application = begun(db_session, fatima, state=state)
    assert services.promised(db_session, application).board_on is None


def test_two_sendings_at_once_are_one(db_session, fatima, applicant):
    application = begun(db_session, fatima)
    services.submit(db_session, actor=applicant, application_id=application.id)
    assert db_session.scalars(select(Application.state)).all() == [ApplicationState.SUBMITTED]
    assert [one.number for one in queries.submissions(db_session, application.id)] == [1]


def test_one_that_does_not_exist_cannot_be_sent(db_session, applicant):
    with pytest.raises(NotFound):
        services.submit(db_session, actor=applicant, application_id=999)


def test_a_colleague_needs_an_address(db_session, fatima, applicant):
    application = begun(db_session, fatima)
    nobody = Colleague("Arvid", "Tornberg", " ")
    with pytest.raises(DomainError, match="collaborator_email_missing"):
        add_collaborator(
            db_session,
            actor=applicant,
            application_id=application.id,
            colleague=nobody,
            link_of=str,
            page="",
        )
