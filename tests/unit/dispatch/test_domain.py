"""Whom an extract goes to, how far it has come, what the mail says (rule A5)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.dispatch.domain import (
    MARKS,
    WAITING,
    Decided,
    Known,
    Sent,
    State,
    Suggestion,
    Way,
    is_applicant,
    is_email,
    letter,
    rejects,
    state_of,
    suggest,
)

KNOWN = [
    Known("Åsa Öberg", "Norrsele kommun", "asa@norrsele.example"),
    Known("Per Ek", "Norrsele kommun", "per@norrsele.example"),
    Known("Lyftet", "Vuxenskolan Älvby", "lyftet@alvby.example"),
]
NOON = datetime(2016, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "address", "others"),
    [
        ("Åsa Öberg", "asa@norrsele.example", ()),
        ("åsa  öberg, Norrsele kommun", "asa@norrsele.example", ()),
        ("Norrsele kommun", "asa@norrsele.example", ("per@norrsele.example",)),
        ("Rektor, Norrsele kommun.", "asa@norrsele.example", ("per@norrsele.example",)),
        ("Lyftet", "lyftet@alvby.example", ()),
        ("Någon annan", "", ()),
        (",", "", ()),
    ],
)
def test_the_register_suggests_an_address_where_names_agree(line, address, others) -> None:
    found = suggest(line, KNOWN)

    assert (found.way, found.address, found.others) == (Way.MAIL, address, others)


def test_what_is_put_in_the_own_file_is_suggested_not_to_be_sent() -> None:
    assert suggest("Akten.", KNOWN) == Suggestion(
        Way.NOT_NEEDED, note="Utdraget finns i ärendets akt."
    )


def test_a_suggestion_says_whose_address_it_is() -> None:
    assert suggest("Per Ek", KNOWN).note == "Per Ek, Norrsele kommun"


@pytest.mark.parametrize(
    ("line", "organisation", "expected"),
    [
        ("Sökanden", "", True),
        ("norrsele kommun", "Norrsele kommun", True),
        ("Norrsele kommun", "Älvby kommun", False),
        ("", "", False),
    ],
)
def test_a_line_means_the_applicant_by_the_word_or_the_name(line, organisation, expected) -> None:
    assert is_applicant(line, organisation) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anna@kommunen.se", True),
        ("anna@kommunen", False),
        ("anna kommunen.se", False),
        ("a@b.se, c@d.se", False),
        ("", False),
    ],
)
def test_an_email_address_is_one_address(text, expected) -> None:
    assert is_email(text) is expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (None, State.OPEN),
        (Sent(Way.MAIL), State.QUEUED),
        (Sent(Way.MAIL, last_error="450"), State.RETRYING),
        (Sent(Way.MAIL, failed_at=NOON, last_error="550"), State.FAILED),
        (Sent(Way.MAIL, sent_at=NOON), State.SENT),
        (Sent(Way.LETTER), State.PRINTED),
        (Sent(Way.LETTER, posted_on=date(2016, 11, 21)), State.POSTED),
    ],
)
def test_how_far_it_has_come_follows_from_what_is_known(sent, expected) -> None:
    assert state_of(sent) is expected


def test_what_is_not_needed_or_comes_by_a_decision_letter_is_not_waited_for() -> None:
    assert state_of(None, not_needed="Har fått det.") is State.NOT_NEEDED
    assert state_of(None, by_letter=True) is State.DECISION_LETTER
    assert state_of(Sent(Way.MAIL), by_letter=True) is State.QUEUED
    assert {State.NOT_NEEDED, State.DECISION_LETTER, State.SENT, State.POSTED}.isdisjoint(WAITING)
    assert set(MARKS) == set(State)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("avslå ansökan från Vilma", True),
        ("att avslå ansökan", True),
        ("bevilja 300 000 kr", False),
        ("inte avslå ansökan", False),
    ],
)
def test_a_paragraph_rejects_when_it_turns_something_down(clause, expected) -> None:
    assert rejects(["anteckna informationen", clause]) is expected


def written(*paragraphs: Decided, contact: str = "Ring kansliet.", body: str = "Styrelsen"):
    return letter(
        paragraphs,
        association="Samordningsförbundet Älvbygden",
        body_name=body,
        span="§§ 5–6",
        held_on=date(2016, 11, 18),
        attested_on=date(2016, 11, 21),
        appeal_text="Skriv till förvaltningsrätten.",
        contact=contact,
    )


def test_the_mail_tells_what_was_decided_in_which_paragraph() -> None:
    made = written(
        Decided("§ 5", "Val", "Samordningsförbundet beslutar", ("välja Åsa Öberg",)),
        Decided("§ 6", "Budget", "Samordningsförbundet beslutar", ("anta budgeten", "återkomma")),
        Decided("§ 7", "Information", "", ()),
    )

    assert made.heading == "Protokollsutdrag §§ 5–6, sammanträdet den 18 november 2016"
    assert "§ 5 Val\nSamordningsförbundet beslutar att välja Åsa Öberg.\n" in made.body
    assert (
        "§ 6 Budget\nSamordningsförbundet beslutar\n– att anta budgeten\n– att återkomma"
        in made.body
    )
    assert "\n§ 7 Information\n" in made.body
    assert "Protokollet justerades den 21 november 2016." in made.body
    assert made.body.endswith("Med vänlig hälsning\nSamordningsförbundet Älvbygden\n")
    assert "överklagar" not in made.body


def test_rule_a5_the_mail_about_a_rejection_tells_how_to_appeal() -> None:
    made = written(Decided("§ 5", "Ansökan", "Förbundet beslutar", ("avslå ansökan",)), contact="")

    assert "Så överklagar du\nSkriv till förvaltningsrätten." in made.body
    assert "\n\n\n" not in made.body


def test_a_body_with_a_short_name_keeps_its_letters() -> None:
    assert "med LSG i " in written(body="LSG").body
    assert "med styrelsen i " in written().body
