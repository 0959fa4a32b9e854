"""The pages of a request for completion, and of what the answer changed."""

from __future__ import annotations

import pytest

from app.applications import queries
from app.applications.domain import ApplicationState, CompletionState
from app.applications.models import Submission
from app.applications.queries.handling import (
    open_request,
)
from app.applications.services import completing
from app.kernel.actor import Role
from tests.factories.applications import full_answers
from tests.integration.applications.handling import page_of

S = ApplicationState


class TestCompletion:
    def test_the_office_asks_part_by_part(self, office, db_session, make, outbox, change):
        found = make()
        change(found, men=None)
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
        assert "Kompletteringen väntas senast 2017-03-01" in words

    def test_the_document_is_what_was_sent(self, office, applicant, make, ask):
        found = make()
        ask(found)
        address = f"{page_of(found)}/komplettering/1/begaran.docx"
        assert office.get(address).data == applicant.get(address).data
        assert office.get(address).data.startswith(b"PK")
        assert office.get(f"{page_of(found)}/komplettering/2/begaran.docx").status_code == 404

    def test_the_applicant_sees_what_to_change_and_sends_it(
        self, applicant, office, db_session, make, ask, change
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

        change(found, men=77)
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

    def test_what_must_be_there_is_listed(self, applicant, db_session, make, ask, change):
        found = make()
        ask(found)
        change(found, men=None)
        page = applicant.get(f"{page_of(found)}/komplettering/1")
        assert "Det här saknas innan ni kan skicka" in page.words
        assert "Fyll i ”Antal män”." in page.words

    def test_the_difference_is_shown_and_read(
        self, office, applicant, db_session, make, ask, fatima, world, change
    ):
        found = make()
        ask(found)
        change(found, men=77)
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
        page = office.get(f"{address}/ta-tillbaka")
        assert page.heading == "Ta tillbaka begäran om komplettering"
        for said in ("tillbakatagen", "väntar inte på svar längre"):
            office.post(f"{address}/ta-tillbaka", data=page.form())
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
