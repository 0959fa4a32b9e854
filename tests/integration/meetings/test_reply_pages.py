"""The pages where the summons is answered: by link, signed in, by telephone."""

from __future__ import annotations

from datetime import date

import pytest

from app.kernel.actor import Role
from app.kernel.tasks import tasks
from app.meetings import queries, services
from app.meetings.domain import Answer
from app.meetings.services import replying
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY


@pytest.fixture
def summoned(office, meeting):
    """The meeting after the office has sent the summons from its page."""
    assert office.post(f"{DAY}/kallelse", data=office.get(f"{DAY}/kallelse").form()).location
    return meeting


@pytest.fixture
def link(db_session, summoned):
    """``link(user)`` gives the address in that person's letter."""

    def of(user):
        token = replying.token_for(summoned.id, user.person_id, summoned.held_on)
        return f"/sammantraden/svar/{token}"

    return of


def answer_of(session, meeting, user):
    rows = queries.replies(session, meeting.id)
    return next(row for row in rows if row.person_id == user.person_id)


class TestByLink:
    def test_the_letter_has_the_link_and_opening_it_answers_nothing(
        self, new_client, db_session, world, summoned, link, outbox
    ):
        (mail,) = [m for m in outbox() if m.recipient == world.chair.person.email]
        assert link(world.chair) in mail.body

        page = new_client().get(link(world.chair))

        assert page.heading == "Kommer du till sammanträdet?"
        assert "Svar från Bo Almqvist" in page.words
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert answer_of(db_session, summoned, world.chair).answer is None

    def test_it_shows_nothing_that_the_letter_does_not_say(
        self, new_client, db_session, world, summoned, link
    ):
        words = new_client().get(link(world.chair)).words

        others = [user.person.name for user in world.board_users[1:]]
        assert not [name for name in others if name in words]
        assert "Dagordning" not in words

    @pytest.mark.parametrize(
        ("said", "word"),
        [
            ("attends", "Kommer"),
            ("distance", "Deltar på distans"),
            ("absent", "Kan inte komma"),
        ],
    )
    def test_a_button_answers_and_can_be_changed(
        self, new_client, db_session, world, summoned, link, said, word
    ):
        browser, address = new_client(), link(world.board_users[2])
        assert browser.post(address, data={"answer": "attends"}).status_code == 303
        browser.post(address, data={"answer": said, "comment": "Kommer kl. 10"})

        page = browser.get(address)
        row = answer_of(db_session, summoned, world.board_users[2])
        assert f"Ditt svar: {word}" in page.words
        assert "Gå till sammanträdet och handlingarna" in page.words
        assert (row.answer, row.comment) == (Answer(said), "Kommer kl. 10")
        assert row.answered_by == "Kent Arvidsson"

    def test_a_substitute_who_is_asked_sees_for_whom(
        self, new_client, db_session, world, summoned, link
    ):
        regular, substitute = world.board_users[2], world.board_users[7]
        browser = new_client()
        browser.post(link(regular), data={"answer": "absent"})

        words = browser.get(link(substitute)).words
        assert "Kent Arvidsson kan inte komma" in words
        assert "Kan du tjänstgöra?" in words
        browser.post(link(substitute), data={"answer": "attends"})
        assert "Du tjänstgör för Kent Arvidsson." in browser.get(link(substitute)).words

    def test_broken_answers_are_refused_in_words(self, new_client, world, summoned, link):
        browser, address = new_client(), link(world.chair)

        assert "Välj ett svar" in browser.post(address, data={}).text
        assert browser.post(address, data={"answer": "kanske"}).status_code == 422
        long = browser.post(address, data={"answer": "absent", "comment": "x" * 501})
        assert "högst 500 tecken" in long.words
        assert "x" * 501 in long.text

    def test_an_unknown_link_says_so_and_guessing_is_stopped(self, new_client, summoned, world):
        browser = new_client()
        for _ in range(20):
            page = browser.get("/sammantraden/svar/nagot-annat")
            assert page.status_code == 410
        assert page.heading == "Länken kan inte användas"

        assert browser.post("/sammantraden/svar/x", data={"answer": "attends"}).status_code == 429
        assert "Vänta en kvart" in browser.get("/sammantraden/svar/x").words

    def test_after_the_meeting_has_been_opened_or_cancelled_the_link_says_so(
        self, new_client, db_session, world, director, summoned, link
    ):
        browser, address = new_client(), link(world.chair)
        browser.post(address, data={"answer": "attends"})
        services.cancel_meeting(db_session, actor=director, meeting=summoned, reason="Sjukdom")

        page = browser.get(address)
        assert "Sammanträdet är inställt" in page.words
        assert "Jag kommer" not in page.words
        late = browser.post(address, data={"answer": "absent"})
        assert late.status_code == 422
        assert "Det går inte längre att svara" in late.words

    def test_the_day_after_the_link_takes_no_answer(self, new_client, world, link, clock):
        address = link(world.chair)
        clock.stop("2017-02-25T00:30")

        page = new_client().get(address)
        assert "Sammanträdet har börjat eller är över" in page.words

    def test_while_the_meeting_is_moved_the_link_waits(
        self, new_client, db_session, world, summoned, link
    ):
        address = link(world.chair)
        summoned.held_on = date(2017, 3, 3)
        page = new_client().get(address)

        assert "Sammanträdet flyttas" in page.words
        assert "3 mars" not in page.words


