"""The office's pages of one application, and the applicant's answer to a request."""

from __future__ import annotations

import pytest

from app.applications import queries
from app.applications.domain import ApplicationState, CompletionState, Outcome
from app.applications.models import Submission
from app.applications.queries.handling import open_request
from app.applications.services import completing, handling
from app.kernel.actor import Role
from app.kernel.tasks import in_order, tasks
from tests.factories.applications import create_application, full_answers
from tests.factories.people import create_login, create_person, create_seat, create_world
from tests.integration.applications.test_handling import DUE, POINTS, change

S = ApplicationState


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


@pytest.fixture
def office_actor(world):
    return world.actor(world.administrator, Role.ADMINISTRATOR)


@pytest.fixture
def fatima(db_session, world):
    person = create_person(db_session, "Fatima Hadad", email="fatima@medlefors.example")
    create_seat(db_session, person, Role.APPLICANT)
    return create_login(db_session, person)


@pytest.fixture
def make(db_session, fatima):
    def one(state=S.SUBMITTED, **values):
        return create_application(db_session, applicant=fatima.person, state=state, **values)

    return one


@pytest.fixture
def ask(db_session, office_actor):
    def one(application, **changes):
        given = {"points": POINTS, "due_on": DUE, **changes}
        return completing.request(
            db_session, actor=office_actor, application_id=application.id, **given
        )

    return one


@pytest.fixture
def browser_for(new_client, sign_in):
    def make_one(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return make_one


@pytest.fixture
def office(browser_for, world):
    return browser_for(world.administrator)


@pytest.fixture
def applicant(browser_for, fatima):
    return browser_for(fatima)


def page_of(application) -> str:
    return f"/ansokningar/{application.id}"


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
        self, office, db_session, make, ask, fatima, world
    ):
        found = make()
        ask(found, points=[("need", "Beskriv behovet.")])
        change(db_session, found, "need", need="Halvskrivet om behovet.")
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
        assert len(alone) <= 30


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

    def test_rule_f5_of_what_is_sent_it_leads_back(self, office, make):
        found = make()
        answer = office.post(f"{page_of(found)}/parter", data={"reason": "Förstudie."})
        assert answer.headers["Location"].endswith(page_of(found))

    @pytest.mark.parametrize("state", [S.DECIDED, S.WITHDRAWN])
    def test_rule_f5_nothing_is_let_through_afterwards(self, office, make, state):
        assert office.get(f"{page_of(make(state))}/parter").status_code == 404


