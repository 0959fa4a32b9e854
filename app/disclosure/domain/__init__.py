"""Finding and masking what may not be published, and when publication ends. Pure."""

from __future__ import annotations

from app.disclosure.domain.ending import last_day_default
from app.disclosure.domain.finding import findings, numbers_left, spans
from app.disclosure.domain.highlighting import Piece, highlighted
from app.disclosure.domain.masking import (
    check_provision,
    check_publishable,
    check_verdict,
    check_words,
    hides_more,
    holding,
    masked,
    occurrences,
    reasons_for_masks,
    snapshot_sha256,
    undecided,
)
from app.disclosure.domain.terms import (
    BY_HAND,
    IN_THE_LOG,
    KIND_WORDS,
    MASK,
    SENTENCES,
    Decision,
    Finding,
    Kind,
    Passage,
    Verdict,
    explanation,
    mark_of,
    mask_word,
)
from app.disclosure.domain.texts import FIELD_WORDS, anchor, plain, public_data, texts, where

__all__ = [
    "BY_HAND",
    "FIELD_WORDS",
    "IN_THE_LOG",
    "KIND_WORDS",
    "MASK",
    "SENTENCES",
    "Decision",
    "Finding",
    "Kind",
    "Passage",
    "Piece",
    "Verdict",
    "anchor",
    "check_provision",
    "check_publishable",
    "check_verdict",
    "check_words",
    "explanation",
    "findings",
    "hides_more",
    "highlighted",
    "holding",
    "last_day_default",
    "mark_of",
    "mask_word",
    "masked",
    "numbers_left",
    "occurrences",
    "plain",
    "public_data",
    "reasons_for_masks",
    "snapshot_sha256",
    "spans",
    "texts",
    "undecided",
    "where",
]
