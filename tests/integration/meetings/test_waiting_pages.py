"""The agenda page's queue: taking up, striking, wishing; copies and co-authors, without script."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from app.applications.domain import ApplicationState
from app.kernel.actor import Role
from app.kernel.errors import DomainError, NotFound
from app.meetings import queries, services
from app.meetings.domain import ItemDetails, ItemKind, Standing, WaitingReason
from tests.factories import board
from tests.factories import meetings as make
from tests.factories.people import create_person
from tests.integration.meetings.samples import DAY, ITEM, item_id


@pytest.fixture
def queue(db_session, director, world):
    def do(heading, reason=WaitingReason.TABLED, **values):
        return services.wait(
            db_session,
            actor=director,
            body_id=world.board.id,
            reason=reason,
            kind=values.pop("kind", ItemKind.DECISION),
            heading=heading,
            **values,
        )

    return do


def headings(db_session, meeting):
    return [f"{row.label} {row.heading}" for row in queries.agenda(db_session, meeting.id)]


class TestQueue:
    def test_a_tabled_matter_comes_back_by_itself_and_is_taken_up(
        self, office, db_session, meeting, queue
    ):
        matter = queue("Ny konstskola", not_before=date(2017, 2, 24), told="§ 63, 20 januari 2017")

        page = office.get(f"{DAY}/dagordning")
        assert "Bordlagt till den 24 februari 2017 § 63, 20 januari 2017" in page.words
        assert "Ska upp nu" in page.words
        answer = office.post(f"{DAY}/dagordning/vantar", data={"do": f"take:{matter.id}"})

        assert answer.status_code == 303
        assert "5 Ny konstskola" in headings(db_session, meeting)
        assert "Ska upp nu" not in office.get(f"{DAY}/dagordning").words

    def test_what_is_put_off_longer_says_so(self, office, meeting, queue):
        queue("Om våren", not_before=date(2017, 4, 28))

        assert "Väntar till senare" in office.get(f"{DAY}/dagordning").words

    def test_an_unknown_act_is_no_page(self, office, meeting):
        for act in ("", "take:", "case:9", "burn:1"):
            assert office.post(f"{DAY}/dagordning/vantar", data={"do": act}).status_code == 404

    def test_a_matter_is_struck_with_a_reason(self, office, db_session, world, meeting, queue):
        matter = queue("Julfest", WaitingReason.WISHED)
        path = f"{DAY}/dagordning/vantar/{matter.id}/stryk"

        refused = office.post(path, data={"reason": ""})
        assert refused.status_code == 422
        assert office.post(path, data={"reason": "Ryms inte"}).status_code == 303

        assert queries.waiting(db_session, body_id=world.board.id, day=meeting.held_on) == []

    def test_another_bodys_matter_is_no_page(self, office, world, meeting, queue, db_session):
        matter = services.wait(
            db_session,
            actor=None,
            body_id=world.group.id,
            reason=WaitingReason.WISHED,
            kind=ItemKind.DECISION,
            heading="Om gruppen",
        )

        assert office.get(f"{DAY}/dagordning/vantar/{matter.id}/stryk").status_code == 404

    def test_rule_f17_k16_decisions_to_notify_are_gathered_in_one_item(
        self, office, db_session, meeting, queue
    ):
        for number in (1, 2):
            matter = queue(
                f"Beslut {number}",
                WaitingReason.NOTIFICATION,
                kind=ItemKind.NOTIFICATION,
                told=f"DB {number}/2017" if number == 1 else "",
            )
            office.post(f"{DAY}/dagordning/vantar", data={"do": f"take:{matter.id}"})

        (item,) = [
            row
            for row in queries.agenda(db_session, meeting.id)
            if row.kind is ItemKind.NOTIFICATION
        ]
        assert item.background == "- Beslut 1, DB 1/2017\n- Beslut 2"
        assert item.clauses == ("lägga anmälan till handlingarna",)
        assert "Anmäls här" in office.get(f"{DAY}/dagordning/{item.id}").words

    def test_an_application_that_is_ready_is_taken_up_by_its_own_way(
        self, office, db_session, world, meeting
    ):
        application = board.ready(db_session, world)
        page = office.get(f"{DAY}/dagordning")
        assert "Förslag saknas" in page.words
        board.propose(db_session, world, application)

        office.post(f"{DAY}/dagordning/vantar", data={"do": f"case:{application.case_id}"})

        db_session.refresh(application)
        assert application.state is ApplicationState.ON_AGENDA
        item = queries.item_about(
            db_session, meeting_id=meeting.id, case_id=application.case_id or 0
        )
        assert item is not None
        assert item.clauses
        assert "Klart för styrelsen" not in office.get(f"{DAY}/dagordning").words


class TestWish:
    def test_a_board_member_wishes_for_a_matter(
        self, db_session, world, meeting, browser_for, office
    ):
        member = browser_for(world.board_users[0])

        assert member.post(f"{DAY}/dagordning/onska", data={"heading": ""}).status_code == 422
        answer = member.post(f"{DAY}/dagordning/onska", data={"heading": "Fler ungdomsinsatser"})

        assert answer.status_code == 303
        assert "Fler ungdomsinsatser Önskat av" in office.get(f"{DAY}/dagordning").words

    def test_the_office_comes_back_to_the_agenda(self, office, meeting):
        answer = office.post(f"{DAY}/dagordning/onska", data={"heading": "Lokaler"})

        assert answer.location.endswith("/dagordning")

    def test_nobody_wishes_for_a_meeting_that_is_off(self, office, db_session, director, meeting):
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Snö")

        assert office.get(f"{DAY}/dagordning/onska").status_code == 404


class TestAfterTheSummons:
    def test_an_inserted_item_keeps_the_sent_numbers_and_is_marked(
        self, office, db_session, world, seed
    ):
        make.send_summons(db_session, world, seed)
        before = headings(db_session, seed)
        services.add_item(db_session, actor=None, meeting=seed, heading="Nytt lokalavtal")
        path = f"{DAY}/dagordning/{item_id(db_session, seed, '6')}"
        office.post(path, data=office.get(path).form() | {"heading": "Ändrad rubrik"})

        words = office.get(f"{DAY}/dagordning").words

        after = headings(db_session, seed)
        assert [row for row in after if "Nytt" in row] == ["11 a Nytt lokalavtal"]
        assert [row.split()[0] for row in before] == [
            row.split()[0] for row in after if "Nytt lokalavtal" not in row
        ]
        assert "Tillagt efter kallelsen" in words
        assert "Ändrat efter kallelsen" in words

    def test_readers_see_what_has_changed_too(self, db_session, world, seed, browser_for):
        make.send_summons(db_session, world, seed)
        services.add_item(db_session, actor=None, meeting=seed, heading="Nytt lokalavtal")

        words = browser_for(world.board_users[0]).get(f"{DAY}/dagordning").words

        assert "11 a. Nytt lokalavtal Tillagt efter kallelsen" in words


class TestKindsAndTimes:
    def test_starting_times_stand_on_the_agenda_and_in_the_summons(
        self, office, db_session, meeting
    ):
        services.add_item(
            db_session,
            actor=None,
            meeting=meeting,
            heading="Verksamhetsplan",
            details=ItemDetails(planned_minutes=75),
        )
        office.post(f"{DAY}/dagordning/nytt", data=ITEM | {"planned_minutes": "400", "do": "save"})

        words = office.get(f"{DAY}/dagordning").words
        assert "ca kl. 10.15, Beslut, 1 att-sats, 400 min" in words
        assert "115 minuter längre än sammanträdet" in words
        assert "ca kl. 10.15" in office.get(f"{DAY}/kallelse").words

    def test_an_election_says_what_how_many_and_for_what_term(self, office, db_session, meeting):
        office.post(
            f"{DAY}/dagordning/nytt",
            data=ITEM
            | {
                "kind": "election",
                "election_of": "revisorer",
                "election_count": "2",
                "election_term": "för 2018",
            },
        )

        assert "Väljs: två revisorer, för 2018" in office.get(f"{DAY}/kallelse").words

    @pytest.mark.parametrize(
        ("field", "value"),
        [("planned_minutes", "0"), ("planned_minutes", "1441"), ("election_count", "0")],
    )
    def test_numbers_that_mean_nothing_are_refused(self, office, meeting, field, value):
        page = office.post(f"{DAY}/dagordning/nytt", data=ITEM | {field: value})

        assert page.status_code == 422


class TestCopy:
    def test_an_item_of_another_meeting_is_copied_with_its_annexes_when_ticked(
        self, office, db_session, world, seed
    ):
        later = make.create_meeting(db_session, world, held_on=date(2017, 4, 28))
        source = next(
            row
            for row in queries.agenda(db_session, seed.id)
            if row.annexes and row.standing is Standing.NONE
        )
        path = "/sammantraden/2017-04-28/dagordning/kopiera"

        assert source.heading in office.get(path).words
        office.post(path, data={"item_id": str(source.id), "with_annexes": "y"})
        office.post(f"{path}?fran=2017-02-24", data={"item_id": str(source.id)})

        with_annexes, without = [
            row for row in queries.agenda(db_session, later.id) if row.heading == source.heading
        ]
        assert [paper.title for paper in with_annexes.annexes] == [
            paper.title for paper in source.annexes
        ]
        assert without.annexes == ()
        assert (with_annexes.background, with_annexes.clauses) == (
            source.background,
            source.clauses,
        )

    def test_without_another_meeting_there_is_nothing_to_copy(self, office, meeting):
        assert "Inget att kopiera från" in office.get(f"{DAY}/dagordning/kopiera").words

    def test_an_item_of_another_body_is_not_found(self, db_session, director, meeting):
        with pytest.raises(NotFound):
            services.copy_item(db_session, actor=director, meeting=meeting, item_id=999)


class TestCoAuthors:
    def named(self, office, db_session, meeting, user):
        number = item_id(db_session, meeting, "3")
        path = f"{DAY}/dagordning/{number}"
        answer = office.post(f"{path}/medforfattare", data={"people": str(user.person_id)})
        assert answer.status_code == 303
        return path

    def test_a_co_author_writes_background_proposal_and_annexes_and_nothing_else(
        self, office, db_session, world, meeting, browser_for
    ):
        user = world.group_users[0]
        path = self.named(office, db_session, meeting, user)
        author = browser_for(user)

        assert "Skriv underlaget till" in author.get("/oversikt").words
        form = author.get(f"{path}/skriv").form()
        page = author.post(f"{path}/skriv", data=form | {"do": "add"})
        assert page.value("clauses-1") == ""
        author.post(
            f"{path}/skriv",
            data=form | {"background": "Skrivet av gruppen", "clauses-0": "anta planen"},
        )
        author.post(
            f"{path}/skriv/bilagor",
            data={"file": (BytesIO(make.PDF), "plan.pdf"), "title": "Plan"},
        )

        item = queries.agenda(db_session, meeting.id)[2]
        assert (item.background, item.clauses) == ("Skrivet av gruppen", ("anta planen",))
        assert item.heading == "Föregående protokoll"
        assert [paper.title for paper in item.annexes] == ["Plan"]
        assert author.get(f"{path}/skriv/bilagor/1").status_code == 200
        assert author.get(f"{DAY}/dagordning").status_code in {403, 404}
        assert author.get(path).status_code == 403

    def test_two_at_once_never_lose_text(self, office, db_session, world, meeting, browser_for):
        user = world.group_users[0]
        path = self.named(office, db_session, meeting, user)
        author = browser_for(user)
        mine, theirs = author.get(f"{path}/skriv").form(), office.get(path).form()
        office.post(path, data=theirs | {"background": "Kansliets text"})

        page = author.post(f"{path}/skriv", data=mine | {"background": "Min text"})

        assert page.status_code == 409
        assert "Kansliets text" in page.words
        assert "Min text" in page.words

    def test_autosave_answers_with_the_version_that_the_next_save_builds_on(
        self, office, db_session, world, meeting, browser_for
    ):
        user = world.group_users[0]
        path = self.named(office, db_session, meeting, user)
        author = browser_for(user)
        form = author.get(f"{path}/skriv").form()
        as_script = {"Accept": "application/json"}

        saved = author.post(f"{path}/skriv", data=form | {"background": "Nytt"}, headers=as_script)
        wrong = author.post(f"{path}/skriv", data=form | {"background": "\x07"}, headers=as_script)

        assert saved.json["version"] > 1
        assert wrong.status_code == 422

    def test_others_do_not_find_the_item(self, office, db_session, world, meeting, browser_for):
        path = self.named(office, db_session, meeting, world.group_users[0])

        other = browser_for(world.group_users[1])

        assert other.get(f"{path}/skriv").status_code == 404
        assert other.post(f"{path}/skriv", data={"background": "Smyg"}).status_code == 404
        assert other.get(f"{path}/skriv/bilagor").status_code == 404

    def test_an_annex_of_another_item_is_not_given(
        self, office, db_session, world, seed, browser_for
    ):
        user = world.group_users[0]
        number = item_id(db_session, seed, "1")
        path = f"{DAY}/dagordning/{number}"
        office.post(f"{path}/medforfattare", data={"people": str(user.person_id)})

        assert browser_for(user).get(f"{path}/skriv/bilagor/1").status_code == 404

    def test_only_people_with_a_login_are_named(self, office, db_session, director, meeting):
        stranger = create_person(db_session, "Sven Utan")
        number = item_id(db_session, meeting, "3")

        assert "Sven Utan" not in office.get(f"{DAY}/dagordning/{number}/medforfattare").words
        with pytest.raises(DomainError, match=r"agenda\.author_without_login"):
            services.set_authors(
                db_session,
                actor=director,
                meeting=meeting,
                item_id=number,
                person_ids=[stranger.id],
            )

    def test_naming_the_same_again_changes_nothing_and_a_removed_item_lets_go(
        self, office, db_session, world, meeting
    ):
        user = world.group_users[0]
        path = self.named(office, db_session, meeting, user)
        assert user.person.name in office.get(path).words
        self.named(office, db_session, meeting, user)

        office.post(f"{path}/ta-bort")

        assert queries.items_written_by(db_session, user.person_id, meeting.held_on) == []

    def test_nobody_is_named_once_the_agenda_is_closed(self, db_session, director, meeting):
        number = item_id(db_session, meeting, "3")
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Snö")

        with pytest.raises(DomainError, match=r"meeting\.agenda_closed"):
            services.set_authors(
                db_session, actor=director, meeting=meeting, item_id=number, person_ids=[]
            )


def test_no_role_alone_writes_somebody_elses_item(client, sign_in, world, meeting, db_session):
    sign_in(client, Role.CHAIR)
    number = item_id(db_session, meeting, "3")

    assert client.get(f"{DAY}/dagordning/{number}/skriv").status_code == 404


def test_a_member_finds_the_way_to_wish_and_the_times_on_the_meetings_page(
    db_session, world, seed, browser_for
):
    make.send_summons(db_session, world, seed)
    services.add_item(
        db_session,
        actor=None,
        meeting=seed,
        heading="Nytt lokalavtal",
        details=ItemDetails(planned_minutes=15),
    )

    words = browser_for(world.board_users[0]).get(DAY).words

    assert "Önska ett ärende" in words
    assert "Nytt lokalavtal Tillagt efter kallelsen ca kl. 09.00" in words