class TestCompletion:
    def test_the_office_asks_part_by_part(self, office, db_session, make, outbox):
        found = make()
        change(db_session, found, men=None)
        address = f"{page_of(found)}/komplettering/ny"
        page = office.get(address)
        form = page.form()
        assert form["point_target_group"] == "Fyll i ”Antal män”."
        assert form["due_on"] == "2017-03-01"
        assert "Skicka begäran till en person" in page.words

        form |= {"point_budget": "Ange lokaler.", "message": "Ring gärna."}
        answer = office.post(address, data=form)
        assert answer.headers["Location"].endswith(f"{page_of(found)}/komplettering/1")
        made = open_request(db_session, found.id)
        assert [(p.key, p.text) for p in made.points] == [
            ("target_group", "Fyll i ”Antal män”."),
            ("budget", "Ange lokaler."),
        ]
        assert len(outbox()) == 1
        page = office.get(f"{page_of(found)}/komplettering/1")
        assert page.heading == "Begäran om komplettering"
        assert "Ta tillbaka begäran" in page.words
        assert "Skicka kompletteringen" not in page.words

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({}, "Skriv vid minst en del vad som saknas"),
            ({"point_budget": "Ange.", "due_on": ""}, "Fyll i senast vilken dag"),
            ({"point_budget": "Ange.", "due_on": "2017-02-30"}, "Datumet 2017-02-30 finns inte"),
            ({"point_budget": "Ange.", "due_on": "2017-02-15"}, "ger den sökande ingen tid"),
            ({"point_budget": "x" * 2001}, "Skriv högst 2000 tecken"),
        ],
    )
    def test_bad_input_is_refused_and_kept(self, office, make, outbox, values, said):
        address = f"{page_of(make())}/komplettering/ny"
        form = office.get(address).form() | {"message": "Ring gärna."}
        page = office.post(address, data=form | values)
        assert page.status_code == 422
        assert said in page.words
        assert page.form()["message"] == "Ring gärna."
        assert outbox() == []

    def test_an_open_request_is_shown_instead_of_a_second(self, office, make, ask):
        found = make()
        ask(found)
        answer = office.get(f"{page_of(found)}/komplettering/ny")
        assert answer.headers["Location"].endswith("/komplettering/1")
        words = office.get(page_of(found)).words
        assert "Väntar på komplettering" in words
        assert "Se begäran om komplettering" in words

    def test_the_document_is_what_was_sent(self, office, applicant, make, ask):
        found = make()
        ask(found)
        address = f"{page_of(found)}/komplettering/1/begaran.docx"
        assert office.get(address).data == applicant.get(address).data
        assert office.get(address).data.startswith(b"PK")
        assert office.get(f"{page_of(found)}/komplettering/2/begaran.docx").status_code == 404

    def test_the_applicant_sees_what_to_change_and_sends_it(
        self, applicant, office, db_session, make, ask
    ):
        found = make()
        ask(found)
        address = f"{page_of(found)}/komplettering/1"
        page = applicant.get(address)
        assert page.heading == "Komplettera ansökan"
        assert "Antalet män saknas." in page.words
        assert page.words.count("Inte ändrad ännu") == 2
        assert "Ta tillbaka begäran" not in page.words

        applicant.post(f"{address}/svara")
        assert "Ingenting är ändrat" in applicant.get(address).words

        change(db_session, found, men=77)
        page = applicant.get(address)
        assert page.words.count("Inte ändrad ännu") == 1
        answer = applicant.post(f"{address}/svara", data=page.form(f"{address}/svara"))
        assert answer.headers["Location"].endswith(page_of(found))
        assert open_request(db_session, found.id) is None
        words = office.get(address).words
        assert "Kompletteringen kom" in words

    def test_the_applicant_writes_on_the_pages_that_were_asked_about_only(
        self, applicant, db_session, make, ask
    ):
        found = make()
        ask(found)
        address = f"{page_of(found)}/komplettering/1"
        part = f"{page_of(found)}/del/target_group"
        assert f'href="{part}"' in applicant.get(address).text
        page = applicant.get(part)
        assert "Antalet män saknas." in page.words
        assert applicant.post(part, data=page.form() | {"men": "77"}).status_code == 303
        assert "Ändrad" in applicant.get(address).words
        other = applicant.post(f"{page_of(found)}/del/need", data={"need": "Annat."})
        assert other.status_code in {403, 409, 422}
        assert queries.answers(db_session, found.id)["need"] == full_answers()["need"]
        applicant.post(f"{address}/svara")
        sent = queries.submission(db_session, found.id, 2).content["sections"]
        assert sent["target_group"]["men"] == 77

    def test_what_must_be_there_is_listed(self, applicant, db_session, make, ask):
        found = make()
        ask(found)
        change(db_session, found, men=None)
        page = applicant.get(f"{page_of(found)}/komplettering/1")
        assert "Det här saknas innan ni kan skicka" in page.words
        assert "Fyll i ”Antal män”." in page.words

    def test_the_difference_is_shown_and_read(
        self, office, applicant, db_session, make, ask, fatima, world
    ):
        found = make()
        ask(found)
        change(db_session, found, men=77)
        completing.answer(
            db_session, actor=world.actor(fatima, Role.APPLICANT), application_id=found.id
        )
        assert "Granska kompletteringen" in office.get(page_of(found)).words
        address = f"{page_of(found)}/skillnad/2"
        page = office.get(address)
        assert page.heading == "Skillnad mellan inskickning 1 och 2"
        assert "<ins>77</ins>" in page.text
        assert "Antal män" in page.words
        assert "Antal kvinnor" not in page.words
        assert "Kompletteringen är granskad" not in applicant.get(address).words

        office.post(f"{page_of(found)}/komplettering/1/granskad")
        assert "Granska kompletteringen" not in office.get(page_of(found)).words
        assert "Se vad som ändrades" in office.get(page_of(found)).words

    def test_a_difference_of_files_alone_says_so(self, office, db_session, make):
        found = make()
        first = queries.submission(db_session, found.id, 1)
        db_session.add(
            Submission(
                application_id=found.id,
                number=2,
                form_version=1,
                content={
                    **first.content,
                    "files": [{"title": "Intyg", "sha256": "a" * 64, "filename": "i.pdf"}],
                },
                sha256="b" * 64,
                submitted_at=first.submitted_at,
                submitted_by="Fatima Hadad",
                file_version_id=first.file_version_id,
            )
        )
        db_session.flush()
        words = office.get(f"{page_of(found)}/skillnad/2").words
        assert "Intyg" in words
        assert "Ny" in words

    @pytest.mark.parametrize("number", [1, 2, 7])
    def test_a_difference_needs_two_submissions(self, office, make, number):
        assert office.get(f"{page_of(make())}/skillnad/{number}").status_code == 404

    def test_the_office_takes_it_back(self, office, make, ask):
        found = make()
        made = ask(found)
        address = f"{page_of(found)}/komplettering/1"
        for said in ("tillbakatagen", "Det går inte i det här läget"):
            office.post(f"{address}/ta-tillbaka")
            assert said in office.get(page_of(found)).words
        assert made.state is CompletionState.WITHDRAWN
        assert "Ingenting behöver kompletteras" in office.get(address).words

    def test_a_late_one_is_red_for_both(self, browser_for, world, fatima, make, ask, clock):
        found = make()
        ask(found)
        clock.stop("2017-03-02 09:00")
        late = "Svaret skulle ha kommit senast"
        assert late in browser_for(fatima).get(f"{page_of(found)}/komplettering/1").words
        words = browser_for(world.administrator).get(page_of(found)).words
        assert "Kompletteringen skulle ha kommit senast 2017-03-01" in words


