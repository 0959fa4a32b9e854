"""The form of a ballot: by name, by counted slips, or between candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.kernel.forms import Text, Whole
from app.minutes.domain import (
    Attendee,
    BallotFacts,
    BallotKind,
    CandidateFacts,
    Choice,
    Majority,
    ParagraphFacts,
)
from app.minutes.domain.ballots import CHOICE_WORDS, MAJORITY_WORDS
from app.minutes.forms.deliberating import ActForm

OPEN, SECRET, SLIPS, SHOWN = "oppen", "sluten", "val", "oppet-val"
WAY_WORDS = {
    OPEN: "Öppen omröstning",
    SECRET: "Sluten omröstning",
    SLIPS: "Val med slutna sedlar",
    SHOWN: "Öppet val",
}
_WAYS = {
    OPEN: (BallotKind.QUESTION, False),
    SECRET: (BallotKind.QUESTION, True),
    SLIPS: (BallotKind.ELECTION, True),
    SHOWN: (BallotKind.ELECTION, False),
}
# What is sent is Swedish, since the page that shows two ballots side by side shows it.
_CHOICES = {"ja": Choice.YES, "nej": Choice.NO, "avstår": Choice.ABSTAINS}
_SENT = {choice: word for word, choice in _CHOICES.items()}
_SPARE = 3  # empty rows for candidates
_MOST = 20
_COUNT = [Optional(), NumberRange(min=0, message="Antalet kan inte vara negativt.")]


def way_of(ballot: BallotFacts) -> str:
    """Return how a ballot is held: what its address says."""
    return next(way for way, kept in _WAYS.items() if kept == (ballot.kind, ballot.secret))


class Count(Whole):
    """How many votes; empty is none yet."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validators=_COUNT, **kwargs)


class VoteRow(PlainForm):
    """How one person voted; nothing chosen is no vote yet."""

    person = Whole("Person", widget=HiddenInput())
    choice = RadioField(
        "Röst",
        [Optional()],
        choices={sent: CHOICE_WORDS[choice] for sent, choice in _CHOICES.items()},
    )


class CandidateRow(PlainForm):
    """Somebody who got votes."""

    name = Text("Kandidat", limit=200)
    votes = Count("Röster")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for field in (self.name, self.votes):  # a row is left empty as a whole
            field.flags.optional = False


class BallotForm(ActForm):
    """A whole ballot."""

    yes_means = Text("Ja-röst innebär", limit=500)
    no_means = Text("Nej-röst innebär", limit=500)
    majority = SelectField(
        "Majoritet",
        choices={str(one): words for one, words in MAJORITY_WORDS.items()},
        coerce=Majority,
        default=Majority.SIMPLE,
    )
    votes = FieldList(FormField(VoteRow))
    yes_count = Count("Ja-röster")
    no_count = Count("Nej-röster")
    abstain_count = Count("Avstår eller blank")
    candidates = FieldList(FormField(CandidateRow), max_entries=_MOST)
    casting = RadioField(
        "Ordförandens utslagsröst",
        choices={sent: CHOICE_WORDS[_CHOICES[sent]] for sent in ("ja", "nej")},
        validate_choice=False,  # asked for only at a tie, and then by the page once more
    )
    lot_fell_on = SelectField("Lotten föll på", validate_choice=False)
    way = OPEN

    @classmethod
    def of(
        cls,
        one: ParagraphFacts,
        people: Iterable[Attendee],
        ballot: BallotFacts,
        version: int,
        tied: Sequence[str] = (),
    ) -> BallotForm:
        """Return the form of a ballot: a row for everybody who votes, and spare candidates."""
        voted = dict(ballot.votes)
        form: BallotForm = cls.filled(
            one,
            version,
            {
                "yes_means": ballot.yes_means,
                "no_means": ballot.no_means,
                "majority": ballot.majority,
                "votes": [
                    {"person": person.id, "choice": _SENT.get(voted.get(person.id, ""), "")}  # type: ignore[call-overload]  # nobody has voted ""
                    for person in people
                ],
                "yes_count": ballot.yes_count,
                "no_count": ballot.no_count,
                "abstain_count": ballot.abstain_count,
                "candidates": _rows(ballot),
                "casting": _SENT.get(ballot.casting, "") if ballot.casting else "",
                "lot_fell_on": ballot.lot_fell_on,
            },
        )
        form.way = way_of(ballot)
        for field in (form.yes_means, form.no_means):  # needed in a question, absent in an election
            field.flags.optional = False
        form.lot_fell_on.choices = {"": "Inte lottat än"} | {name: name for name in tied}
        return form

    def all_yes(self) -> None:
        """Let everybody vote yes, so that only the others are left to mark."""
        for entry in self.votes:
            entry.form.choice.data = _SENT[Choice.YES]

    def suggest_casting(self, own: Choice | None) -> None:
        """Let the chair's own vote be what the casting vote begins as (rule F14)."""
        self.casting.data = _SENT[own] if own else ""

    def add_candidates(self) -> None:
        """Give more empty rows for candidates."""
        for _ in range(min(_SPARE, _MOST - len(self.candidates))):
            self.candidates.append_entry()

    def to_fact(self, ballot_id: int) -> BallotFacts:
        """Return what was typed, as the services want it."""
        kind, secret = _WAYS[self.way]
        casting = _CHOICES.get(self.casting.data or "")
        return BallotFacts(
            id=ballot_id,
            kind=kind,
            secret=secret,
            yes_means=self.yes_means.data or "",
            no_means=self.no_means.data or "",
            majority=self.majority.data,
            votes=tuple(
                (row["person"], _CHOICES[row["choice"]])
                for row in self.votes.data
                if row["person"] and row["choice"]
            ),
            yes_count=self.yes_count.data,
            no_count=self.no_count.data,
            abstain_count=self.abstain_count.data,
            casting=casting,
            lot_fell_on=self.lot_fell_on.data or "",
            candidates=tuple(
                CandidateFacts(row["name"] or "", row["votes"] or 0) for row in self.candidates.data
            ),
        )


def _rows(ballot: BallotFacts) -> list[dict[str, Any]]:
    if ballot.kind is not BallotKind.ELECTION:
        return []
    rows: list[dict[str, Any]] = [
        {"name": one.name, "votes": one.votes} for one in ballot.candidates
    ]
    spare: list[dict[str, Any]] = [{"name": "", "votes": None} for _ in range(_SPARE)]
    return rows or spare


def new_ballot(way: str, yes_means: str, no_means: str) -> BallotFacts:
    """Return a ballot that nobody has voted in, held in a way; an unknown way is open."""
    kind, secret = _WAYS.get(way, _WAYS[OPEN])
    if kind is BallotKind.ELECTION:
        return BallotFacts(0, kind=kind, secret=secret)
    return BallotFacts(0, kind=kind, secret=secret, yes_means=yes_means, no_means=no_means)
