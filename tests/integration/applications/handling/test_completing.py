"""Asking for completion, taking it back, answering it, and the reminders."""

from __future__ import annotations

import pytest

from app.applications import queries
from app.applications.domain import ApplicationState, CompletionState
from app.applications.queries.handling import (
    open_request,
    waiting,
)
from app.applications.queries.sending import attached_files
from app.applications.queries.whole import events
from app.applications.services import completing, handling
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel import history
from app.kernel.errors import DomainError, NotFound
from app.registry import queries as registry
from app.registry.domain import Direction
from tests.factories.applications import create_application, full_answers
from tests.integration.applications.handling import POINTS, code

S = ApplicationState


class TestRequest:
    def test_rule_o2_it_is_written_registered_and_mailed_with_the_document(
        self, db_session, make, ask, outbox
    ):
        found = make()
        made = ask(found, message="Ring gärna.")

        assert (made.number, made.before_number, made.state) == (1, 1, CompletionState.OPEN)
        assert [(p.key, p.text) for p in made.points] == POINTS
        record = registry.records(db_session, found.case_id)[-1]
        assert record.direction is Direction.OUT
        assert record.content == "Begäran om komplettering, svar senast 2017-03-01"
        assert [file.id for file in record.files] == [made.file_version_id]
        (mail,) = outbox()
        assert mail.recipient == "fatima@medlefors.example"
        assert mail.attachments[0]["sha256"] == made.file_version.sha256
        assert "Målgrupp\nAntalet män saknas." in mail.body
        assert f"/ansokningar/{found.id}/komplettering/1" in mail.body
        assert documents.content(made.file_version).startswith(b"PK")

    def test_the_document_says_it_in_the_association_s_words(self, db_session, make, ask):
        found = make()
        data = ask(found).file_version.data
        assert data["inledning"] == (
            "För att kunna bereda ansökan behöver vi att ni kompletterar följande senast den "
            "1 mars 2017."
        )
        assert [point["del"] for point in data["punkter"]] == ["Målgrupp", "Budget"]
        assert data["dnr"] == found.case.number
        assert data["handlaggare"] == "Inga Stolt"

    def test_only_the_pages_asked_about_are_open(self, db_session, make, ask):
        found = make()
        ask(found)
        access = queries.access(db_session, found)
        assert access.completion_open
        assert access.asked == {"target_group", "budget"}
        assert [key for key in ("budget", "goals") if access.opens(key)] == ["budget"]

    def test_there_is_one_at_a_time(self, make, ask):
        found = make()
        ask(found)
        with pytest.raises(DomainError) as refusal:
            ask(found)
        assert code(refusal) == "completion.already_open"

    def test_a_draft_is_not_asked_about(self, make, ask):
        with pytest.raises(DomainError) as refusal:
            ask(make(S.DRAFT))
        assert code(refusal) == "completion.not_now"

    def test_an_applicant_on_paper_gets_it_at_the_address_of_the_form(
        self, db_session, ask, outbox
    ):
        found = create_application(db_session, state=S.SUBMITTED, on_paper=True)
        ask(found)
        assert [mail.recipient for mail in outbox()] == ["fatima@medlefors.example"]


class TestWithdrawRequest:
    def test_the_applicant_is_told_and_the_pages_close(
        self, db_session, make, ask, office_actor, outbox
    ):
        found = make()
        made = ask(found)
        completing.withdraw_request(
            db_session, actor=office_actor, application_id=found.id, number=made.number
        )
        assert made.state is CompletionState.WITHDRAWN
        assert not queries.access(db_session, found).completion_open
        assert outbox()[-1].heading == "Ni behöver inte komplettera ansökan Vägen vidare"
        assert ask(found).number == 2

    def test_it_is_taken_back_once(self, db_session, make, ask, office_actor):
        found = make()
        ask(found)
        known = {"actor": office_actor, "application_id": found.id, "number": 1}
        completing.withdraw_request(db_session, **known)
        with pytest.raises(DomainError) as refusal:
            completing.withdraw_request(db_session, **known)
        assert code(refusal) == "transition.not_allowed"

    def test_what_was_written_and_not_sent_is_put_back_and_kept_in_the_log(
        self, db_session, make, ask, office_actor, applicant_actor, change
    ):
        found = make()
        before = queries.answers(db_session, found.id)
        ask(found)
        change(found, men=77)
        completing.withdraw_request(
            db_session, actor=office_actor, application_id=found.id, number=1
        )
        assert queries.answers(db_session, found.id) == before
        (kept,) = [one for one in history.events(db_session, found) if one.details]
        assert kept.details["replaced"] == [["Målgrupp, Antal män", "77"]]

    def test_the_attachments_are_those_that_were_sent(
        self, db_session, make, ask, office_actor, applicant_actor, attach, change
    ):
        found = make()
        ask(found, points=[("files", "Bifoga intyget.")])
        attach(found, b"Intyg")
        change(found, men=39)
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        (sent,) = attached_files(db_session, found.id)

        ask(found, points=[("files", "Bifoga planen.")])
        sent.removed_at = kernel_clock.now()
        added = attach(found, b"Plan")
        completing.withdraw_request(
            db_session, actor=office_actor, application_id=found.id, number=2
        )
        assert list(attached_files(db_session, found.id)) == [sent]
        assert added.removed_at is not None

    def test_another_number_is_not_found(self, db_session, make, ask, office_actor):
        found = make()
        ask(found)
        with pytest.raises(NotFound):
            completing.withdraw_request(
                db_session, actor=office_actor, application_id=found.id, number=2
            )


