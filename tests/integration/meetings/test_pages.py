"""The pages of meetings as people meet them, without script."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from werkzeug.datastructures import MultiDict

from app.kernel.actor import Role
from app.meetings import queries, services
from app.meetings.domain import MeetingEvent, MeetingState
from app.registry import services as registry
from tests.factories import meetings as make
from tests.integration.meetings.conftest import DAY

NEW = {
    "held_on": "2017-02-24",
    "starts_at": "09:00",
    "ends_at": "15:00",
    "place": "Kansliet, Storgatan 1",
    "details": "Lunch kl. 12",
    "digital_link": "",
    "convener_id": "0",
}
ITEM = {"heading": "Budget 2018", "kind": "decision", "background": "Text", "clauses-0": "anslå"}


@pytest.fixture
def seed(db_session, world):
    return make.create_seed_meeting(db_session, world)


def item_id(db_session, meeting, label):
    return next(i.id for i in queries.agenda(db_session, meeting.id) if i.label == label)


class TestPlanning:
    def test_the_office_plans_a_meeting_and_lands_on_its_page(self, office, db_session):
        answer = office.post("/sammantraden/nytt", data=NEW)

        assert answer.status_code == 303
        page = office.get(answer.location)
        assert page.heading == "Styrelsen fredag 24 februari 2017"
        assert "Skriv dagordningen" in page.words
        assert queries.meeting_on(db_session, date(2017, 2, 24)).details == "Lunch kl. 12"

    def test_the_form_suggests_oneself_as_the_one_who_calls(self, office, world):
        page = office.get("/sammantraden/nytt")

        assert page.value("convener_id") == str(world.director.person_id)

    def test_the_form_suggests_the_hours_and_place_of_the_latest_meeting(self, office, meeting):
        page = office.get("/sammantraden/nytt")

        assert (page.value("starts_at"), page.value("ends_at")) == ("09:00", "15:00")
        assert page.value("place") == "Kansliet, Storgatan 1, Älvby"
        assert page.value("held_on") == ""

    def test_the_form_of_a_meeting_shows_what_is_saved_and_changes_it(
        self, office, db_session, meeting
    ):
        form = office.get(f"{DAY}/andra").form()
        assert (form["held_on"], form["starts_at"]) == ("2017-02-24", "09:00")

        answer = office.post(f"{DAY}/andra", data=form | {"held_on": "2017-02-27"})

        assert answer.location.endswith("/sammantraden/2017-02-27")
        assert queries.meeting_on(db_session, date(2017, 2, 27)).id == meeting.id

    def test_two_who_change_the_place_see_both(self, office, browser_for, world, meeting):
        other = browser_for(world.administrator)
        mine = office.get(f"{DAY}/andra").form()
        theirs = other.get(f"{DAY}/andra").form()
        other.post(f"{DAY}/andra", data=theirs | {"place": "Norsjö kommunalhus"})

        page = office.post(f"{DAY}/andra", data=mine | {"place": "Malå"})

        assert page.status_code == 409
        assert "Norsjö kommunalhus" in page.words
        assert page.value("place") == "Malå"
        saved = office.post(f"{DAY}/andra", data=page.form(f"{DAY}/andra"))
        assert saved.status_code == 303
        assert "Malå" in office.get(DAY).words

    def test_the_year_lists_the_next_meeting_first_and_groups_the_others(
        self, office, db_session, world, meeting
    ):
        make.create_meeting(db_session, world, held_on=date(2017, 4, 21))
        make.create_meeting(db_session, world, held_on=date(2017, 1, 20))
        make.create_meeting(db_session, world, held_on=date(2016, 11, 18))

        words = office.get("/sammantraden").words

        assert words.index("Nästa sammanträde") < words.index("Fredag 24 februari 2017")
        assert words.index("Kommande") < words.index("Styrelsen fre 21 apr 2017")
        assert words.index("Inte klara") < words.index("Styrelsen fre 20 jan 2017")
        assert "18 nov 2016" not in words
        assert "fre 18 nov 2016" in office.get("/sammantraden?ar=2016").words

    @pytest.mark.parametrize("year", ["0", "99999999", "x", "1999"])
    def test_a_year_without_meetings_says_what_comes_here(self, office, year):
        page = office.get(f"/sammantraden?ar={year}")

        assert page.status_code == 200
        assert "Inga sammanträden" in page.words

    def test_cancelling_asks_first_and_tells_how_many(self, office, db_session, world, seed):
        make.send_summons(db_session, world, seed)
        page = office.get(f"{DAY}/stall-in")
        assert "De 12 som har fått kallelsen" in page.words

        office.post(f"{DAY}/stall-in", data={"reason": "Förbundschefen är sjuk"})

        words = office.get(DAY).words
        assert "Sammanträdet är inställt" in words
        assert "Förbundschefen är sjuk" in words

    def test_the_office_chooses_who_else_is_called(self, office, db_session, world, meeting):
        auditor = world.auditor.person_id
        form = office.get(f"{DAY}/kallade").form()
        assert form[f"person-{world.director.person_id}"] == "other"

        office.post(f"{DAY}/kallade", data=form | {f"person-{auditor}": "for_information"})

        convened = queries.convened(db_session, meeting)
        assert "Rolf Revelj" in [p.name for p in convened.for_information]


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
        assert "600 000 kr" in item.clauses[0]
        assert item.case_number == "2017/0003"

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


class TestSummons:
    def test_the_office_looks_it_through_and_sends_it_once(self, office, db_session, seed, outbox):
        page = office.get(f"{DAY}/kallelse")
        assert "Skicka kallelsen till 12 personer" in page.words
        assert "Ärende 10 har inget förslag till beslut" in page.words
        form = page.form()

        assert office.post(f"{DAY}/kallelse", data=form).status_code == 303
        assert office.post(f"{DAY}/kallelse", data=form).status_code == 303

        assert len(outbox()) == 12
        assert "/sammantraden/2017-02-24" in outbox()[0].body
        words = office.get(DAY).words
        assert "Kallelse skickad" in words
        assert "0 av 12 brev har gått iväg" in words
        again = office.get(f"{DAY}/kallelse")
        assert again.heading == "Kallelsen"
        assert "inget har ändrats sedan dess" in again.words
        assert "Reviderad" not in again.words

    def test_rule_sum_a_late_one_needs_a_tick(self, client, sign_in, world, seed, clock, outbox):
        office = client
        clock.stop("2017-02-20 09:00")
        sign_in(office, world.director)
        form = office.get(f"{DAY}/kallelse").form()

        page = office.post(f"{DAY}/kallelse", data=form)
        assert page.status_code == 422
        assert "skulle ha skickats senast den 2017-02-17" in page.words
        assert outbox() == []

        office.post(f"{DAY}/kallelse", data=page.form() | {"late_accepted": "y"})
        assert len(outbox()) == 12
        assert "Senare än arbetsordningen säger" in office.get(DAY).words

    def test_the_draft_as_word_is_kept_nowhere(self, office, db_session, seed):
        answer = office.get(f"{DAY}/kallelse/utkast.docx")

        assert answer.data.startswith(b"PK")
        assert queries.last_summons(db_session, seed.id) is None

    def test_a_change_after_the_sending_asks_for_a_revised_one(
        self, office, db_session, world, seed, clock
    ):
        make.send_summons(db_session, world, seed)
        clock.move(minutes=5)
        services.add_item(db_session, actor=None, meeting=seed, heading="Nytt ärende")

        assert "Skicka en reviderad kallelse" in office.get(DAY).words
        page = office.get(f"{DAY}/kallelse")
        assert page.heading == "Granska den reviderade kallelsen"
        assert "Ärende 12, Nytt ärende, är nytt." in page.words
        assert "Skicka den reviderade kallelsen till 12 personer" in page.words

    def test_a_member_reads_what_was_sent_in_word_too(
        self, browser_for, db_session, world, director, seed
    ):
        sent = make.send_summons(db_session, world, seed)
        services.add_item(db_session, actor=director, meeting=seed, heading="Nytt ärende")
        second = make.send_summons(db_session, world, seed)
        member = browser_for(world.board_users[4])

        page = member.get(f"{DAY}/kallelse")
        assert page.heading == "Kallelse till styrelsens sammanträde fredag den 24 februari 2017"
        assert "Nytt ärende" in page.words
        old = member.get(f"{DAY}/kallelse/{sent.version}")
        assert "Det finns en nyare kallelse" in old.words
        file = member.get(f"{DAY}/kallelse/{second.version}.docx")
        assert file.data.startswith(b"PK")
        assert second.file_version.sha256 in page.words

    def test_a_cancellation_has_no_document(self, office, db_session, world, director, seed):
        make.send_summons(db_session, world, seed)
        services.cancel_meeting(db_session, actor=director, meeting=seed, reason="Sjukdom")

        assert office.get(f"{DAY}/kallelse/2").status_code == 404
        assert office.get(f"{DAY}/kallelse/2.docx").status_code == 404
        assert "Sammanträdet är inställt" in office.get(f"{DAY}/kallelse").words
        assert "Besked om inställt sammanträde" in office.get(DAY).words

    def test_a_meeting_cancelled_before_any_summons_has_none_to_read(
        self, office, db_session, director, meeting
    ):
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Sjukdom")

        assert office.get(f"{DAY}/kallelse").status_code == 404

    @pytest.mark.parametrize(
        ("state", "word"),
        [("sent", "Skickad"), ("failed", "Kom inte fram"), ("tried", "Försöker igen")],
    )
    def test_how_far_each_mail_has_come_is_shown(
        self, office, db_session, world, seed, clock, outbox, state, word
    ):
        world.board_users[9].person.email = ""
        make.send_summons(db_session, world, seed)
        first = outbox()[0]
        first.attempts = 1
        if state != "tried":
            setattr(first, f"{state}_at", clock.move(minutes=1))

        words = office.get(DAY).words

        assert f"Bo Almqvist bo.almqvist@alvbygden.example {word}" in words
        assert "Rut Boman Skickas på papper" in words
        assert "1 på papper" in words


class TestDrafts:
    """Rule O5: a draft is the office's and the chair's."""

    PATHS = ("/dagordning", "/kallelse", "/bilaga/1", "/kallelse/1", "/kallelse/1.docx")

    @pytest.mark.parametrize("place", [1, 2, 5])
    def test_rule_o5_board_members_find_no_draft(self, browser_for, world, db_session, seed, place):
        member = browser_for(world.board_users[place])

        for path in self.PATHS:
            assert member.get(DAY + path).status_code == 404, path
        words = member.get(DAY).words
        assert "Dagordningen är inte klar" in words
        assert "Vägen vidare" not in words

    def test_rule_o5_the_auditor_finds_no_draft(self, browser_for, world, seed):
        auditor = browser_for(world.auditor)

        assert auditor.get(f"{DAY}/bilaga/1").status_code == 404
        assert "Vägen vidare" not in auditor.get(DAY).words

    def test_the_chair_reads_the_draft_but_does_not_write_it(
        self, browser_for, world, db_session, seed
    ):
        chair = browser_for(world.chair)

        assert "Vägen vidare" in chair.get(DAY).words
        page = chair.get(f"{DAY}/dagordning")
        assert "Vägen vidare" in page.words
        assert "Flytta upp" not in page.words
        assert chair.get(f"{DAY}/bilaga/1").status_code == 200
        assert chair.get(f"{DAY}/kallelse").status_code == 404
        assert chair.get(f"{DAY}/dagordning/nytt").status_code == 403
        assert chair.post(f"{DAY}/dagordning", data={"do": "up:1"}).status_code == 403

    def test_after_the_summons_everybody_on_the_board_reads_everything(
        self, browser_for, world, db_session, seed
    ):
        make.send_summons(db_session, world, seed)

        for user in (world.board_users[2], world.board_users[7], world.auditor):
            reader = browser_for(user)
            words = reader.get(DAY).words
            assert "Vägen vidare" in words
            assert "Läs kallelsen" in words
            assert "Ändra tid och plats" not in words
            assert reader.get(f"{DAY}/bilaga/5").status_code == 200
            assert reader.get(f"{DAY}/kallelse").status_code == 200

    @pytest.mark.parametrize(
        "path",
        ["", "/andra", "/dagordning", "/kallelse", "/kallade", "/stall-in", "/bilaga/1"],
    )
    def test_a_day_without_a_meeting_or_that_does_not_exist_is_not_there(self, office, path):
        assert office.get(f"/sammantraden/2017-03-01{path}").status_code == 404
        assert office.get(f"/sammantraden/2017-06-31{path}").status_code == 404

    def test_items_and_annexes_of_another_meeting_are_not_there(
        self, office, db_session, world, seed
    ):
        other = make.create_meeting(db_session, world, held_on=date(2017, 4, 21))
        number = queries.items(db_session, seed.id)[0].id

        for path in ("", "/ta-bort", "/bilagor"):
            address = f"/sammantraden/{other.held_on}/dagordning/{number}{path}"
            assert office.get(address).status_code == 404
        assert office.get(f"/sammantraden/{other.held_on}/bilaga/1").status_code == 404

    def test_a_preparatory_member_has_no_meetings(self, client, sign_in, world, seed):
        sign_in(client, Role.MEMBER)

        assert client.get("/sammantraden").status_code == 403
        assert client.get(DAY).status_code == 403

    def test_somebody_signed_out_is_asked_to_sign_in(self, client, seed):
        assert "/logga-in" in client.get(DAY).location


class TestWorkspace:
    @pytest.mark.parametrize("state", [s for s in MeetingState if s is not MeetingState.PLANNED])
    def test_the_page_answers_in_every_state(
        self, office, browser_for, world, db_session, seed, state
    ):
        make.send_summons(db_session, world, seed)
        seed.state = state
        member = browser_for(world.board_users[3])

        assert office.get(DAY).status_code == 200
        assert member.get(DAY).status_code == 200

    def test_what_other_capabilities_have_is_shown(self, office, seed):
        from app.meetings.domain import Panel, PanelLack, PanelLink

        panel = Panel(
            "Underlag",
            (PanelLink("Ett dokument", DAY, "PDF"),),
            (PanelLack("Något saknas i underlaget", DAY),),
            "Det här är nästa steg enligt underlaget.",
        )

        def answer(_session, _meeting, _actor):
            return panel

        services.workspace_panels.subscribe(answer)
        try:
            words = office.get(DAY).words
        finally:
            services.workspace_panels._subscribers.remove(answer)

        for text in ("Underlag", "Ett dokument", "Något saknas i underlaget", "nästa steg enligt"):
            assert text in words

    def test_the_office_is_told_what_is_missing_with_links(self, office, db_session, seed):
        number = item_id(db_session, seed, "10")

        page = office.get(DAY)

        links = {a.get("href"): a.text for a in page.tree.iter("a")}
        assert links[f"{DAY}/dagordning/{number}"] is not None
        assert "Ärende 10 har inget förslag till beslut" in page.words

    def test_without_any_member_the_way_to_the_association_is_shown(
        self, office, db_session, world
    ):
        make.create_meeting(db_session, world, held_on=date(2030, 1, 10))

        page = office.get("/sammantraden/2030-01-10")

        assert "Ingen ledamot har sin plats den dagen" in page.words