class TestWhoMay:
    ACTS = (
        "registrera",
        "avskriv",
        "reservera",
        "parter",
        "komplettering/1/ta-tillbaka",
        "komplettering/1/granskad",
        "komplettering/ny",
    )

    @pytest.mark.parametrize("act", ACTS)
    @pytest.mark.parametrize("who", ["applicant", "chair", "member", "auditor", "stranger"])
    def test_only_the_office_handles(
        self, browser_for, db_session, world, make, ask, fatima, who, act
    ):
        found = make()
        ask(found)
        stranger = create_login(
            db_session, create_person(db_session, "Sven Främling", email="sven@annat.example")
        )
        create_seat(db_session, stranger.person, Role.APPLICANT)
        users = {
            "applicant": fatima,
            "chair": world.chair,
            "member": world.group_users[0],
            "auditor": world.auditor,
            "stranger": stranger,
        }
        answer = browser_for(users[who]).post(f"{page_of(found)}/{act}", data={"reason": "Nej."})
        assert answer.status_code in {403, 404}
        assert found.state is S.SUBMITTED
        assert open_request(db_session, found.id) is not None

    @pytest.mark.parametrize("who", ["administrator", "director", "chair", "auditor"])
    def test_only_the_applicant_answers(self, browser_for, db_session, world, make, ask, who):
        found = make()
        ask(found)
        change(db_session, found, men=77)
        answer = browser_for(getattr(world, who)).post(f"{page_of(found)}/komplettering/1/svara")
        assert answer.status_code in {403, 404}
        assert open_request(db_session, found.id) is not None

    @pytest.mark.parametrize("page", ["", "/komplettering/1", "/skillnad/2"])
    def test_another_applicant_finds_nothing(self, browser_for, db_session, make, ask, page):
        found = make()
        ask(found)
        person = create_person(db_session, "Sven Främling", email="sven@annat.example")
        create_seat(db_session, person, Role.APPLICANT)
        other = browser_for(create_login(db_session, person))
        assert other.get(f"{page_of(found)}{page}").status_code == 404

    @pytest.mark.parametrize("number", ["0", "99999999999999999999"])
    def test_a_number_that_no_row_can_have_is_not_found(self, office, make, number):
        assert office.get(f"/ansokningar/{number}").status_code == 404
        assert office.get(f"{page_of(make())}/komplettering/{number}").status_code == 404


class TestTasks:
    def todo(self, db_session, actor, day) -> list[tuple[str, str, bool]]:
        found = in_order([t for many in tasks(db_session, actor, day) for t in many])
        return [
            (task.text, task.due.isoformat() if task.due else "", task.late(day))
            for task in found
            if "/ansokningar/" in task.href
        ]

    def test_rule_o1_what_has_come_is_registered_the_next_working_day(
        self, app, db_session, make, office_actor, clock
    ):
        clock.stop("2017-02-17 16:00")  # a Friday
        make()
        with app.test_request_context():
            known = self.todo(db_session, office_actor, DUE.replace(month=2, day=20))
            late = self.todo(db_session, office_actor, DUE.replace(month=2, day=21))
        assert known == [("Registrera ansökan Vägen vidare", "2017-02-20", False)]
        assert late[0][2]

    def test_an_overdue_completion_is_late_at_the_office(
        self, app, db_session, make, ask, office_actor
    ):
        ask(make(S.REGISTERED))
        with app.test_request_context():
            assert self.todo(db_session, office_actor, DUE) == []
            late = self.todo(db_session, office_actor, DUE.replace(day=2))
        assert late == [("Kompletteringen av Vägen vidare har inte kommit", "2017-03-01", True)]

    def test_an_answer_waits_for_the_office(
        self, app, db_session, make, ask, office_actor, fatima, world
    ):
        found = make(S.REGISTERED)
        ask(found)
        change(db_session, found, men=77)
        completing.answer(
            db_session, actor=world.actor(fatima, Role.APPLICANT), application_id=found.id
        )
        with app.test_request_context():
            known = self.todo(db_session, office_actor, DUE)
        assert known == [("Granska kompletteringen av Vägen vidare", "2017-02-16", True)]

    def test_the_applicant_is_asked_and_nobody_else(
        self, app, db_session, make, ask, fatima, world
    ):
        ask(make())
        me = world.actor(fatima, Role.APPLICANT)
        chair = world.actor(world.chair, Role.CHAIR)
        with app.test_request_context():
            assert ("Komplettera ansökan Vägen vidare", "2017-03-01", False) in self.todo(
                db_session, me, DUE
            )
            assert self.todo(db_session, chair, DUE) == []
