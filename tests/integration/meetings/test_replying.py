"""Answers to the summons: stored, passed on to substitutes, told by mail, foreseen."""

from __future__ import annotations

import threading
from datetime import date, time

import pytest

from app.kernel import db
from app.kernel.errors import DomainError, NotFound
from app.meetings import queries, services
from app.meetings.domain import Answer, InviteePart
from app.meetings.queries.replies import reply_of
from app.meetings.services import replying
from tests.factories import meetings as make

YES, FAR, NO = Answer.ATTENDS, Answer.DISTANCE, Answer.ABSENT


def link_of(token):
    return f"https://klubba.example/svar/{token}"


@pytest.fixture
def summoned(db_session, world, meeting):
    """A meeting whose summons has been sent, with links."""
    make.send_summons(db_session, world, meeting, reply_link=link_of)
    return meeting


@pytest.fixture
def say(db_session, world, summoned):
    """``say(user, answer)`` answers as that person would through the link."""

    def do(user, answer, **values):
        return replying.give_answer(
            db_session,
            actor=None,
            meeting=summoned,
            person_id=user.person_id,
            answer=answer,
            **{"link_of": link_of, **values},
        )

    return do


def revise(session, world, meeting, **values):
    facts = {
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "version": meeting.version_id,
    }
    services.edit_meeting(
        session, actor=make.director(world), meeting=meeting, **{**facts, **values}
    )


def task_of(session, meeting, user):
    return reply_of(session, meeting_id=meeting.id, person_id=user.person_id).serves_for_id


def new_mail(outbox, before):
    return [(mail.recipient, mail.heading) for mail in outbox()[before:]]


class TestAsking:
    def test_everybody_called_is_asked_but_not_those_who_are_only_informed(
        self, db_session, world, meeting, outbox
    ):
        guest, other = make.create_guest(db_session), world.auditor
        services.set_invitees(
            db_session,
            actor=make.director(world),
            meeting=meeting,
            invited=[(guest.id, InviteePart.FOR_INFORMATION), (other.person_id, InviteePart.OTHER)],
        )
        make.send_summons(db_session, world, meeting, reply_link=link_of)

        asked = {row.person_id for row in queries.replies(db_session, meeting.id)}
        board = {user.person_id for user in world.board_users}
        assert asked >= board | {other.person_id}
        assert guest.id not in asked
        with_link = {mail.recipient for mail in outbox() if "Svara om du kommer: " in mail.body}
        assert len(with_link) == len(asked)

    def test_only_the_hash_of_the_link_is_kept(self, db_session, world, summoned, outbox):
        person = world.chair.person_id
        token = replying.token_for(summoned.id, person, summoned.held_on)
        row = reply_of(db_session, meeting_id=summoned.id, person_id=person)

        (mail,) = [m for m in outbox() if m.recipient == world.chair.person.email]
        assert link_of(token) in mail.body
        assert token not in row.token_hash
        assert replying.reply_behind(db_session, token=token, address="").id == row.id

    def test_an_answer_stands_when_the_summons_is_revised(
        self, db_session, world, summoned, say, clock, outbox
    ):
        say(world.chair, YES)
        services.add_item(db_session, actor=None, meeting=summoned, heading="Nytt ärende")
        make.send_summons(db_session, world, summoned, reply_link=link_of)

        row = reply_of(db_session, meeting_id=summoned.id, person_id=world.chair.person_id)
        assert row.answer is YES

    def test_a_meeting_moved_to_another_day_asks_anew_by_other_links(
        self, db_session, world, summoned, say
    ):
        person = world.chair.person_id
        old = replying.token_for(summoned.id, person, summoned.held_on)
        say(world.chair, NO)
        revise(db_session, world, summoned, held_on=date(2017, 3, 3))
        with pytest.raises(DomainError) as waits:
            say(world.chair, YES)
        make.send_summons(db_session, world, summoned, reply_link=link_of)

        row = reply_of(db_session, meeting_id=summoned.id, person_id=person)
        assert waits.value.code == "reply.moved"
        assert (row.answer, row.answered_at, row.asked_for) == (None, None, date(2017, 3, 3))
        assert not [r for r in queries.replies(db_session, summoned.id) if r.serves_for_id]
        with pytest.raises(DomainError):
            replying.reply_behind(db_session, token=old, address="")

    def test_a_new_hour_keeps_the_answers(self, db_session, world, summoned, say):
        say(world.chair, FAR)
        revise(db_session, world, summoned, ends_at=time(16))
        make.send_summons(db_session, world, summoned, reply_link=link_of)

        row = reply_of(db_session, meeting_id=summoned.id, person_id=world.chair.person_id)
        assert row.answer is FAR

    def test_who_is_no_longer_called_is_no_longer_asked(self, db_session, world, meeting):
        guest = make.create_guest(db_session)
        actor = make.director(world)
        services.set_invitees(
            db_session, actor=actor, meeting=meeting, invited=[(guest.id, InviteePart.OTHER)]
        )
        make.send_summons(db_session, world, meeting)
        assert guest.id in {row.person_id for row in queries.replies(db_session, meeting.id)}
        services.set_invitees(db_session, actor=actor, meeting=meeting, invited=[])
        make.send_summons(db_session, world, meeting)

        assert guest.id not in {row.person_id for row in queries.replies(db_session, meeting.id)}


