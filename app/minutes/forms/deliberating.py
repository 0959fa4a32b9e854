"""Forms of what happened at a §: motion, proposition, dissent, statement, who takes no part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.kernel.forms import Clock, Form, LongText, Text, Version, Whole
from app.minutes.domain import (
    Attendee,
    DissentFacts,
    MinutesFacts,
    MotionFacts,
    MotionKind,
    ParagraphFacts,
    PropositionFacts,
    StatementFacts,
    StatementKind,
)
from app.minutes.domain.dissents import STATEMENT_WORDS
from app.minutes.domain.motions import MOTION_WORDS, Suggestion, motion_sentence

NOBODY = 0
_OWN = "egen"


def number(value: Any) -> int:
    """Read the chosen id; a broken one counts as nothing chosen."""
    text = str(value)
    return int(text) if text.isdigit() and len(text) < 10 else NOBODY  # noqa: PLR2004 -- an id


class People(SelectMultipleField):
    """Several people of the roster, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=number, **kwargs)


def named(people: Iterable[Attendee]) -> dict[str, str]:
    """Return people as choices."""
    return {str(person.id): person.name for person in people}


class ActForm(Form):
    """What every form about a § holds: which §, should the order change, and what was shown."""

    paragraph = Whole("Paragraf", widget=HiddenInput())
    version = Version()

    @classmethod
    def filled(cls, one: ParagraphFacts, version: int, values: Mapping[str, Any]) -> Any:
        """Return the form as it was posted, or filled with these values."""
        form = cls(data={**values, "version": version})
        if not form.is_submitted():
            form.paragraph.data = one.id
        return form


class MotionForm(ActForm):
    """Who moves what."""

    movers = People("Vem yrkar")
    kind = RadioField(
        "Vad som yrkas",
        [InputRequired("Välj vad som yrkas.")],
        choices={str(kind): word for kind, word in MOTION_WORDS.items()},
        coerce=MotionKind,
    )
    text = LongText(
        "Yrkar att",
        limit=2000,
        description=(
            "Behövs för ändring och tillägg, till exempel: beloppet ändras till 400 000 kr. Lämnas "
            "tomt för de vanliga orden."
        ),
    )
    withdrawn = BooleanField("Yrkandet är återtaget")

    @classmethod
    def of(
        cls,
        one: ParagraphFacts,
        people: Iterable[Attendee],
        motion: MotionFacts | None,
        version: int,
    ) -> MotionForm:
        """Return the form of a motion, or an empty one."""
        values: dict[str, Any] = {}
        if motion is not None:
            values = {name: getattr(motion, name) for name in ("kind", "text", "withdrawn")}
            values["movers"] = list(motion.movers)
        form: MotionForm = cls.filled(one, version, values)
        form.movers.choices = named(people)
        return form

    def to_fact(self, motion_id: int) -> MotionFacts:
        """Return what was typed, as the services want it."""
        movers = tuple(self.movers.data or ())
        withdrawn = bool(self.withdrawn.data)
        return MotionFacts(motion_id, self.kind.data, movers, self.text.data or "", withdrawn)


class PropositionForm(ActForm):
    """How the chair put the question: one of the usual ways, or in own words."""

    usual = RadioField("Så här ställde ordföranden frågan", [Optional()])
    asked = Text(
        "Ordföranden ställer proposition på",
        limit=1000,
        description="Till exempel: bifall respektive avslag",
    )
    found = Text(
        "Ordföranden finner att",
        limit=1000,
        description="Till exempel: styrelsen bifaller förslaget",
    )

    @classmethod
    def of(
        cls,
        one: ParagraphFacts,
        questions: Iterable[Suggestion],
        put: PropositionFacts | None,
        version: int,
    ) -> PropositionForm:
        """Return the form of a question; a new one offers the usual ways and findings."""
        values = {} if put is None else {"asked": put.asked, "found": put.found}
        form: PropositionForm = cls.filled(one, version, values)
        usual = () if put else questions
        form.pairs = tuple((each.asked, found) for each in usual for found in each.findings)
        sentences = {
            str(at): f"Proposition på {asked}: {found}."
            for at, (asked, found) in enumerate(form.pairs)
        }
        form.usual.choices = sentences | {_OWN: "Med egna ord, se nedan"}
        for field in (form.usual, form.asked, form.found):  # one way or the other is needed
            field.flags.optional = False
        if not form.is_submitted():
            form.usual.data = _OWN if put or not form.pairs else None
        return form

    pairs: tuple[tuple[str, str], ...] = ()

    def to_fact(self, proposition_id: int) -> PropositionFacts:
        """Return what was chosen or typed; own words go before a choice."""
        asked, found = self.asked.data or "", self.found.data or ""
        chosen = self.usual.data or ""
        if not (asked or found) and chosen.isdigit():
            asked, found = self.pairs[int(chosen)]
        return PropositionFacts(proposition_id, asked, found)


