"""Minutes: who was present at which §, what must be there before freezing, who signs. Pure."""

from app.minutes.domain.facts import (
    WRITING_STATES,
    AnnexFacts,
    Attendee,
    Change,
    MinutesFacts,
    ParagraphFacts,
)
from app.minutes.domain.numbers import counter_name, label, runs_label, series_of, span_label
from app.minutes.domain.terms import (
    CAPACITY_WORDS,
    METHOD_WORDS,
    SEATED,
    SIGNER_WORDS,
    AttestationMethod,
    Capacity,
    ChangeKind,
    Mode,
    SignerRole,
)

__all__ = [
    "CAPACITY_WORDS",
    "METHOD_WORDS",
    "SEATED",
    "SIGNER_WORDS",
    "WRITING_STATES",
    "AnnexFacts",
    "Attendee",
    "AttestationMethod",
    "Capacity",
    "Change",
    "ChangeKind",
    "MinutesFacts",
    "Mode",
    "ParagraphFacts",
    "SignerRole",
    "counter_name",
    "label",
    "runs_label",
    "series_of",
    "span_label",
]