class TestAnswer:
    def test_the_earlier_version_stays_beside_the_new_one(
        self, db_session, make, ask, applicant_actor, outbox, change
    ):
        found = make()
        made = ask(found)
        before = queries.submission(db_session, found.id, 1).content["sections"]["target_group"]
        change(found, men=77)
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)

        assert (made.state, made.answer_number) == (CompletionState.ANSWERED, 2)
        first = queries.submission(db_session, found.id, 1).content["sections"]["target_group"]
        second = queries.submission(db_session, found.id, 2).content["sections"]["target_group"]
        assert first == before
        assert second == {**before, "men": 77}
        record = registry.records(db_session, found.case_id)[-1]
        assert record.direction is Direction.IN
        assert record.content == "Komplettering av ansökan, inskickning 2"
        assert outbox()[-1].heading == "Kvitto: komplettering av ansökan Vägen vidare"

    def test_what_must_be_there_is_there(self, db_session, make, ask, applicant_actor, change):
        found = make()
        ask(found)
        change(found, men=None, women=None)
        with pytest.raises(DomainError) as refusal:
            completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert code(refusal) == "completion.still_missing"
        assert open_request(db_session, found.id) is not None

    def test_an_answer_changes_something(self, db_session, make, ask, applicant_actor):
        found = make()
        ask(found)
        with pytest.raises(DomainError) as refusal:
            completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert code(refusal) == "completion.nothing_changed"

    def test_rule_f5_what_the_office_let_through_does_not_stop_the_answer(
        self, db_session, make, ask, applicant_actor, office_actor, change
    ):
        found = make()
        handling.override_parties(
            db_session, actor=office_actor, application_id=found.id, reason="Förstudie."
        )
        ask(found, points=[("parties", "Skriv vad kommunen bidrar med.")])
        rows = full_answers()["parties"]["parties"][:1] * 2
        change(found, "parties", parties=rows)
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert open_request(db_session, found.id) is None

    def test_without_a_request_there_is_nothing_to_answer(self, db_session, make, applicant_actor):
        with pytest.raises(DomainError) as refusal:
            completing.answer(db_session, actor=applicant_actor, application_id=make().id)
        assert code(refusal) == "completion.none_open"

    def test_the_office_reads_it_once(
        self, db_session, make, ask, applicant_actor, office_actor, change
    ):
        found = make()
        ask(found)
        with pytest.raises(DomainError) as refusal:
            completing.mark_read(db_session, actor=office_actor, application_id=found.id, number=1)
        assert code(refusal) == "completion.not_answered"

        change(found, men=77)
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert [row.answer_number for row in waiting(db_session)] == [2]
        for _ in range(2):
            made = completing.mark_read(
                db_session, actor=office_actor, application_id=found.id, number=1
            )
        assert made.read_at is not None
        assert [row.number for row in waiting(db_session)] == [None]
        said = [one.sentence for one in events(db_session, found.id)]
        assert said.count("granskade kompletteringen") == 1

    def test_a_new_file_is_an_answer(self, db_session, make, ask, applicant_actor, attach):
        found = make()
        made = ask(found, points=[("files", "Bifoga intyget.")])
        attach(found, b"Intyg")
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert made.state is CompletionState.ANSWERED
        assert queries.submission(db_session, found.id, 2).content["files"][0]["title"] == "Intyg"

    def test_lists_and_sums_follow_what_has_been_sent(
        self, db_session, make, ask, applicant_actor, change
    ):
        found = make()
        ask(found, points=[("budget", "Sök mindre.")])
        budget = full_answers()["budget"]
        change(found, "budget", applied={**budget["applied"], "2017": 100_000_00})
        before = found.applied_ore
        assert before == 600_000_00
        lowered = before - budget["applied"]["2017"] + 100_000_00
        financing = [
            *budget["financing"],
            {"financier": "Medlefors folkhögskola", "form": "own", "ore": before - lowered},
        ]
        change(found, "budget", financing=financing)
        completing.answer(db_session, actor=applicant_actor, application_id=found.id)
        assert found.applied_ore == lowered


class TestReminders:
    def test_one_is_sent_some_days_before_and_one_after(self, db_session, make, ask, outbox, clock):
        found = make()
        ask(found)
        sent = []
        for day in ("02-20", "02-26", "02-27", "03-02", "03-03", "03-04", "05-01"):
            clock.stop(f"2017-{day} 09:00")
            completing.send_reminders(db_session)
            sent.append(len(outbox()) - 1)
        assert sent == [0, 1, 1, 1, 2, 2, 2]
        first, second = outbox()[1:]
        assert "ska vara hos oss senast den 2017-03-01" in first.body
        assert "skulle ha kommit senast den 2017-03-01" in second.body
        assert f"/ansokningar/{found.id}/komplettering/1" in second.body

    def test_nobody_is_reminded_of_what_has_ended(self, db_session, make, ask, outbox, clock):
        found = make()
        ask(found)
        found.state = S.WITHDRAWN
        clock.stop("2017-03-10 09:00")
        completing.send_reminders(db_session)
        assert len(outbox()) == 1
        assert waiting(db_session) == []
