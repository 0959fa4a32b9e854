"""The pages of the summons, and who may read a draft."""

from __future__ import annotations

from datetime import date

import pytest

from app.kernel.actor import Role
from app.meetings import queries, services
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY


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
        assert "Ärende 11 a, Nytt ärende, är nytt." in page.words
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
        linked = [link.get("href") for link in page.tree.findall(".//article//a")]
        assert linked == [f"{DAY}/bilaga/{number}" for number in range(1, 9)]
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
            assert "Läs handlingarna" in words
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
