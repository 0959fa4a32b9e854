"""The meeting's own page."""

from __future__ import annotations

from datetime import date

import pytest

from app.meetings import services
from app.meetings.domain import MeetingState
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY, item_id


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