class TestSignedIn:
    def test_a_member_answers_on_the_meetings_page(self, browser_for, db_session, world, summoned):
        member = browser_for(world.board_users[2])
        assert "Kommer du till sammanträdet?" in member.get(DAY).words
        member.post(f"{DAY}/svar", data={"answer": "distance", "comment": ""})

        page = member.get(DAY)
        assert "Ditt svar: Deltar på distans" in page.words
        assert "Visa alla svar" not in page.words
        assert member.post(f"{DAY}/svar", data={}).status_code == 303

    def test_an_asked_substitute_reads_it_there_too(self, browser_for, world, summoned, link):
        regular, substitute = browser_for(world.board_users[2]), browser_for(world.board_users[7])
        regular.post(f"{DAY}/svar", data={"answer": "absent"})

        assert "Kent Arvidsson kan inte komma" in substitute.get(DAY).words
        substitute.post(f"{DAY}/svar", data={"answer": "attends"})
        assert "Du tjänstgör för Kent Arvidsson." in substitute.get(DAY).words
        assert "Frågad" not in regular.get(DAY).words

    def test_an_auditor_who_is_not_asked_sees_no_question(self, browser_for, world, summoned):
        auditor = browser_for(world.auditor)

        assert "Svar på kallelsen" not in auditor.get(DAY).words
        assert auditor.post(f"{DAY}/svar", data={"answer": "attends"}).status_code == 404

    def test_while_the_meeting_is_moved_nobody_answers(
        self, browser_for, db_session, world, summoned
    ):
        summoned.held_on = date(2017, 3, 3)
        db_session.commit()
        member = browser_for(world.chair)

        words = member.get("/sammantraden/2017-03-03").words
        assert "Sammanträdet flyttas. Du får en ny kallelse att svara på." in words


