"""The roll call: each seat in turn, the substitutes next in order of call (rule SUB)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kernel.actor import Role
from app.minutes.domain import ChangeKind, Mode, table_of
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    mark_present,
    seed_minutes_opened,
    seed_minutes_summoned,
)
from tests.support.html_client import HtmlClient

PAGE = "/sammantraden/2016-11-18/narvaro/upprop"
STATEMENTS = 16


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def address(made: SeedMeeting, key: str) -> str:
    """Return the page that calls somebody."""
    return f"{PAGE}/{made.attendee(key)}"


def answer(client: HtmlClient, made: SeedMeeting, key: str, do: str) -> str:
    """Press one of the buttons and return where the browser is sent."""
    return str(client.post(address(made, key), data={"do": do}).headers["Location"])


def test_the_roll_goes_through_seats_then_substitutes_and_ends_with_the_quorum(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    facts = opened.facts
    people = [p for p in facts.attendees if p.seated] + [p for p in facts.attendees if p.substitute]
    at = client.get(PAGE).headers["Location"]
    seen = []
    for person in people:
        page = client.get(at)
        seen.append(page.words)
        assert person.name in page.words
        do = "here" if person.seated else "away"
        at = client.post(at, data={"do": do}).headers["Location"]
    assert at.endswith("/narvaro")
    assert "Uppropet är klart: 5 av 5, beslutsför." in client.get(at).words
    assert f"1 av {len(people)}" in seen[0]


def test_for_somebody_away_the_substitute_next_in_turn_is_offered_and_serves_rule_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    after = answer(client, opened, "goran", "away")
    assert after == f"{address(opened, 'goran')}#ersattare"
    page = client.get(address(opened, "goran"))
    assert "Vem tjänstgör för Göran Lidgren?" in page.words
    assert page.words.index("Ulla Marklén (Arbetsförmedlingen), närmast i tur") < page.words.index(
        "Rolf Hedqvist"
    )
    assert answer(client, opened, "goran", str(opened.attendee("ulla"))) != after
    served = [
        (one.person.name, one.replaces.name)
        for one in table_of(opened.facts).serving(1)
        if one.replaces
    ]
    assert served == [("Ulla Marklén", "Göran Lidgren")]
    words = client.get(address(opened, "goran")).words
    assert "Ulla Marklén tjänstgör" in words
    assert "Närvarande, tjänstgör för Göran Lidgren" in client.get(address(opened, "ulla")).words


def test_another_substitute_may_be_chosen_or_none_or_the_regular_comes_after_all(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    answer(client, opened, "goran", "away")
    for key in ("ulla", "rolf"):
        answer(client, opened, "goran", str(opened.attendee(key)))
        serving = [s.person.id for s in table_of(opened.facts).serving(1) if s.replaces]
        assert serving == [opened.attendee(key)]
    answer(client, opened, "goran", "0")
    assert table_of(opened.facts).quorum(1).serving == 4
    answer(client, opened, "goran", str(opened.attendee("rolf")))
    answer(client, opened, "goran", "here")
    rolf = opened.facts.attendee(opened.attendee("rolf"))
    assert rolf is not None
    assert rolf.replaces_id is None
    assert table_of(opened.facts).quorum(1).serving == 5


def test_distance_is_answered_at_the_roll_call_and_sound_only_is_kept_rule_f16(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))

    def mode() -> Mode:
        found = opened.facts.attendee(opened.attendee("karin"))
        assert found is not None
        return found.mode

    answer(client, opened, "karin", "distance")
    assert mode() is Mode.VIDEO
    answer(client, opened, "karin", "distance")
    assert "På distans" in client.get(address(opened, "karin")).words
    answer(client, opened, "karin", "here")
    assert mode() is Mode.IN_ROOM


def test_what_is_known_of_a_substitutes_comings_and_goings_stands_on_the_button_rule_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    mark_present(opened, "goran", present=False)
    mark_present(opened, "ulla", present=True)
    add_change(opened, "ulla", ChangeKind.LEFT, 58)
    sign_in(client, opened.user("helena"))
    words = client.get(address(opened, "goran")).words
    assert "Ulla Marklén (Arbetsförmedlingen), närmast i tur, gick efter § 58" in words


def test_what_is_not_an_answer_changes_nothing(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    before = opened.facts
    answer(client, opened, "karin", "kanske")
    assert opened.facts == before
    assert client.get(address(opened, "helena")).status_code == 404


def test_a_call_costs_a_fixed_number_of_statements(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting, counting: Any
) -> None:
    sign_in(client, opened.user("helena"))
    where = address(opened, "karin")
    client.get(where)
    with counting() as seen:
        client.get(where)
    assert len(seen) <= STATEMENTS, "\n".join(seen)


def test_the_roll_is_called_only_while_the_minutes_are_written(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    seed_minutes_summoned(db_session)
    sign_in(client, Role.DIRECTOR)
    assert client.get(PAGE).status_code == 404