class TestSubstitutes:
    def test_rule_sub_a_no_asks_the_own_members_substitute_and_tells_both(
        self, db_session, world, summoned, say, outbox
    ):
        regular, substitute = world.board_users[2], world.board_users[7]
        before = len(outbox())
        say(regular, NO)

        assert task_of(db_session, summoned, substitute) == regular.person_id
        mails = outbox()[before:]
        assert [mail.recipient for mail in mails] == [
            substitute.person.email,
            regular.person.email,
        ]
        asked, told = mails
        assert asked.heading == "Kan du tjänstgöra? Styrelsens sammanträde 2017-02-24"
        assert "Kent Arvidsson kan inte komma till styrelsens sammanträde" in asked.body
        token = replying.token_for(summoned.id, substitute.person_id, summoned.held_on)
        assert link_of(token) in asked.body
        assert "Hans Jonsered har frågats om att tjänstgöra för dig." in told.body

    def test_the_same_answer_twice_mails_nobody_again(self, world, say, outbox):
        say(world.board_users[2], NO)
        before = len(outbox())
        say(world.board_users[2], NO)
        say(world.board_users[2], NO, comment="Sjuk")

        assert new_mail(outbox, before) == []

    def test_rule_sub_a_substitutes_no_goes_on_in_the_order_of_call_until_nobody_is_left(
        self, db_session, world, summoned, say, outbox
    ):
        regular = world.board_users[2]
        say(regular, NO)
        order = []
        for _ in range(5):
            (now,) = [r for r in queries.replies(db_session, summoned.id) if r.serves_for_id]
            order.append(now.name)
            user = next(u for u in world.board_users if u.person_id == now.person_id)
            before = len(outbox())
            say(user, NO)

        assert order == [
            "Hans Jonsered",
            "Britt Westin",
            "Asta Viklander",
            "Jon Söderlind",
            "Rut Boman",
        ]
        (last,) = outbox()[before:]
        assert last.recipient == regular.person.email
        assert "ingen ersättare kvar att fråga" in last.body
        before = len(outbox())
        say(world.board_users[3], NO)
        assert [r for r, _ in new_mail(outbox, before)] == [world.board_users[3].person.email]

    def test_a_regular_who_comes_after_all_releases_the_substitute(
        self, db_session, world, summoned, say, outbox
    ):
        regular, substitute = world.board_users[2], world.board_users[7]
        say(regular, NO)
        say(substitute, YES)
        before = len(outbox())
        say(regular, FAR)

        assert task_of(db_session, summoned, substitute) is None
        assert new_mail(outbox, before) == [
            (
                substitute.person.email,
                "Du behöver inte tjänstgöra. Styrelsens sammanträde 2017-02-24",
            )
        ]
        say(regular, NO)
        assert "Du har redan svarat att du kommer" in outbox()[-2].body

    def test_without_addresses_the_letters_have_no_links(self, world, say, outbox):
        before = len(outbox())
        say(world.board_users[2], NO, link_of=None)

        assert len(outbox()) == before + 2
        assert "Svara här" not in outbox()[before].body

    def test_who_has_no_mail_is_asked_without_one(self, db_session, world, summoned, say, outbox):
        substitute = world.board_users[7]
        substitute.person.email = ""
        before = len(outbox())
        say(world.board_users[2], NO)

        assert task_of(db_session, summoned, substitute) == world.board_users[2].person_id
        assert len(outbox()) == before + 1


def test_two_who_say_no_at_once_get_a_substitute_each(app, db_session, world, summoned, outbox):
    regulars = world.board_users[2:4]
    db_session.commit()
    before = len(outbox())
    db_session.commit()

    def say_no(user):
        with app.app_context(), db.new_session() as own, db.committing(own):
            token = replying.token_for(summoned.id, user.person_id, summoned.held_on)
            row = replying.reply_behind(own, token=token, address="")
            replying.give_answer(
                own,
                actor=None,
                meeting=queries.meeting(own, row.meeting_id),
                person_id=row.person_id,
                answer=NO,
                link_of=link_of,
            )

    threads = [threading.Thread(target=say_no, args=(user,)) for user in regulars]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    serving = [r for r in queries.replies(db_session, summoned.id) if r.serves_for_id]
    assert {row.serves_for_id for row in serving} == {user.person_id for user in regulars}
    assert len(serving) == 2
    assert len(outbox()) == before + 4


class TestRefusals:
    def test_nobody_answers_once_the_meeting_is_cancelled_or_over(
        self, db_session, world, summoned, say, clock, director
    ):
        clock.stop("2017-02-25T09:00")
        with pytest.raises(DomainError) as over:
            say(world.chair, YES)
        clock.stop("2017-02-16T09:00")
        services.cancel_meeting(db_session, actor=director, meeting=summoned, reason="Sjukdom")
        with pytest.raises(DomainError) as cancelled:
            say(world.chair, YES)

        assert (over.value.code, cancelled.value.code) == ("reply.closed", "reply.closed")

    def test_who_has_not_been_asked_cannot_answer(self, world, say):
        with pytest.raises(NotFound):
            say(world.auditor, YES)

    def test_guesses_from_an_address_are_stopped(self, db_session, world, summoned):
        for _ in range(20):
            replying.count_unknown(db_session, "192.0.2.1")
        token = replying.token_for(summoned.id, world.chair.person_id, summoned.held_on)

        with pytest.raises(DomainError) as stopped:
            replying.reply_behind(db_session, token=token, address="192.0.2.1")

        assert stopped.value.code == "reply.too_many"
        assert replying.reply_behind(db_session, token=token, address="192.0.2.2")
