"""The page of one application: to the office, the board, the auditor."""

from __future__ import annotations

import pytest

from app.applications.domain import ApplicationState, Outcome
from app.applications.services import completing, handling
from app.kernel.actor import Role
from tests.factories.applications import full_answers
from tests.integration.applications.handling import page_of

S = ApplicationState


class TestWorkspace:
    @pytest.mark.parametrize(
        ("state", "word", "next_step"),
        [
            (S.SUBMITTED, "Inkommen", "Registrera ansökan"),
            (S.REGISTERED, "Registrerad", "Lämna till beredning"),
            (S.IN_PREPARATION, "Under beredning", "Läs yttrandena"),
        ],
    )
    def test_the_office_sees_where_it_is_and_the_one_next_step(
        self, office, make, state, word, next_step
    ):
        page = office.get(page_of(make(state)))
        assert page.heading == "Vägen vidare"
        assert word in page.words
        assert next_step in page.words
        assert "Begär komplettering" in page.words

    @pytest.mark.parametrize("state", [s for s in S if s is not S.DRAFT])
    def test_every_state_is_a_sound_page(self, office, make, state):
        page = office.get(page_of(make(state)))
        for label in ("Utkast", "Beredning", "Överens\u00adkommelse", "Händelser"):
            assert label in page.words

    def test_it_holds_the_application_in_short_and_the_answers(self, office, make):
        words = office.get(page_of(make())).words
        for said in (
            "Medlefors folkhögskola",
            "Sökt belopp per år",
            "600 000 kr",
            "Skellefteå",
            "Behov och analys",
            "Fatima Hadad",
            "Inskickning 1",
        ):
            assert said in words

    def test_what_is_missing_leads_to_the_answers(self, office, make):
        found = make(answers=full_answers(target_group={"men": None}))
        page = office.get(page_of(found))
        assert "Målgrupp: Fyll i ”Antal män”." in page.words
        assert 'href="#del-target_group"' in page.text
        assert 'id="del-target_group"' in page.text

    def test_what_is_being_completed_is_not_shown_before_it_is_sent(
        self, office, db_session, make, ask, fatima, world, change
    ):
        found = make()
        ask(found, points=[("need", "Beskriv behovet.")])
        change(found, "need", need="Halvskrivet om behovet.")
        assert "Halvskrivet" not in office.get(page_of(found)).words
        completing.answer(
            db_session, actor=world.actor(fatima, Role.APPLICANT), application_id=found.id
        )
        assert "Halvskrivet" in office.get(page_of(found)).words

    def test_rule_f5_what_the_office_let_through_is_not_missing(
        self, office, db_session, make, office_actor
    ):
        one_slag = full_answers()["parties"]["parties"][:1] * 2
        found = make(answers=full_answers(parties={"parties": one_slag}))
        assert "Minst två slags parter" in office.get(page_of(found)).words
        handling.override_parties(
            db_session, actor=office_actor, application_id=found.id, reason="Förstudie."
        )
        words = office.get(page_of(found)).words
        assert "Minst två slags parter" not in words
        assert "Förstudie." in words

    def test_rule_o1_what_is_not_registered_in_time_is_late(self, browser_for, world, make, clock):
        found = make()
        office = browser_for(world.administrator)
        assert "skulle ha registrerats" not in office.get(page_of(found)).words
        clock.stop("2017-02-17 09:00")
        words = browser_for(world.administrator).get(page_of(found)).words
        assert "Ansökan skulle ha registrerats senast 2017-02-16" in words

    def test_the_case_and_the_application_lead_to_each_other(self, office, make):
        found = make()
        assert f'href="/diarium/{found.case_id}"' in office.get(page_of(found)).text
        page = office.get(f"/diarium/{found.case_id}")
        assert f'href="{page_of(found)}"' in page.text
        assert "Medlefors folkhögskola" in page.words

    def test_the_decision_is_told_when_it_is_attested(self, office, make):
        words = office.get(page_of(make(S.DECIDED, outcome=Outcome.REJECTED))).words
        assert "Avslagen" in words
        assert "§ 62" in words

    def test_the_board_sees_it_from_the_agenda_on_and_only_reads(
        self, browser_for, db_session, world, make
    ):
        board, found = browser_for(world.chair), make(S.READY_FOR_BOARD)
        assert board.get(page_of(found)).status_code == 404
        found.state = S.ON_AGENDA
        page = board.get(page_of(found))
        assert page.heading == "Vägen vidare"
        for act in ("Avskriv", "reserverat", "Det här saknas", "Begär komplettering"):
            assert act not in page.words

    def test_the_auditor_reads_what_has_been_sent(self, browser_for, world, make):
        auditor = browser_for(world.auditor)
        assert auditor.get(page_of(make())).heading == "Vägen vidare"
        assert auditor.get(page_of(make(S.DRAFT))).status_code == 404

    def test_a_draft_is_its_writers_own_except_on_paper(self, office, make):
        assert office.get(page_of(make(S.DRAFT))).status_code == 404
        page = office.get(page_of(make(S.DRAFT, on_paper=True)))
        assert page.heading == "Vägen vidare"

    def test_the_number_of_questions_does_not_grow_with_what_it_holds(
        self, office, db_session, make, ask, counting, office_actor
    ):
        found = make()
        office.get(page_of(found))
        with counting() as alone:
            office.get(page_of(found))
        for _ in range(3):
            made = ask(found)
            completing.withdraw_request(
                db_session, actor=office_actor, application_id=found.id, number=made.number
            )
        ask(found)
        with counting() as more:
            office.get(page_of(found))
        assert len(more) <= len(alone) + 1  # the points of the requests
        assert len(alone) <= 28


