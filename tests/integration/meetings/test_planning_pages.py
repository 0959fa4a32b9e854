"""The pages where meetings are planned and found, without script."""

from __future__ import annotations

from datetime import date

import pytest

from app.meetings import queries
from app.meetings.domain import MeetingState
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY, NEW


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
        events = office.get(f"{DAY}/andra").words.partition("Händelser")[2]
        assert "Så här stod det innan Plats Norsjö kommunalhus" in events

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

    def test_the_day_itself_is_named_and_what_is_done_begins_with_the_latest(
        self, office, db_session, world, clock
    ):
        for day in (date(2017, 1, 20), date(2017, 2, 3), clock.stop("2017-02-15 08:00").date()):
            made = make.create_meeting(db_session, world, held_on=day)
            if day < date(2017, 2, 15):
                made.state = MeetingState.FINAL

        words = office.get("/sammantraden").words

        assert "Sammanträde i dag Onsdag 15 februari 2017" in words
        assert words.index("fre 3 feb 2017") < words.index("fre 20 jan 2017")

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
