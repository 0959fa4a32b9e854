"""A question per capsulam: frozen, asked of every regular, answered, ended, notified (rule PC)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.accounts import services as accounts
from app.accounts.domain import Purpose
from app.association.models import Setting
from app.documents import services as documents
from app.kernel import audit
from app.kernel.errors import DomainError, NotFound
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.minutes.domain import Outcome
from app.minutes.models import Paragraph
from app.per_capsulam import queries, services
from app.per_capsulam.domain import FormAnswer, MatterAnswer, PcState, hash_of
from app.per_capsulam.services import QuestionFacts, verifying, watching
from app.registry import queries as register
from app.sealing import queries as sealing
from tests.factories import board
from tests.factories import meetings as make
from tests.factories.people import PASSWORD, actor_for
from tests.integration.per_capsulam.conftest import FACTS
from tests.support.authenticator import Authenticator

REGULARS = slice(0, 5)
PDF = b"%PDF-1.4\n%%EOF\n"


def refused(code, call):
    with pytest.raises(DomainError) as error:
        call()
    assert error.value.code == code
    return error.value


def test_rule_pc_the_form_is_off_until_the_association_turns_it_on(db_session, world, draft):
    db_session.get_one(Setting, "per_capsulam").value = False
    db_session.flush()
    refused("per_capsulam.off", draft)


def test_rule_pc_every_regular_is_asked_and_no_substitute(db_session, world, asked, outbox):
    names = [voter.name for voter in asked.voters]
    assert names == [user.person.name for user in world.board_users[REGULARS]]
    assert [voter.leads for voter in asked.voters] == [True, False, False, False, False]
    assert len(outbox()) == 5
    assert "Säger någon nej till formen" in outbox()[0].body
    assert asked.case.heading == FACTS["heading"]
    assert hash_of(asked.frozen) == asked.frozen_sha256


def test_rule_pc_what_is_sent_is_frozen(db_session, director, asked):
    facts = QuestionFacts(**FACTS)
    refused(
        "per_capsulam.frozen",
        lambda: services.edit(db_session, actor=director, decision_id=asked.id, facts=facts),
    )
    for statement in (
        f"UPDATE per_capsulam_decision SET heading = 'Annat' WHERE id = {asked.id}",
        f"UPDATE per_capsulam_decision SET frozen = '{{}}' WHERE id = {asked.id}",
        f"UPDATE per_capsulam_voter SET name = 'Annan' WHERE decision_id = {asked.id}",
        f"DELETE FROM per_capsulam_voter WHERE decision_id = {asked.id}",
        f"UPDATE per_capsulam_decision SET state = 'decided' WHERE id = {asked.id}",
    ):
        with pytest.raises(DatabaseError), db_session.begin_nested():
            db_session.execute(text(statement))


def test_rule_pc_nothing_is_sent_while_something_is_lacking(db_session, director, draft):
    found = draft(clauses=[], deadline=date(2017, 2, 15))
    assert services.lacking(db_session, found.id) == [
        "per_capsulam.no_clauses",
        "per_capsulam.deadline_near",
    ]
    error = refused(
        "transition.blocked",
        lambda: services.send(
            db_session, actor=director, decision_id=found.id, nobody_recused=False
        ),
    )
    assert "per_capsulam.recusal" in error.details["reasons"]
    services.edit(db_session, actor=director, decision_id=found.id, facts=QuestionFacts(**FACTS))
    assert services.lacking(db_session, found.id) == []


def test_a_paper_is_part_of_what_is_frozen(db_session, director, draft):
    found = draft()
    values = {"actor": director, "decision_id": found.id}
    kept = services.add_paper(db_session, **values, filename="Ansökan.pdf", content=PDF)
    other = services.add_paper(
        db_session, **values, filename="Annat.pdf", content=PDF + b"\n", title="Yttrande"
    )
    services.remove_paper(db_session, **values, paper_id=other.id)
    with pytest.raises(NotFound):
        queries.paper(db_session, found.id, other.id)
    db_session.expire_all()
    services.send(db_session, **values, nobody_recused=True)
    assert kept.title == "Ansökan"
    assert kept.file_version.sha256 in found.frozen
    refused(
        "per_capsulam.frozen",
        lambda: services.remove_paper(db_session, **values, paper_id=kept.id),
    )


def test_rule_pc_all_answers_decide_and_the_votes_are_printed(
    db_session, world, asked, say, outbox
):
    *first, last = world.board_users[REGULARS]
    for user in first:
        assert say(user, asked).state is PcState.ASKED
    found = say(last, asked, matter=MatterAnswer.NO, statement="Inom kommunens egen ram.")

    assert (found.state, found.label, found.carried) == (
        PcState.DECIDED,
        "Per capsulam 1/2017",
        True,
    )
    said = found.file_version.data
    assert said["utfall"].endswith("I saken svarade de 4 ja och 1 nej.")
    assert [row["sak"] for row in said["svar"]] == ["Ja", "Ja", "Ja", "Ja", "Nej"]
    assert said["yttranden"] == [f"{last.person.name}: Inom kommunens egen ram."]
    assert said["att"] == ["bevilja 180 000 kr"]
    (record,) = register.records(db_session, found.case_id)
    assert record.content == "Per capsulam 1/2017, Medfinansiering av föräldrakurs"
    assert sealing.export_of(db_session, found.file_version_id, sealed=True) is not None
    rows = meetings.waiting(db_session, body_id=world.board.id, day=date(2017, 2, 24))
    assert [row.heading for row in rows] == [f"{found.label}, {found.heading}"]
    assert "4 ja och 1 nej" in outbox()[-1].body
    assert [one.id for one in queries.of_case(db_session, found.case_id)] == [found.id]
    for statement in (
        f"UPDATE per_capsulam_decision SET carried = NOT carried WHERE id = {found.id}",
        f"UPDATE per_capsulam_answer SET matter = 'yes' WHERE decision_id = {found.id}",
        f"DELETE FROM per_capsulam_answer WHERE decision_id = {found.id}",
    ):
        with pytest.raises(DatabaseError), db_session.begin_nested():
            db_session.execute(text(statement))


def test_a_proposal_that_falls_is_a_decision_too(db_session, world, asked, say):
    for user in world.board_users[REGULARS]:
        found = say(user, asked, matter=MatterAnswer.NO)
    assert found.carried is False
    assert found.file_version.data["att"] == []
    assert found.file_version.data["beslut_inledning"] == "Förslaget har fallit."


@pytest.mark.parametrize(
    ("form", "because"),
    [(FormAnswer.NO, "sade nej till formen"), (FormAnswer.RECUSED, "är jävig")],
)
def test_rule_pc_one_no_to_the_form_stops_it_and_everybody_is_told(
    db_session, world, asked, say, outbox, form, because
):
    say(world.board_users[0], asked)
    found = say(world.board_users[1], asked, form=form, matter=None)
    assert found.state is PcState.STOPPED
    assert because in found.ended_because
    told = outbox()[5:]
    assert len(told) == 7  # five regulars and the office
    assert "kort sammanträde på distans" in told[0].body
    refused("per_capsulam.not_asked", lambda: say(world.board_users[2], asked))


def test_rule_pc_an_answer_is_given_once_by_who_was_asked(db_session, world, asked, say):
    say(world.board_users[0], asked)
    refused("per_capsulam.answered", lambda: say(world.board_users[0], asked))
    refused("per_capsulam.not_a_voter", lambda: say(world.board_users[5], asked))
    refused("per_capsulam.no_matter", lambda: say(world.board_users[1], asked, matter=None))
    refused("accounts.wrong_code", lambda: say(world.board_users[1], asked, code="000000"))
    first = asked.voters[0].id
    for values in (
        f"{asked.id}, {first}, '{asked.frozen_sha256}', 'yes', 'yes'",  # twice
        f"{asked.id}, {first + 1}, '{'0' * 64}', 'yes', 'yes'",  # about something else
        f"{asked.id}, 9999, '{asked.frozen_sha256}', 'yes', 'yes'",  # by nobody who was asked
        f"{asked.id}, {first + 1}, '{asked.frozen_sha256}', 'yes', NULL",  # half an answer
    ):
        with pytest.raises(DatabaseError), db_session.begin_nested():
            db_session.execute(
                text(
                    "INSERT INTO per_capsulam_answer (decision_id, voter_id, frozen_sha256, form,"
                    " matter, statement, answered_at, assurance)"
                    f" VALUES ({values}, '', '2017-02-16 10:00:00', 'password')"
                )
            )


def test_rule_pc_a_passkey_answers_only_the_question_it_was_asked_about(
    db_session, world, draft, director, say, asked
):
    user = world.board_users[0]
    actor = actor_for(user)
    key = Authenticator("http://127.0.0.1:8000", "127.0.0.1")
    accounts.add_passkey(
        db_session,
        actor=actor,
        password=PASSWORD,
        name="Telefonen",
        credential=key.create(accounts.begin_registration(db_session, actor=actor)),
    )
    other = draft(heading="En annan fråga")
    services.send(db_session, actor=director, decision_id=other.id, nobody_recused=True)
    options = accounts.begin_assertion(
        db_session, actor=actor, purpose=Purpose.SIGN, bound_to=asked.frozen_sha256
    )
    assertion = key.get(options)
    refused("accounts.passkey_lapsed", lambda: say(user, other, assertion=assertion))
    say(user, asked, assertion=assertion)
    assert queries.decision(db_session, asked.id).answers[0].assurance == "password_passkey"


def test_who_has_not_answered_is_reminded_once_and_then_it_lapses(
    db_session, world, asked, say, outbox, clock
):
    for user in world.board_users[0:3]:
        say(user, asked)
    services.watch_deadlines(db_session)
    clock.stop("2017-02-20T06:00")
    services.watch_deadlines(db_session)
    assert len(outbox()) == 5
    clock.stop("2017-02-20T08:00")
    services.watch_deadlines(db_session)
    services.watch_deadlines(db_session)
    assert [mail.heading for mail in outbox()[5:]] == [f"Påminnelse: {asked.heading}"] * 2
    clock.stop("2017-02-22T23:00")
    services.watch_deadlines(db_session)
    assert asked.state is PcState.ASKED
    clock.stop("2017-02-23T00:30")
    services.watch_deadlines(db_session)
    assert asked.state is PcState.LAPSED
    silent = ", ".join(user.person.name for user in world.board_users[3:5])
    assert asked.ended_because == f"Svar saknades från {silent} när svarstiden gick ut."


def test_a_question_in_a_case_that_there_is_opens_no_new_one(db_session, director, draft, asked):
    other = draft(heading="En fråga till", case_id=asked.case_id)
    services.send(db_session, actor=director, decision_id=other.id, nobody_recused=True)
    assert other.case_id == asked.case_id


def test_what_has_ended_while_the_worker_looked_does_not_lapse(db_session, director, asked):
    services.withdraw(db_session, actor=director, decision_id=asked.id, reason="Fel.")
    watching._lapse(db_session, asked)
    assert asked.state is PcState.WITHDRAWN


def test_one_silent_member_is_named(db_session, world, asked, say, outbox, clock):
    for user in world.board_users[0:4]:
        say(user, asked)
    world.board_users[4].person.email = ""
    clock.stop("2017-02-21T08:00")
    services.watch_deadlines(db_session)
    assert len(outbox()) == 5  # nowhere to send it


def test_a_question_is_taken_back_with_a_reason(db_session, director, draft, asked, outbox):
    refused(
        "per_capsulam.no_withdrawal_reason",
        lambda: services.withdraw(db_session, actor=director, decision_id=asked.id, reason=" "),
    )
    services.withdraw(db_session, actor=director, decision_id=asked.id, reason="Fel belopp.")
    assert asked.state is PcState.WITHDRAWN
    assert "Fel belopp. Inget beslut har fattats." in outbox()[-1].body
    before = len(outbox())
    services.withdraw(db_session, actor=director, decision_id=draft().id, reason="Onödig.")
    assert len(outbox()) == before


def decided(world, asked, say):
    for user in world.board_users[REGULARS]:
        found = say(user, asked)
    return found


def take_up(db_session, director, world):
    meeting = make.create_meeting(db_session, world)
    (row,) = meetings.waiting(db_session, body_id=world.board.id, day=meeting.held_on)
    item = meeting_services.take_up(db_session, actor=director, meeting=meeting, waiting_id=row.id)
    meeting_services.wait(
        db_session,
        actor=director,
        body_id=world.board.id,
        reason="wished",
        kind="decision",
        heading="Annat",
    )
    wished = meetings.waiting(db_session, body_id=world.board.id, day=meeting.held_on)[-1]
    meeting_services.take_up(db_session, actor=director, meeting=meeting, waiting_id=wished.id)
    board.opened(db_session, world, meeting)
    return meeting, item


def test_rule_pc_it_is_unreported_until_its_paragraph_is_attested(
    db_session, world, director, asked, say
):
    found = decided(world, asked, say)
    meeting, _ = take_up(db_session, director, world)
    assert queries.unreported(db_session) == [found]
    board.attested(db_session, world, meeting)
    assert (found.notified_in or "").startswith("§ ")
    assert queries.unreported(db_session) == []


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, None])
def test_rule_pc_what_the_meeting_did_not_treat_waits_again(
    db_session, world, director, asked, say, outcome
):
    found = decided(world, asked, say)
    meeting, item = take_up(db_session, director, world)
    own = select(Paragraph).where(
        Paragraph.meeting_id == meeting.id, Paragraph.agenda_item_id == item.id
    )
    paragraph = db_session.scalars(own).one()
    if outcome:
        paragraph.outcome = outcome
    else:
        paragraph.agenda_item_id = None
    board.attested(db_session, world, meeting)
    assert queries.unreported(db_session) == [found]


class TestVerifying:
    def findings(self, db_session):
        return [
            finding.sentence
            for verified in services.verify_answers(db_session)
            for finding in verified.findings
        ]

    def test_nothing_is_wrong_with_what_was_left_alone(
        self, db_session, world, director, draft, asked, say
    ):
        assert self.findings(db_session) == []
        other = draft(heading="Med en handling")
        values = {"actor": director, "decision_id": other.id}
        services.add_paper(db_session, **values, filename="A.pdf", content=PDF)
        services.send(db_session, **values, nobody_recused=True)
        decided(world, other, say)
        decided(world, asked, say)
        assert self.findings(db_session) == []
        assert services.verify_answers in list(audit.verifications)

    def test_a_changed_question_and_a_lost_document_are_named(
        self, db_session, world, director, draft, say, monkeypatch
    ):
        found = draft()
        services.add_paper(
            db_session, actor=director, decision_id=found.id, filename="A.pdf", content=PDF
        )
        db_session.expire_all()
        services.send(db_session, actor=director, decision_id=found.id, nobody_recused=True)
        decided(world, found, say)

        def lost(_file):
            raise FileNotFoundError

        monkeypatch.setattr(documents, "content", lost)
        with db_session.no_autoflush:
            found.frozen, found.answers[0].frozen_sha256 = "{}", "0" * 64
            said = [finding.sentence for finding in verifying._faults(found)]
        db_session.rollback()
        assert said == [
            "Den låsta frågan har ändrats sedan den skickades.",
            "Ett svar gäller en annan fråga än den som är låst.",
            "Handlingen A hörde inte till den låsta frågan.",
            "Beslutet Per capsulam 1/2017 är ändrat eller borta.",
        ]