class TestActs:
    def test_the_office_registers_it(self, office, db_session, make):
        found = make()
        page = office.get(page_of(found))
        office.post(f"{page_of(found)}/registrera", data=page.form(f"{page_of(found)}/registrera"))
        assert "Ansökan är registrerad." in office.get(page_of(found)).words

    def test_a_refusal_is_said_on_the_page(self, office, make, ask):
        found = make()
        ask(found)
        office.post(f"{page_of(found)}/registrera")
        assert "väntar på svar" in office.get(page_of(found)).words

    def test_the_office_dismisses_with_a_reason(self, office, make, outbox):
        found = make()
        address = f"{page_of(found)}/avskriv"
        page = office.post(address, data=office.get(address).form())
        assert page.status_code == 422
        assert "Skriv varför ansökan avskrivs." in page.words
        answer = office.post(address, data=page.form() | {"reason": "Dubblett."})
        assert answer.status_code == 303
        words = office.get(page_of(found)).words
        assert "Avskriven" in words
        assert "avskrev ansökan: Dubblett." in words
        assert len(outbox()) == 1

    def test_a_second_dismissal_is_refused_on_the_page(self, office, make):
        address = f"{page_of(make(S.DISMISSED))}/avskriv"
        page = office.post(address, data={"reason": "Dubblett."})
        assert page.status_code == 422
        assert "Det går inte i det här läget" in page.words

    def test_the_office_counts_it_as_reserved(self, office, db_session, make):
        found = make()
        for answer, said in (("ja", "räknas som reserverat"), ("nej", "räknas inte längre")):
            office.post(f"{page_of(found)}/reservera", data={"reserverad": answer})
            assert said in office.get(page_of(found)).words
        settled = make(S.CLOSED)
        office.post(f"{page_of(settled)}/reservera", data={"reserverad": "ja"})
        assert "redan avgjord" in office.get(page_of(settled)).words

    def test_rule_f5_the_office_lets_a_draft_through_and_sees_only_its_name(
        self, office, db_session, make
    ):
        found = make(S.DRAFT)
        address = f"{page_of(found)}/parter"
        page = office.get(address)
        assert "Vägen vidare" in page.words
        assert "600 000" not in page.words
        assert office.post(address, data=page.form()).status_code == 422
        answer = office.post(address, data=page.form() | {"reason": "Förstudie."})
        assert answer.headers["Location"].endswith("/parter")
        assert "redan godtagen" in office.get(address).words

    def test_rule_f5_the_applicant_learns_where_to_turn(self, office, applicant, make):
        one_slag = full_answers()["parties"]["parties"][:1] * 2
        found = make(S.DRAFT, answers=full_answers(parties={"parties": one_slag}))
        check = f"{page_of(found)}/kontroll"
        assert f"{page_of(found)}/parter" in applicant.get(check).words
        office.post(f"{page_of(found)}/parter", data={"reason": "Förstudie."})
        words = applicant.get(check).words
        assert "Bara ett slags part" not in words
        assert "Ansökan är komplett" in words

    def test_rule_f5_on_paper_the_office_goes_there_at_once(self, office, make):
        one_slag = full_answers()["parties"]["parties"][:1] * 2
        answers = full_answers(parties={"parties": one_slag})
        found = make(S.DRAFT, answers=answers, on_paper=True)
        page = office.get(f"{page_of(found)}/kontroll")
        assert f'{page_of(found)}/parter">godta ett slags part</a>' in page.text

    def test_rule_f5_of_what_is_sent_it_leads_back(self, office, make):
        found = make()
        answer = office.post(f"{page_of(found)}/parter", data={"reason": "Förstudie."})
        assert answer.headers["Location"].endswith(page_of(found))

    @pytest.mark.parametrize("state", [S.DECIDED, S.WITHDRAWN])
    def test_rule_f5_nothing_is_let_through_afterwards(self, office, make, state):
        assert office.get(f"{page_of(make(state))}/parter").status_code == 404
