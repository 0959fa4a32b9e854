"""What the charter decides: notice boards and settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association import queries
from app.association.domain import SETTING_NAMES, Charter
from app.association.models import Setting
from app.kernel.actor import Actor
from tests.conftest import Clock
from tests.factories.people import World
from tests.support.html_client import HtmlClient

Counting = Callable[..., object]


class TestNoticeBoards:
    """Rule F7: the charter says on which boards the association announces."""

    def test_rule_f7_boards_are_added_changed_and_ended(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        form = {"name": "Kommunhuset", "place": "Entrén, Älvby kommunhus"}
        assert client.post("/forbundet/anslagstavlor/ny", data=form).status_code == 303
        again = client.post("/forbundet/anslagstavlor/ny", data=form)
        assert again.words.count("Det finns redan en anslagstavla som heter Kommunhuset.") == 2
        boards = queries.notice_boards(db_session)
        assert [(b.name, b.digital) for b in boards] == [
            ("Digital anslagstavla", True),
            ("Kommunhuset", False),
        ]
        address = f"/forbundet/anslagstavlor/{boards[1].id}"
        taken = client.get(address).form() | {"name": "Digital anslagstavla"}
        assert client.post(address, data=taken).status_code == 422
        ended = client.get(address).form() | {"ended_on": "2017-02-14"}
        assert client.post(address, data=ended).status_code == 303
        assert len(queries.notice_boards(db_session, date(2017, 2, 15))) == 1
        assert len(queries.notice_boards(db_session, date(2017, 2, 14))) == 2

    def test_an_unknown_board_is_not_found(self, client: HtmlClient, office: Actor) -> None:
        assert client.get("/forbundet/anslagstavlor/999").status_code == 404


class TestSettings:
    """What the charter and the rules of procedure decide."""

    def test_the_defaults_are_shown_with_their_sources_and_nothing_is_stored(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        page = client.get("/forbundet/installningar")
        assert page.value("summons_days") == "7"
        assert set(SETTING_NAMES) <= set(page.form()) | {"decision_first", "per_capsulam"}
        assert "5 kap. 69 § kommunallagen (regel K7)" in page.words
        client.post("/forbundet/installningar", data=page.form())
        assert db_session.scalars(select(Setting)).all() == []
        assert queries.charter(db_session) == Charter()

    def test_what_differs_is_stored_and_going_back_removes_it(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        form = client.get("/forbundet/installningar").form()
        other = form | {"summons_days": "10", "decision_first": "y", "opening_items": "Ett\r\nTvå"}
        assert client.post("/forbundet/installningar", data=other).status_code == 303
        charter = queries.charter(db_session)
        assert (charter.summons_days, charter.decision_first) == (10, True)
        assert charter.opening_items == "Ett\nTvå"
        page = client.get("/forbundet/installningar")
        assert "Förvalt: 7" in page.words
        assert client.post("/forbundet/installningar", data=other).status_code == 303
        one = form | {"summons_days": "10"}
        assert client.post("/forbundet/installningar", data=one).status_code == 303
        assert queries.charter(db_session) == Charter(summons_days=10)
        assert client.post("/forbundet/installningar", data=form).status_code == 303
        assert queries.charter(db_session) == Charter()

    def test_rule_o9_the_pattern_of_case_numbers_is_written_in_swedish(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        form = client.get("/forbundet/installningar").form()
        assert form["case_pattern"] == "{år}/{nummer:4}"
        other = form | {"case_pattern": "SF-{år}-{nummer:3}"}
        assert client.post("/forbundet/installningar", data=other).status_code == 303
        assert queries.charter(db_session).case_pattern == "SF-{year}-{serial:03d}"
        assert "Förvalt: {år}/{nummer:4}" in client.get("/forbundet/installningar").words

    def test_a_setting_that_nothing_could_work_with_is_refused(
        self, client: HtmlClient, office: Actor
    ) -> None:
        form = client.get("/forbundet/installningar").form()
        page = client.post("/forbundet/installningar", data=form | {"paragraph_pattern": "§"})
        assert page.status_code == 422
        assert page.words.count("Mönstret ska innehålla {nummer}") == 2
        page = client.post("/forbundet/installningar", data=form | {"summons_days": "sju"})
        assert page.words.count("Skriv ett heltal med siffror") == 2
        assert page.value("summons_days") == "sju"

    def test_an_unknown_stored_setting_does_no_harm(
        self, db_session: Session, world: World, clock: Clock
    ) -> None:
        moment = clock.move(hours=0)
        db_session.add(Setting(name="avskaffad", value=1, changed_at=moment))
        db_session.flush()
        assert queries.charter(db_session) == Charter()
