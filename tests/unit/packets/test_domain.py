"""What a packet holds, where its parts begin, and when it is old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents.domain import BY_EXTENSION
from app.packets.domain import (
    Chapter,
    Contents,
    Mark,
    Paper,
    Way,
    first_pages,
    marks,
    progress_words,
    way_of,
)

PAPER = Paper(3, "Ansökan", "a" * 64, "ansokan.pdf", "application/pdf")
CONTENTS = Contents(
    association="Samordningsförbundet Älvbygden",
    heading="Handlingar till styrelsens sammanträde",
    day="fredag den 24 februari 2017",
    hours="kl. 09.00–15.00",
    place="Kansliet",
    held_on=date(2017, 2, 24),
    summons_version=1,
    summons_sha256="b" * 64,
    chapters=(
        Chapter("1", "Sammanträdet öppnas", ()),
        Chapter("2", "Ansökan", (PAPER, replace(PAPER, number=4))),
        Chapter("", "Bilagor utan ärende", (replace(PAPER, number=5),)),
    ),
)


def test_every_kind_of_file_that_is_kept_has_a_way_to_become_pages():
    ways = {kind.extension: way_of(kind.media_type) for kind in BY_EXTENSION.values()}

    assert Way.NONE not in ways.values()
    assert ways["pdf"] is Way.AS_IT_IS
    assert ways["docx"] is ways["odt"] is Way.OFFICE
    assert ways["png"] is ways["jpeg"] is Way.IMAGE
    assert ways["csv"] is Way.TEXT
    assert way_of("application/x-okand") is Way.NONE


def test_the_papers_come_in_the_order_of_the_agenda():
    assert [paper.stamp for paper in CONTENTS.papers] == ["Bilaga 3", "Bilaga 4", "Bilaga 5"]
    assert PAPER.name == "Bilaga 3, Ansökan"
    assert CONTENTS.filename == "Handlingar 2017-02-24.pdf"


def test_each_part_begins_where_the_one_before_ended():
    assert first_pages(2, [4, 1, 3]) == [2, 6, 7]
    assert first_pages(2, []) == []


def test_the_bookmarks_lead_to_items_in_the_summons_and_to_annexes():
    made = marks(CONTENTS, summons_page=2, item_pages=[2, 3, 3], paper_pages=[6, 7, 9])

    assert made[:3] == (
        Mark("Innehåll", 1),
        Mark("Kallelse", 2),
        Mark("1. Sammanträdet öppnas", 2),
    )
    assert made[3] == Mark(
        "2. Ansökan", 3, (Mark("Bilaga 3, Ansökan", 6), Mark("Bilaga 4, Ansökan", 7))
    )
    assert made[4] == Mark("Bilagor utan ärende", 3, (Mark("Bilaga 5, Ansökan", 9),))


@pytest.mark.parametrize(
    "changed",
    [
        replace(CONTENTS, summons_version=2),
        replace(CONTENTS, summons_sha256="c" * 64),
        replace(CONTENTS, chapters=CONTENTS.chapters[:2]),
        replace(CONTENTS, chapters=(Chapter("1", "Annat", ()), *CONTENTS.chapters[1:])),
    ],
)
def test_whatever_changes_in_the_papers_changes_the_fingerprint(changed):
    assert CONTENTS.fingerprint() == replace(CONTENTS).fingerprint()
    assert changed.fingerprint() != CONTENTS.fingerprint()


def test_progress_is_told_in_words():
    assert progress_words(7, 61) == "7 av 61 handlingar"
