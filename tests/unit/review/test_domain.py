"""What signers read, what has changed since, and when they are reminded (rule K7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.minutes.domain.freezing import attestation_dates
from app.review.domain import (
    FRONT,
    WaitingSigner,
    changed_places,
    changed_words,
    differences,
    fingerprints,
    labels_of,
    listed,
    parts_of,
    reminder_day,
    texts,
    to_remind,
)

HELD = date(2026, 11, 2)
DATES = attestation_dates(HELD)

ROW = {
    "tal": 58,
    "nummer": "§ 58",
    "rubrik": "Budget 2027",
    "dnr": "",
    "narvaro": ["Kent Arvidsson lämnade sammanträdet."],
    "bakgrund": [{"stycke": "Kansliet har räknat."}, {"punkt": "Två insatser"}],
    "omrostningar": [
        {
            "inledning": "Ja för bifall.",
            "roster": [{"namn": "Bo", "organisation": "Älvby", "rost": "ja"}],
            "resultat": "Bifall.",
        }
    ],
    "beslut": ["anta budgeten"],
    "bilagor": [{"nr": "1", "titel": "Budget", "text": "Bilaga 1, Budget"}],
}
DATA = {
    "plats_och_tid": "Kansliet, kl. 9–12",
    "beslutande": [
        {"namn": "Bo", "roll": "ordförande", "text": "Bo, ordförande", "ersatter": "för Mia"},
        {"namn": "Ann", "roll": "ledamot", "text": "Ann, ledamot", "paragrafer": "§§ 1–3"},
    ],
    "antal": 3,
    "paragrafer": [ROW, {**ROW, "tal": 59, "nummer": "§ 59", "rubrik": "Val"}],
}


def with_paragraph(**values):
    return {**DATA, "paragrafer": [{**ROW, **values}, DATA["paragrafer"][1]]}


def test_what_can_be_commented_is_the_front_page_and_each_paragraph():
    assert list(parts_of(DATA)) == [FRONT, 58, 59]
    assert labels_of(DATA) == {FRONT: "Första sidan", 58: "§ 58", 59: "§ 59"}
    assert list(parts_of({})) == [FRONT]


def test_the_text_of_a_paragraph_reads_as_people_read_it():
    assert texts(58, ROW) == {
        "Rubrik": "Budget 2027",
        "Närvaro": "Kent Arvidsson lämnade sammanträdet.",
        "Bakgrund": "Kansliet har räknat.\nTvå insatser",
        "Omröstning": "Ja för bifall.\nBo, Älvby, ja\nBifall.",
        "Beslut": "anta budgeten",
        "Bilagor": "Bilaga 1, Budget",
    }
    assert texts(FRONT, DATA) == {
        "Plats och tid": "Kansliet, kl. 9–12",
        "Beslutande": "Bo, ordförande, för Mia\nAnn, ledamot, §§ 1–3",
    }
    assert texts(58, {"rubrik": 7}) == {}


def test_only_what_reads_differently_has_another_mark():
    before = fingerprints(DATA)

    assert changed_places(before, DATA) == []
    assert changed_places(before, with_paragraph(beslut=["avslå budgeten"])) == [58]
    assert changed_places(before, {**DATA, "plats_och_tid": "Rådhuset"}) == [FRONT]
    assert changed_places({}, DATA) == [FRONT, 58, 59]


def test_what_has_changed_is_said_in_words():
    before = fingerprints(DATA)

    assert changed_words(before, DATA) == "inget har ändrats sedan dess"
    both = {**DATA, "paragrafer": [{**row, "dnr": "2026/7"} for row in DATA["paragrafer"]]}
    assert changed_words(before, both) == "§ 58 och § 59 har ändrats sedan dess"
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert listed([]) == ""


def test_the_old_and_the_new_wording_are_marked_word_by_word():
    found = differences(58, ROW, {**ROW, "beslut": ["anta en budget"], "bilagor": []})

    assert [one.label for one in found] == ["Beslut", "Bilagor"]
    assert [part.text for part in found[0].before if part.changed] == ["budgeten"]
    assert [part.text for part in found[0].after if part.changed] == ["en budget"]
    assert (found[1].after, found[1].before[0].changed) == ((), True)
    assert differences(58, ROW, ROW) == []
    assert len(differences(58, None, ROW)) == len(texts(58, ROW))


@pytest.mark.parametrize(
    ("today", "planned"),
    [
        (date(2026, 11, 11), None),
        (date(2026, 11, 12), date(2026, 11, 12)),
        (date(2026, 11, 14), date(2026, 11, 12)),
        (date(2026, 11, 15), date(2026, 11, 15)),
        (date(2026, 11, 16), date(2026, 11, 16)),
        (date(2026, 11, 17), date(2026, 11, 17)),
        (date(2026, 11, 22), date(2026, 11, 17)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 12, 1), date(2026, 11, 30)),
    ],
)
def test_rule_k7_reminders_come_from_day_ten_at_the_end_and_then_once_a_week(today, planned):
    assert reminder_day(DATES, today) == planned


def test_rule_k7_a_short_time_reminds_no_earlier_than_it_begins():
    short = attestation_dates(HELD, within_days=1, remind_after=1)

    assert reminder_day(short, HELD) is None
    assert reminder_day(short, HELD + timedelta(days=1)) == HELD + timedelta(days=1)


def waiting(email="bo@alvbygden.example", reminded_on=None):
    return WaitingSigner(1, HELD, None, 2, "Bo Almqvist", email, reminded_on)


def test_rule_k7_nobody_is_reminded_twice_for_the_same_day_or_without_an_address():
    first = DATES.remind_on

    assert to_remind(waiting(), DATES, first)
    assert not to_remind(waiting(reminded_on=first), DATES, first)
    assert not to_remind(waiting(reminded_on=first), DATES, first + timedelta(days=1))
    assert to_remind(waiting(reminded_on=first), DATES, DATES.last_day)
    assert not to_remind(waiting(email=""), DATES, first)
    assert not to_remind(waiting(), DATES, HELD)
