"""Forms of the minutes' text: one §, a new §."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.kernel.clauses import ClauseForm, clause_rows
from app.kernel.forms import Form, LongText, Text, Version, Whole
from app.meetings.domain import KIND_WORDS, ItemKind
from app.minutes.domain import MinutesFacts, ParagraphFacts

_LAST = 0


class ParagraphForm(ClauseForm):
    """One § as it is written; ``paragraph`` says which, should the order change meanwhile."""

    heading = Text("Rubrik", "Skriv en rubrik för paragrafen.")
    background = LongText(
        "Bakgrund",
        description="En rad som börjar med bindestreck blir en punkt, med # en mellanrubrik.",
    )
    clauses = clause_rows()
    notes = LongText(
        "Anteckningar efter beslutet",
        description="Yttranden och reservationer skrivs in längre ned.",
    )
    dispatch_to = LongText("Expedieras till", limit=2000, description="En mottagare på varje rad.")
    kind = RadioField(
        "Vad paragrafen gäller",
        [InputRequired("Välj vad paragrafen gäller.")],
        choices={str(kind): word for kind, word in KIND_WORDS.items()},
        coerce=ItemKind,
    )
    paragraph = Whole("Paragraf", widget=HiddenInput())
    version = Version()

    @classmethod
    def of(cls, paragraph: ParagraphFacts) -> ParagraphForm:
        """Return the form filled from a §."""
        form = cls(obj=paragraph, data={"paragraph": paragraph.id})
        if not form.is_submitted():
            form.paragraph.data = paragraph.id
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "heading": self.heading.data or "",
            "background": self.background.data or "",
            "clauses": self.clause_texts,
            "notes": self.notes.data or "",
            "dispatch_to": self.dispatch_to.data or "",
            "kind": self.kind.data,
            "version": self.version.data or 0,
        }


class NewParagraphForm(Form):
    """A § for something that came up at the meeting."""

    heading = Text("Rubrik", "Skriv en rubrik för paragrafen.")
    kind = RadioField(
        "Vad paragrafen gäller",
        [InputRequired("Välj vad paragrafen gäller.")],
        choices={str(kind): word for kind, word in KIND_WORDS.items()},
        coerce=ItemKind,
        default=ItemKind.DECISION,
    )
    after = SelectField("Placering", [Optional()], coerce=int)

    @classmethod
    def of(cls, facts: MinutesFacts, after: int) -> NewParagraphForm:
        """Return the form with the §§ that the new one may follow; ``after`` is a place."""
        form = cls()
        form.after.choices = {str(p.id): f"Efter {p.label} {p.heading}" for p in facts.paragraphs}
        if not form.is_submitted() and facts.paragraphs:
            form.after.data = facts.at(min(after, len(facts.paragraphs))).id
        return form
