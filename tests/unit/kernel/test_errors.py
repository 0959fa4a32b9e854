"""A refusal is a code; a person meets a Swedish sentence."""

from __future__ import annotations

import pytest

from app.kernel import errors, money
from app.kernel.errors import DomainError, EditConflict


def test_a_code_becomes_its_sentence_with_details(monkeypatch):
    monkeypatch.setattr(errors, "_sentences", {"letter.long": "Högst {limit} tecken."})

    assert errors.sentence(DomainError("letter.long", limit=30)) == "Högst 30 tecken."


def test_reasons_are_looked_up_in_turn(monkeypatch):
    known = {"transition.blocked": "Nej: {reasons}", "a.b": "Det saknas en dag.", "c.d": "Och tid."}
    monkeypatch.setattr(errors, "_sentences", known)
    error = DomainError("transition.blocked", reasons=["a.b", "c.d"])

    assert errors.sentence(error) == "Nej: Det saknas en dag. Och tid."
    assert errors.sentences(error) == ["Det saknas en dag.", "Och tid."]


def test_an_error_without_reasons_is_one_sentence():
    errors.add_sentences(money.SENTENCES)

    assert errors.sentences(DomainError("money.unreadable")) == [
        money.SENTENCES["money.unreadable"]
    ]


def test_one_code_has_one_sentence():
    errors.add_sentences(money.SENTENCES)

    with pytest.raises(ValueError, match="two sentences"):
        errors.add_sentences({"money.unreadable": "Något annat."})


def test_a_conflict_carries_both_texts():
    conflict = EditConflict([("text", "Text", "mitt", "ditt")], version=7, other_person="Åsa")

    assert (conflict.code, conflict.version) == ("edit.conflict", 7)
    assert conflict.fields == (("text", "Text", "mitt", "ditt"),)
