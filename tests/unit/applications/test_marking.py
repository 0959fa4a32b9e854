"""Which words differ between two versions of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.applications.domain.marking import Part, marked


def test_the_changed_words_are_marked_on_both_sides():
    left, right = marked("Sjuttio män och tio kvinnor", "Nio män och tio kvinnor")
    assert left == (Part("Sjuttio", changed=True), Part(" män och tio kvinnor"))
    assert right == (Part("Nio", changed=True), Part(" män och tio kvinnor"))


def test_what_is_only_added_is_marked_on_the_right():
    left, right = marked("Tio män", "Tio män och kvinnor")
    assert left == (Part("Tio män"),)
    assert right == (Part("Tio män"), Part(" och kvinnor", changed=True))


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("", "Nytt", (), (Part("Nytt", changed=True),)),
        ("Gammalt", "", (Part("Gammalt", changed=True),), ()),
        ("", "", (), ()),
    ],
)
def test_what_was_empty_is_new_as_a_whole(before, after, left, right):
    assert marked(before, after) == (left, right)


def test_very_long_texts_are_shown_whole():
    before, after = "a " * 3_000, "b " * 3_000
    assert marked(before, after) == (
        (Part(before, changed=True),),
        (Part(after, changed=True),),
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_letter_is_lost(before, after):
    left, right = marked(before, after)
    assert "".join(part.text for part in left) == before
    assert "".join(part.text for part in right) == after
