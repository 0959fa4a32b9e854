"""The kinds of things in applications and their Swedish words. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is applied for; an extension or a change inherits from an earlier application."""

    NEW = "new"
    EXTENSION = "extension"
    CHANGE = "change"
    PRE_STUDY = "pre_study"
    ESF = "esf"


KIND_WORDS = {
    Kind.NEW: "Ny insats",
    Kind.EXTENSION: "Förlängning av en pågående insats",
    Kind.CHANGE: "Ändring av en beviljad insats",
    Kind.PRE_STUDY: "Förstudie",
    Kind.ESF: "Medfinansiering av ett ESF-projekt",
}
INHERITING = frozenset({Kind.EXTENSION, Kind.CHANGE})


class Direction(StrEnum):
    """An initiative is individual or structural, never both (rule TYPE)."""

    INDIVIDUAL = "individual"
    STRUCTURAL = "structural"


DIRECTION_WORDS = {
    Direction.INDIVIDUAL: "Individinriktad",
    Direction.STRUCTURAL: "Strukturövergripande",
}


class Part(StrEnum):
    """What a collaborator may do with an application."""

    SUBMIT = "submit"
    WRITE = "write"
    COMMENT = "comment"


PART_WORDS = {
    Part.SUBMIT: "Skriver, bjuder in och skickar in",
    Part.WRITE: "Skriver",
    Part.COMMENT: "Läser och kommenterar",
}


class Stance(StrEnum):
    """What an opinion or a group's position says (rule PREP)."""

    GRANT = "grant"
    GRANT_IN_PART = "grant_in_part"
    REJECT = "reject"
    REFER_BACK = "refer_back"


STANCE_WORDS = {
    Stance.GRANT: "Tillstyrker",
    Stance.GRANT_IN_PART: "Tillstyrker till en del",
    Stance.REJECT: "Avstyrker",
    Stance.REFER_BACK: "Återremitterar",
}


class DecisionKind(StrEnum):
    """What a board can do with an application."""

    GRANT = "grant"
    GRANT_IN_PART = "grant_in_part"
    REJECT = "reject"
    REFER_BACK = "refer_back"
    TABLE = "table"


DECISION_WORDS = {
    DecisionKind.GRANT: "Bevilja",
    DecisionKind.GRANT_IN_PART: "Bevilja till en del",
    DecisionKind.REJECT: "Avslå",
    DecisionKind.REFER_BACK: "Återremittera",
    DecisionKind.TABLE: "Bordlägga",
}


class Stage(StrEnum):
    """The office proposes, the board decides; the two are kept apart."""

    PROPOSAL = "proposal"
    DECISION = "decision"


class SignedBy(StrEnum):
    """How an agreement was signed; only what is really so is said."""

    ON_PAPER = "on_paper"
    ELSEWHERE = "elsewhere"


SIGNED_WORDS = {
    SignedBy.ON_PAPER: "Undertecknad på papper",
    SignedBy.ELSEWHERE: "Undertecknad i en e-underskriftstjänst",
}
