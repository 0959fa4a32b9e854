"""Forms of what happens at a §: its outcome, an adjournment, an election."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.kernel.forms import Clock, Day, Form, LongText, Text, Whole
from app.kernel.ui import long_date
from app.minutes.domain import Outcome, ParagraphFacts
from app.minutes.domain.outcomes import OUTCOME_WORDS, outcomes_offered

_NEXT = ""


def _day(value: Any) -> date | None:
    """Read the chosen day; a broken one counts as none chosen."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


class OutcomeForm(Form):
    """What became of the matter; ``paragraph`` says which § it is, should the order change."""

    outcome = RadioField("Vad händer med ärendet?", [InputRequired("Välj ett utfall.")])
    meeting = SelectField("Till", [Optional()], coerce=_day)
    until = Day("Eller en annan dag")
    reason = LongText(
        "Till vem eller varför",
        limit=1000,
        description="Till exempel: till utvecklingsgruppen för att kostnaderna ska räknas om.",
    )
    paragraph = Whole("Paragraf", widget=HiddenInput())

    @classmethod
    def of(cls, paragraph: ParagraphFacts, days: Iterable[date], *, quorum: bool) -> OutcomeForm:
        """Return the form with what is offered (rule F13) and the days of the coming meetings."""
        planned = list(days)
        until = paragraph.tabled_until
        form = cls(
            data={
                "outcome": str(paragraph.outcome),
                "meeting": until if until in planned else None,
                "until": None if until in planned else until,
                "reason": paragraph.outcome_reason,
                "paragraph": paragraph.id,
            }
        )
        offered = {*outcomes_offered(quorum=quorum), paragraph.outcome}
        form.outcome.choices = {
            str(one): word for one, word in OUTCOME_WORDS.items() if one in offered
        }
        form.meeting.choices = {_NEXT: "Nästa sammanträde"} | {
            day.isoformat(): f"Sammanträdet {long_date(day)}" for day in planned
        }
        form.meeting.process_data(form.meeting.data)
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was chosen, as the services want it."""
        return {
            "outcome": Outcome(self.outcome.data),
            "reason": self.reason.data or "",
            "until": self.until.data or self.meeting.data,
        }


class AdjournmentForm(Form):
    """When the meeting paused."""

    starts_at = Clock("Ajourneras kl.", "Skriv när sammanträdet ajourneras.")
    ends_at = Clock("Återupptas kl.", "Skriv när sammanträdet återupptas.")
    paragraph = Whole("Paragraf", widget=HiddenInput())

    @classmethod
    def of(cls, paragraph: ParagraphFacts) -> AdjournmentForm:
        """Return the form of a §."""
        return cls(data={"paragraph": paragraph.id})


class ElectionForm(Form):
    """Who is elected, to what, for which term."""

    people = LongText(
        "Vem utses", "Skriv namnet på den som utses.", limit=2000, description="Ett namn per rad."
    )
    office = Text("Till", "Skriv vad personen utses till, till exempel vice ordförande.")
    first = Day("Från och med")
    last = Day("Till och med")
    term = Text(
        "Eller tiden med egna ord", description="Till exempel: för mandatperioden 2019–2022."
    )
    paragraph = Whole("Paragraf", widget=HiddenInput())

    @classmethod
    def of(cls, paragraph: ParagraphFacts, office: str, term: str) -> ElectionForm:
        """Return the form with what the agenda says about the election."""
        return cls(data={"office": office, "term": term, "paragraph": paragraph.id})

    @property
    def names(self) -> list[str]:
        """Return the names as typed, one a line."""
        return (self.people.data or "").splitlines()