class DissentForm(ActForm):
    """Who dissents, when it was notified, and why."""

    person = RadioField(
        "Vem reserverar sig", [InputRequired("Välj vem som reserverar sig.")], coerce=number
    )
    motion = SelectField("Till förmån för", [Optional()], coerce=number)
    notified_at = Clock(
        "Anmäldes kl.",
        "Skriv när reservationen anmäldes.",
        description="Reservationen anmäls innan sammanträdet avslutas.",
    )
    motivation = LongText("Skriftlig motivering", description="Får lämnas fram till justeringen.")

    @classmethod
    def of(
        cls,
        facts: MinutesFacts,
        one: ParagraphFacts,
        people: Iterable[Attendee],
        dissent: DissentFacts | None,
        version: int,
        *,
        now: Any = None,
    ) -> DissentForm:
        """Return the form of a dissent, or an empty one notified ``now``."""
        values: dict[str, Any] = {"notified_at": now}
        if dissent is not None:
            values = {
                "person": dissent.attendee_id,
                "motion": dissent.motion_id or NOBODY,
                "notified_at": dissent.notified_at,
                "motivation": dissent.motivation,
            }
        form: DissentForm = cls.filled(one, version, values)
        form.person.choices = named(people)
        motions = one.deliberation.standing_motions
        form.motion.choices = {str(NOBODY): "Inget yrkande"} | {
            str(motion.id): motion_sentence(facts, motion) for motion in motions
        }
        return form

    def to_fact(self, dissent_id: int) -> DissentFacts:
        """Return what was typed, as the services want it."""
        return DissentFacts(
            id=dissent_id,
            attendee_id=self.person.data,
            notified_at=self.notified_at.data,
            motion_id=self.motion.data or None,
            motivation=self.motivation.data or "",
        )


class StatementForm(ActForm):
    """A särskilt yttrande or a note for the minutes."""

    kind = RadioField(
        "Vad det är",
        [InputRequired("Välj vad det är.")],
        choices={str(kind): word for kind, word in STATEMENT_WORDS.items()},
        coerce=StatementKind,
        default=StatementKind.PARTICULAR,
    )
    person = SelectField("Av", [Optional()], coerce=number)
    text = LongText(
        "Text", description="Skriv texten, eller till exempel bilaga 7 när den är bilagd."
    )

    @classmethod
    def of(
        cls,
        one: ParagraphFacts,
        people: Iterable[Attendee],
        statement: StatementFacts | None,
        version: int,
    ) -> StatementForm:
        """Return the form of a statement, or an empty one."""
        values: dict[str, Any] = {}
        if statement is not None:
            person = statement.attendee_id or NOBODY
            values = {"kind": statement.kind, "text": statement.text, "person": person}
        form: StatementForm = cls.filled(one, version, values)
        form.person.choices = {str(NOBODY): "Ingen särskild, antecknas till protokollet"} | named(
            people
        )
        return form

    def to_fact(self, statement_id: int) -> StatementFacts:
        """Return what was typed, as the services want it."""
        person = self.person.data or None
        return StatementFacts(statement_id, self.kind.data, self.text.data or "", person)


class NotTakingPartForm(ActForm):
    """Who takes no part in the decision of a §."""

    people = People("Deltar inte i beslutet")

    @classmethod
    def of(cls, one: ParagraphFacts, people: Iterable[Attendee]) -> NotTakingPartForm:
        """Return the form with those who are marked already."""
        marked = list(one.deliberation.not_taking_part)
        form: NotTakingPartForm = cls.filled(one, 0, {"people": marked})
        form.people.choices = named(people)
        return form