class TestOffice:
    def test_the_forecast_is_shown_with_who_is_silent(self, office, browser_for, world, summoned):
        for user in world.board_users[:2]:
            browser_for(user).post(f"{DAY}/svar", data={"answer": "attends"})
        words = office.get(DAY).words
        assert "Inte beslutsför än: 2 av 5 har svarat att de kommer" in words
        assert "har inte svarat än" in words
        browser_for(world.board_users[2]).post(f"{DAY}/svar", data={"answer": "distance"})

        page = office.get(f"{DAY}/svar")
        assert "3 av 5 har svarat att de kommer, beslutsför" in page.words
        assert "Ann Edvall" in page.words
        assert "Inget svar än" in page.words

    def test_the_office_notes_an_answer_by_telephone(
        self, office, browser_for, db_session, world, summoned
    ):
        regular, substitute = world.board_users[2], world.board_users[7]
        address = f"{DAY}/svar/{regular.person_id}"
        assert office.get(address).heading == "Anteckna svar från Kent Arvidsson"
        assert office.post(address, data={}).status_code == 422
        office.post(address, data={"answer": "absent", "comment": "Ringde"})

        words = office.get(f"{DAY}/svar").words
        assert "antecknat av Maj Lindell" in words
        assert "Hans Jonsered är frågad" in words
        assert "Frågad om att tjänstgöra för Kent Arvidsson" in words
        assert "Ringde" in words
        for user in (substitute, *world.board_users[5:]):
            office.post(f"{DAY}/svar/{user.person_id}", data={"answer": "absent"})
        assert "Ingen ersättare kvar att fråga" in office.get(f"{DAY}/svar").words
        assert office.get(address).value("answer") is not None

    def test_others_do_not_see_the_list_nor_answer_for_others(self, browser_for, world, summoned):
        member = browser_for(world.board_users[2])

        assert member.get(f"{DAY}/svar").status_code == 403
        assert member.get(f"{DAY}/svar/{world.chair.person_id}").status_code == 403

    def test_before_the_summons_nobody_is_asked(self, office, world, meeting):
        assert "Ingen är tillfrågad än" in office.get(f"{DAY}/svar").words
        assert office.get(f"{DAY}/svar/{world.chair.person_id}").status_code == 404

    def test_a_cancelled_meeting_says_so_and_takes_no_answers(
        self, office, db_session, world, director, summoned
    ):
        services.cancel_meeting(db_session, actor=director, meeting=summoned, reason="Sjukdom")

        assert "Sammanträdet är inställt" in office.get(f"{DAY}/svar").words
        assert office.get(f"{DAY}/svar/{world.chair.person_id}").status_code == 404

    def test_a_quorum_in_danger_is_something_to_see_to(
        self, office, browser_for, world, summoned, clock
    ):
        assert "Styrelsen är inte beslutsför" not in office.get(DAY).words
        clock.stop("2017-02-20T09:00")
        later = browser_for(world.director)
        assert "Styrelsen är inte beslutsför än: 0 av 5" in later.get(DAY).words


class TestTasks:
    def found(self, app, session, actor, today=date(2017, 2, 16)):
        with app.test_request_context():
            return [task for answer in tasks(session, actor, today) for task in answer]

    def test_a_member_has_to_answer(self, app, db_session, world, summoned):
        member = world.actor(world.board_users[2], Role.REGULAR)
        texts = [task.text for task in self.found(app, db_session, member)]
        assert "Svara på kallelsen till sammanträdet fre 24 feb 2017" in texts

        replying.give_answer(
            db_session,
            actor=member,
            meeting=summoned,
            person_id=member.person_id,
            answer=Answer.ABSENT,
        )
        assert not [t for t in self.found(app, db_session, member) if "Svara" in t.text]
        substitute = world.actor(world.board_users[7], Role.SUBSTITUTE)
        (task,) = [t for t in self.found(app, db_session, substitute) if "Svara" in t.text]
        assert task.text == "Svara om du kan tjänstgöra för Kent Arvidsson fre 24 feb 2017"
        assert task.mine
        assert task.href == f"{DAY}#svar"

    def test_the_office_is_told_a_week_ahead_of_a_missing_quorum(
        self, app, db_session, director, summoned
    ):
        early = self.found(app, db_session, director, date(2017, 2, 16))
        late = self.found(app, db_session, director, date(2017, 2, 17))

        assert not [task for task in early if "beslutsför" in task.text]
        (task,) = [task for task in late if "beslutsför" in task.text]
        assert task.text == "Se till att styrelsen blir beslutsför fre 24 feb 2017"
        assert task.href == f"{DAY}/svar"


def test_revising_from_the_page_keeps_the_links(office, db_session, world, summoned, link, outbox):
    address = link(world.chair)
    services.add_item(db_session, actor=make.director(world), meeting=summoned, heading="Nytt")
    before = len(outbox())
    office.post(f"{DAY}/kallelse", data=office.get(f"{DAY}/kallelse").form())

    assert [mail for mail in outbox()[before:] if address in mail.body]
