"""Running text from a text field."""

from __future__ import annotations

from app.documents.engine import prose


def test_lines_become_paragraphs_bullets_and_headings() -> None:
    text = "# Bakgrund\r\nEtt stycke.\n\n- en punkt\n– en till\n• och en\n* sist\nSlut - inte punkt"
    assert prose(text) == [
        {"mellanrubrik": "Bakgrund"},
        {"stycke": "Ett stycke."},
        {"punkt": "en punkt"},
        {"punkt": "en till"},
        {"punkt": "och en"},
        {"punkt": "sist"},
        {"stycke": "Slut - inte punkt"},
    ]


def test_blank_text_has_no_blocks() -> None:
    assert prose(" \n\t\n") == []


def test_a_dash_without_a_space_is_text() -> None:
    assert prose("-5 grader\n#1 av 2") == [{"stycke": "-5 grader"}, {"stycke": "#1 av 2"}]
