"""Commissions: their words, their state, who may read them, the data of the list."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from app.commissions.documents import list_context, list_properties
from app.commissions.domain import (
    CommissionRow,
    CommissionState,
    commission_clause,
    task_words,
)
from app.commissions.policies import READ_COMMISSION, REPORT_COMMISSION, SEE_COMMISSIONS
from app.kernel import clock
from app.kernel.actor import Actor, Role

TODAY = date(2017, 6, 12)


def row(**values: Any) -> CommissionRow:
    """Return a commission that stands, is due in May and not reported."""
    given: dict[str, Any] = {
        "id": 1,
        "paragraph_id": 2,
        "what": "ta fram en plan",
        "to_words": "förbundschefen",
        "person_id": 7,
        "person": "Helena Rosvall",
        "due_on": date(2017, 5, 31),
        "reported_on": None,
        "report": "",
        "reported_by": "",
        "stands": True,
        "paragraph": "§ 63",
        "heading": "Uppföljning",
        "body_id": 1,
        "body": "Styrelsen",
        "meeting_on": date(2017, 2, 24),
        "case_id": None,
        "case_number": "",
    }
    return CommissionRow(**{**given, **values})


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("Att ta fram  en plan.", "ta fram en plan"),
        ("ta fram en plan", "ta fram en plan"),
        (" att ", ""),
        ("", ""),
    ],
)
def test_what_is_to_be_done_is_part_of_a_sentence(what, words):
    assert task_words(what) == words


def test_the_clause_says_to_whom_what_and_by_when():
    clause = commission_clause("förbundschefen", "ta fram en plan", date(2017, 5, 31))
    assert clause == (
        "uppdra till förbundschefen att ta fram en plan och återrapportera senast den 31 maj 2017"
    )
    assert commission_clause("kansliet", "ringa", None) == "uppdra till kansliet att ringa"


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"stands": False}, CommissionState.WAITING),
        ({}, CommissionState.LATE),
        ({"due_on": TODAY}, CommissionState.OPEN),
        ({"due_on": None}, CommissionState.OPEN),
        ({"reported_on": TODAY}, CommissionState.REPORTED),
    ],
)
def test_a_commission_stands_when_its_paragraph_is_attested_and_is_late_after_its_day(
    values, state
):
    assert row(**values).state(TODAY) is state


def test_who_has_it_is_told_as_the_decision_says_with_the_person():
    assert row().whom == "Förbundschefen (Helena Rosvall)"
    assert row(to_words="Helena Rosvall").whom == "Helena Rosvall"
    assert row(person="", person_id=None).whom == "Förbundschefen"


def test_where_it_was_given_is_told_before_the_number_too():
    assert row().given_at == "§ 63, 24 februari 2017"
    assert row().listed_at == "§ 63, 2017-02-24"
    assert row(paragraph="").listed_at == "2017-02-24"
    assert row(paragraph="").given_at == "sammanträdet den 24 februari 2017"


def actor(role: Role | None = None, person_id: int = 1) -> Actor:
    """Return somebody with one role, or none."""
    return Actor(1, person_id, "Någon", frozenset({(role, None)} if role else ()))


def test_rule_o5_before_the_paragraph_is_attested_only_the_office_sees_it():
    waiting = row(stands=False)
    assert actor(Role.ADMINISTRATOR).may(READ_COMMISSION, waiting)
    for role in (Role.CHAIR, Role.AUDITOR, None):
        assert not actor(role, person_id=7).may(READ_COMMISSION, waiting)
        assert not actor(role, person_id=7).may(REPORT_COMMISSION, waiting)
    for role in (Role.REGULAR, Role.AUDITOR):
        assert actor(role).may(READ_COMMISSION, row())
        assert actor(role).may(SEE_COMMISSIONS)
        assert not actor(role).may(REPORT_COMMISSION, row())


def test_whoever_has_it_reads_and_reports_it():
    assert actor(person_id=7).may(READ_COMMISSION, row())
    assert actor(person_id=7).may(REPORT_COMMISSION, row())
    assert not actor(person_id=8).may(READ_COMMISSION, row())
    assert not actor().may(SEE_COMMISSIONS)
    assert not READ_COMMISSION.allows(None, row())


HEAD = SimpleNamespace(
    name="Förbundet",
    town="Älvby",
    organisation_number="",
    postal_address="",
    visiting_address="",
    telephone="",
    email="",
    web_page="",
)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Alla uppdrag är redovisade."),
        ([row()], "Ett uppdrag är öppet, varav ett försenat."),
        ([row(due_on=None)], "Ett uppdrag är öppet."),
        ([row(), row(due_on=None)], "2 uppdrag är öppna, varav ett försenat."),
        ([row(), row()], "2 uppdrag är öppna, varav 2 försenade."),
    ],
)
def test_the_list_begins_with_how_many_are_left(rows, words):
    found = list_context(rows, HEAD, body="Styrelsen", today=TODAY)
    assert found["inledning"] == words


def test_the_list_holds_what_is_left_and_what_was_reported_but_not_what_waits():
    done = row(reported_on=date(2017, 5, 2), report="Klart.", due_on=None)
    found: Any = list_context([row(), row(stands=False), done], HEAD, body="Styrelsen", today=TODAY)
    assert [one["uppdrag"] for one in found["oppna"]] == ["Ta fram en plan"]
    assert found["oppna"][0]["senast"] == "2017-05-31"
    [reported] = found["redovisade"]
    assert (reported["redovisat"], reported["redovisning"]) == ("2017-05-02", "Klart.")
    assert list_context([row(due_on=None)], HEAD, body="x", today=TODAY)["oppna"][0]["senast"] == ""
    assert list_properties(HEAD, created=clock.now(), today=TODAY).identifier == "2017-06-12"
