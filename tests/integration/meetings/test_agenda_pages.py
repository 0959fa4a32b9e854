"""The pages where the agenda is written, without script."""

from __future__ import annotations

from io import BytesIO

import pytest
from werkzeug.datastructures import MultiDict

from app.meetings import queries, services
from app.meetings.domain import MeetingEvent
from app.registry import services as registry
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY, ITEM, item_id


class TestAgenda:
    def test_an_item_is_added_with_its_proposal_and_found_on_the_agenda(
        self, office, db_session, meeting
    ):
        answer = office.post(
            f"{DAY}/dagordning/nytt", data=ITEM | {"clauses-1": "att godkänna", "do": "save"}
        )

        assert answer.status_code == 303
        (item,) = [i for i in queries.agenda(db_session, meeting.id) if i.heading == "Budget 2018"]
        assert item.clauses == ("anslå", "godkänna")
        assert "5 Budget 2018" in office.get(f"{DAY}/dagordning").words

    def test_add_remove_and_move_rows_work_without_script_and_lose_nothing(self, office, meeting):
        path = f"{DAY}/dagordning/nytt"
        page = office.post(path, data=ITEM | {"do": "add"})
        assert (page.value("clauses-0"), page.value("clauses-1")) == ("anslå", "")

        page = office.post(path, data=ITEM | {"clauses-1": "godkänna", "do": "up:1"})
        assert (page.value("clauses-0"), page.value("clauses-1")) == ("godkänna", "anslå")
        page = office.post(path, data=ITEM | {"clauses-1": "godkänna", "do": "down:0"})
        assert page.value("clauses-0") == "godkänna"

        page = office.post(path, data=ITEM | {"do": "remove:0"})
        assert page.value("clauses-0") == ""
        assert page.value("heading") == "Budget 2018"

    def test_rows_of_an_existing_item_change_on_its_page_before_saving(
        self, office, db_session, seed
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"

        page = office.post(path, data=office.get(path).form() | {"do": "add"})

        assert page.value("clauses-1") == ""
        assert len(queries.agenda(db_session, seed.id)[5].clauses) == 1

    def test_twenty_six_att_satser_are_all_kept(self, office, db_session, meeting):
        rows = {f"clauses-{n}": f"punkt {n}" for n in range(26)}

        office.post(f"{DAY}/dagordning/nytt", data=ITEM | rows)

        assert queries.agenda(db_session, meeting.id)[4].clauses == tuple(rows.values())

    def test_an_act_on_a_row_that_is_not_there_saves_nothing_strange(
        self, office, db_session, meeting
    ):
        answer = office.post(f"{DAY}/dagordning/nytt", data=ITEM | {"do": "remove:99"})

        assert answer.status_code == 303
        assert queries.agenda(db_session, meeting.id)[4].clauses == ("anslå",)

    def test_a_matter_under_other_questions_comes_ready_ticked(self, office, meeting):
        page = office.get(f"{DAY}/dagordning/nytt?under=ovriga")

        assert page.form()["subordinate"]

    def test_saving_on_the_way_to_the_annexes_goes_there(self, office, meeting):
        answer = office.post(f"{DAY}/dagordning/nytt", data=ITEM | {"do": "annexes"})

        assert answer.location.endswith("/bilagor")

    def test_an_item_can_point_at_open_matters_but_not_at_a_meetings_own_case(
        self, office, db_session, director, seed
    ):
        sixth = queries.agenda(db_session, seed.id)[5]
        registry.close_case(db_session, actor=director, case_id=sixth.case_id)
        path = f"{DAY}/dagordning"

        def offered(address):
            return [
                option.get("value")
                for select in office.get(address).tree.iter("select")
                for option in select.iter("option")
            ]

        assert str(seed.case_id) not in offered(f"{path}/nytt")
        assert str(sixth.case_id) not in offered(f"{path}/nytt")
        assert str(sixth.case_id) in offered(f"{path}/{sixth.id}"), "it stays where it was chosen"

    def test_an_items_page_has_the_ones_before_and_after(self, office, db_session, seed):
        words = office.get(f"{DAY}/dagordning/{item_id(db_session, seed, '6')}").words

        assert "Ärende 5" in words
        assert "Ärende 7" in words

    def test_autosave_gets_the_version_that_the_next_save_builds_on(self, office, db_session, seed):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        form = office.get(path).form()
        json = {"Accept": "application/json"}

        first = office.post(path, data=form | {"background": "Ett"}, headers=json)
        again = {"background": "Två", "version": first.json["version"]}
        second = office.post(path, data=form | again, headers=json)

        assert (first.status_code, second.status_code) == (200, 200)
        assert first.json["saved_at"] == "12.00"
        assert queries.agenda(db_session, seed.id)[5].background == "Två"

    def test_autosave_of_a_stale_page_is_a_conflict_and_of_a_wrong_one_is_told(
        self, office, db_session, seed
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        form = office.get(path).form()
        json = {"Accept": "application/json"}
        office.post(path, data=form | {"background": "Ett"}, headers=json)

        stale = office.post(path, data=form | {"background": "Två"}, headers=json)
        wrong = office.post(path, data=form | {"heading": ""}, headers=json)

        assert stale.status_code == 409
        assert wrong.status_code == 422
        assert wrong.json["sentences"] == ["Fyll i ärendets rubrik."]

    def test_two_editors_of_one_item_see_both_texts_and_mine_can_be_saved(
        self, office, browser_for, world, db_session, seed
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        other = browser_for(world.administrator)
        mine, theirs = office.get(path).form(), other.get(path).form()
        other.post(path, data=theirs | {"background": "Kollegans text", "clauses-0": "avslå"})

        page = office.post(path, data=mine | {"background": "Min text", "do": "save"})

        assert page.status_code == 409
        assert "Kollegans text" in page.words
        assert "Inga Stolt" in page.words
        office.post(path, data=page.form(path))
        item = queries.agenda(db_session, seed.id)[5]
        assert item.background == "Min text"
        assert "600\u00a0000\u00a0kr" in item.clauses[0]
        assert item.case_number == "2017/0003"
        events = office.get(path).words.partition("Händelser")[2]
        assert "Kollegans text" in events
        assert "Att-sats 1 avslå" in events

    def test_of_autosaved_texts_those_that_took_anothers_place_are_among_the_events(
        self, office, browser_for, world, db_session, seed
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        other, json = browser_for(world.administrator), {"Accept": "application/json"}
        for browser, texts in ((office, ["Ett", "Två"]), (other, ["Tre"]), (office, ["Fyra"])):
            for text in texts:
                form = browser.get(path).form()
                browser.post(path, data=form | {"background": text}, headers=json)

        events = office.get(path).words.partition("Händelser")[2]

        assert [text for text in ("Ett", "Två", "Tre", "Fyra") if text in events] == ["Två", "Tre"]

    def test_items_are_moved_by_buttons_and_by_dragging(self, office, db_session, meeting):
        path = f"{DAY}/dagordning"
        order = [item.id for item in queries.items(db_session, meeting.id)]

        moved = office.post(path, data={"do": f"down:{order[0]}"})
        assert moved.status_code == 303
        dragged = ",".join(str(number) for number in reversed(order))
        answer = office.post(path, data={"order": dragged}, headers={"Accept": "application/json"})

        assert answer.json["rows"][str(order[-1])] == {"number": "1", "note": ""}
        assert answer.json["rows"][str(order[1])] == {"number": "5", "note": "1 att-sats"}
        assert [item.id for item in queries.items(db_session, meeting.id)] == order[::-1]

    @pytest.mark.parametrize("do", ["", "up", "up:x", "sideways:1"])
    def test_a_strange_move_changes_nothing(self, office, db_session, meeting, do):
        before = [item.id for item in queries.items(db_session, meeting.id)]

        assert office.post(f"{DAY}/dagordning", data={"do": do}).status_code == 303
        assert [item.id for item in queries.items(db_session, meeting.id)] == before

    def test_an_item_is_removed_after_a_question(self, office, db_session, seed):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '5')}/ta-bort"
        assert "De 3 bilagorna tas också bort" in office.get(path).words

        office.post(path)

        headings = [item.heading for item in queries.agenda(db_session, seed.id)]
        assert "Årsredovisning och bokslut 2016" not in headings
        assert len(headings) == 12

    def test_when_the_meeting_has_begun_an_item_that_was_being_written_is_not_lost(
        self, office, db_session, world, seed
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        form = office.get(path).form()
        make.send_summons(db_session, world, seed)
        services.step(
            db_session, actor=None, meeting=seed, event=MeetingEvent.OPEN, sentence="öppnade"
        )

        page = office.post(path, data=form | {"background": "Sent skrivet"})

        assert page.status_code == 422
        assert "Sammanträdet har börjat" in page.words
        assert page.value("background") == "Sent skrivet"
        assert office.get(path).status_code == 404
        assert office.get(f"{path}/bilagor").status_code == 404


class TestAnnexes:
    def test_files_are_added_read_renamed_and_removed(self, office, db_session, meeting, world):
        budget = services.add_item(db_session, actor=None, meeting=meeting, heading="Budget").id
        path = f"{DAY}/dagordning/{budget}/bilagor"

        office.post(path, data={"file": (BytesIO(make.PDF), "budget.pdf"), "title": "Budget"})
        two = MultiDict(
            [
                ("file", (BytesIO(make.PDF), "plan.pdf")),
                ("file", (BytesIO(b"text"), "läs mig.txt")),
                ("title", "Används inte"),
            ]
        )
        office.post(path, data=two)

        words = office.get(path).words
        assert "1 Budget" in words
        assert "2 plan" in words
        assert "läs mig" in words
        file = office.get(f"{DAY}/bilaga/1")
        assert file.data == make.PDF
        assert "budget.pdf" in file.headers["Content-Disposition"]

        form = office.get(f"{DAY}/bilaga/1/andra").form()
        office.post(f"{DAY}/bilaga/1/andra", data=form | {"title": "Budgetförslag"})
        office.post(f"{DAY}/bilaga/2/ta-bort")
        words = office.get(path).words
        assert "Budgetförslag" in words
        assert "2 plan" not in words

    def test_a_title_cannot_be_emptied(self, office, db_session, seed):
        page = office.post(f"{DAY}/bilaga/1/andra", data={"title": " "})

        assert page.status_code == 422
        assert "Fyll i bilagans titel." in page.words

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("protokoll.pdf", b"MZ\x90\x00\x03\x00\x00", "Filen protokoll.pdf går inte att läsa"),
            ("budget.docm", b"PK\x03\x04", "innehåller makron"),
            ("program.exe", b"MZ\x90\x00", "kan inte tas emot"),
        ],
    )
    def test_a_file_that_is_not_what_it_says_is_refused_and_the_title_kept(
        self, office, db_session, seed, name, content, sentence
    ):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '9')}/bilagor"
        files = MultiDict(
            [
                ("file", (BytesIO(make.PDF), "bra.pdf")),
                ("file", (BytesIO(content), name)),
                ("title", "Min titel"),
            ]
        )

        page = office.post(path, data=files)

        assert page.status_code == 422
        assert sentence in page.words
        assert page.value("title") == "Min titel"
        assert len(queries.annexes(db_session, seed.id)) == 8, "nothing is half saved"

    def test_no_file_at_all_is_a_sentence(self, office, db_session, seed):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '9')}/bilagor"

        page = office.post(path, data={"title": "Min titel"})

        assert page.status_code == 422
        assert "Välj minst en fil." in page.words

    def test_fifty_megabytes_are_refused_with_advice(self, office, db_session, seed):
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '9')}/bilagor"

        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="stor.pdf"\r\n\r\n'
        body = head + b"%PDF-" + bytes(50 << 20) + b"\r\n--x--\r\n"
        page = office.post(path, data=body, content_type="multipart/form-data; boundary=x")

        assert page.status_code == 413
        assert page.heading == "Filen är för stor"
