"""An opinion: written by any of a member's people, sent once, locked, seen after one's own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.applications import queries as all_queries
from app.applications.domain import ApplicationState, OpinionState, Stance
from app.applications.domain.preparing import Ground
from app.applications.services import preparing as services
from app.applications.services.opinions import may_see
from app.kernel import history
from app.kernel.actor import Role
from app.kernel.errors import DomainError, EditConflict
from tests.factories.people import actor_for, create_seat, create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    member,
    office,
    opinion_of,
    standing,
)

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def world(db_session):
    return create_world(db_session, logins=False)


@pytest.fixture
def application(db_session, world):
    return in_preparation(db_session, world, due_on=date(2017, 2, 20), meets_on=date(2017, 2, 24))


def refused(code, act, *args, **values):
    with pytest.raises(DomainError) as refusal:
        act(*args, **values)
    assert refusal.value.code == code
    return refusal.value


def test_rule_prep_a_sent_opinion_is_locked(db_session, world, application):
    answer(db_session, world, application, 0)
    locked = opinion_of(db_session, application, 0)

    for act in (services.save_opinion, services.send_opinion):
        refused(
            "opinion.locked",
            act,
            db_session,
            actor=member(world, 0),
            opinion_id=locked.id,
            version=locked.version_id,
        )
    assert (locked.given_by, locked.state) == ("Gun Gruppmana", OpinionState.SENT)


@pytest.mark.parametrize(
    "change",
    [
        "text = 'något annat'",
        "stance = 'reject'",
        "state = 'open', sent_at = NULL",
        "sent_at = NULL",
        "given_by = 'x'",
        "member_organisation_id = member_organisation_id + 1",
    ],
)
def test_rule_prep_the_database_keeps_the_lock_when_somebody_goes_around_the_service(
    db_session, world, application, change
):
    answer(db_session, world, application, 0)
    locked = opinion_of(db_session, application, 0)

    with pytest.raises(DatabaseError), db_session.begin_nested():
        db_session.execute(text(f"UPDATE opinion SET {change} WHERE id = :id"), {"id": locked.id})
    with pytest.raises(DatabaseError), db_session.begin_nested():
        db_session.execute(text("DELETE FROM opinion WHERE id = :id"), {"id": locked.id})


@pytest.mark.parametrize(
    "values",
    [
        "state = 'sent', sent_at = '2017-02-15 10:00'",  # without a stance
        "state = 'recused', sent_at = '2017-02-15 10:00'",  # without a ground
        "state = 'sent'",  # without a day
        "ore = 0",
        "ore = -1",
        "state = 'sent', stance = 'grant', ore = 5, sent_at = '2017-02-15 10:00'",
        "state = 'sent', stance = 'grant_in_part', sent_at = '2017-02-15 10:00'",
        "state = 'half'",
        "stance = 'maybe'",
    ],
)
def test_the_database_refuses_an_opinion_that_says_half_a_thing(
    db_session, world, application, values
):
    asked = opinion_of(db_session, application, 0)
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(text(f"UPDATE opinion SET {values} WHERE id = :id"), {"id": asked.id})


def test_a_group_member_writes_for_the_own_organisation_only(db_session, world, application):
    asked = opinion_of(db_session, application, 0)
    values = {"opinion_id": asked.id, "version": asked.version_id, "stance": Stance.GRANT}

    for somebody in (member(world, 1), office(world)):
        refused("opinion.not_yours", services.save_opinion, db_session, actor=somebody, **values)


def test_a_member_who_has_left_the_group_writes_no_more(db_session, world, application, clock):
    asked = opinion_of(db_session, application, 0)
    db_session.execute(
        text("UPDATE seat SET valid_to = '2017-02-15' WHERE person_id = :id"),
        {"id": world.group_users[0].person_id},
    )
    clock.move(days=1)
    refused(
        "opinion.not_yours",
        services.save_opinion,
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=asked.version_id,
    )


def test_two_colleagues_at_once_see_both_texts_and_lose_none(db_session, world, application):
    asked = opinion_of(db_session, application, 0)
    colleague = actor_for(world.board_users[5], (Role.MEMBER, world.group.id))
    create_seat(
        db_session,
        world.board_users[5].person,
        Role.MEMBER,
        body=world.group,
        member=world.members[0],
    )
    first = {"opinion_id": asked.id, "version": asked.version_id}
    services.save_opinion(
        db_session, actor=colleague, text="Det första", stance=Stance.GRANT, **first
    )
    db_session.flush()
    with pytest.raises(EditConflict) as conflict:
        services.save_opinion(
            db_session,
            actor=member(world, 0),
            text="Det andra",
            stance=Stance.GRANT_IN_PART,
            ore=100_00,
            **first,
        )

    assert conflict.value.other_person == "Britt Westin"
    assert conflict.value.fields == (
        ("stance", "Ställning", "Tillstyrker till en del", "Tillstyrker"),
        ("ore", "Belopp", "100", ""),
        ("text", "Skäl", "Det andra", "Det första"),
    )


def test_saving_the_same_again_is_no_change(db_session, world, application):
    asked = opinion_of(db_session, application, 0)
    values = {"opinion_id": asked.id, "text": "Samma", "actor": member(world, 0)}
    saved = services.save_opinion(db_session, version=asked.version_id, **values)
    db_session.flush()
    version = saved.version_id

    assert services.save_opinion(db_session, version=1, **values).version_id == version


def test_nobody_sends_another_text_than_the_one_that_was_read(db_session, world, application):
    asked = opinion_of(db_session, application, 0)
    services.save_opinion(
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=asked.version_id,
        stance=Stance.GRANT,
        text="Nyare",
    )
    db_session.flush()

    with pytest.raises(EditConflict):
        services.send_opinion(
            db_session, actor=member(world, 0), opinion_id=asked.id, version=asked.version_id
        )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": "Kalle, 850709-9805, behöver stöd."}, "opinion.personal_number"),
        ({"stance": Stance.GRANT_IN_PART, "ore": 60_000_000}, "opinion.amount_not_part"),
        ({"stance": Stance.GRANT_IN_PART, "ore": 0}, "opinion.amount_not_part"),
    ],
)
def test_rule_f4_what_could_never_be_sent_is_refused_at_once(
    db_session, world, application, values, code
):
    asked = opinion_of(db_session, application, 0)
    refused(
        code,
        services.save_opinion,
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=asked.version_id,
        **values,
    )


def test_a_half_written_draft_is_kept_and_not_sent(db_session, world, application):
    asked = opinion_of(db_session, application, 0)
    saved = services.save_opinion(
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=asked.version_id,
        stance=Stance.GRANT_IN_PART,
        text="Mer kommer",
    )
    db_session.flush()
    assert (saved.stance, saved.ore) == (Stance.GRANT_IN_PART, None)

    error = refused(
        "opinion.amount_missing",
        services.send_opinion,
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=saved.version_id,
    )
    assert error.field == "ore"


def test_rule_k12_a_recused_organisation_gives_no_opinion_but_its_ground(
    db_session, world, application
):
    asked = opinion_of(db_session, application, 0)
    values = {"actor": member(world, 0), "opinion_id": asked.id, "version": asked.version_id}
    refused("opinion.ground_missing", services.recuse, db_session, ground=None, **values)
    services.recuse(db_session, ground=Ground.PARTY, text="Vi är huvudman.", **values)

    found = opinion_of(db_session, application, 0)
    assert (found.state, found.stance, found.ground) == (OpinionState.RECUSED, None, "party")
    assert standing(db_session, application).tally.summary == (
        "0 av 4 har svarat, ofullständigt, 1 med jäv"
    )


def test_rule_prep_the_log_says_that_an_opinion_came_and_not_what_it_says(
    db_session, world, application
):
    answer(db_session, world, application, 0, stance=Stance.REJECT, text="För dyrt.")

    said = [entry.sentence for entry in history.events(db_session, application)]
    assert said[0] == "lämnade yttrandet från Arbetsförmedlingen"
    assert not any("vstyrk" in sentence or "dyrt" in sentence for sentence in said)


def test_rule_prep_who_sees_what_the_others_said(db_session, world, application):
    answer(db_session, world, application, 0)
    round_ = standing(db_session, application)
    access = all_queries.access(db_session, application)

    def sees(actor):
        return may_see(db_session, actor=actor, access=access, round_=round_)

    assert sees(office(world))
    assert sees(world.actor(world.auditor, Role.AUDITOR))
    assert sees(member(world, 0))
    assert not sees(member(world, 1))
    guest = world.board_users[9]
    create_seat(db_session, guest.person, Role.MEMBER, body=world.group)
    assert not sees(actor_for(guest, (Role.MEMBER, world.group.id)))


def test_the_board_reads_the_opinions_when_the_application_has_come_to_it(
    db_session, world, application
):
    application.state = ApplicationState.ON_AGENDA
    db_session.flush()
    access = all_queries.access(db_session, application)
    round_ = standing(db_session, application)
    chair = world.actor(world.chair, Role.CHAIR)

    assert may_see(db_session, actor=chair, access=access, round_=round_)
