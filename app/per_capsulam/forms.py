"""Forms of questions per capsulam: the question, its papers, sending it, answering it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from app.documents.domain import ACCEPT, ALLOWED_WORDS
from app.kernel.clauses import ClauseForm, clause_rows
from app.kernel.forms import Day, Form, LongText, StrongForm, Text
from app.per_capsulam.domain import FORM_WORDS, MATTER_WORDS, FormAnswer, MatterAnswer
from app.per_capsulam.services import QuestionFacts

if TYPE_CHECKING:
    from app.per_capsulam.models import PerCapsulamDecision
    from app.registry.models import Case


def chosen(value: Any) -> int:
    """Read the chosen id; a broken one counts as nothing chosen."""
    return int(value) if str(value).isdigit() else 0


class QuestionForm(ClauseForm):
    """A question to every regular, with the proposal."""

    considered = BooleanField(
        "Vi har övervägt ett kort sammanträde på distans och ett brådskande beslut av ordföranden"
    )
    heading = Text("Vad frågan gäller", "Fyll i vad frågan gäller.")
    reason = LongText(
        "Varför frågan inte kan vänta till ett sammanträde",
        "Skriv varför frågan inte kan vänta till ett sammanträde.",
        limit=4000,
    )
    background = LongText("Bakgrund")
    clauses = clause_rows()
    deadline = Day(
        "Sista dag att svara",
        "Fyll i sista dag att svara.",
        description="Har inte alla svarat den dagen fattas inget beslut.",
    )
    case_id = SelectField("Ärende i diariet", [Optional()], coerce=chosen)

    @classmethod
    def from_question(cls, found: PerCapsulamDecision) -> QuestionForm:
        """Return the form filled with a draft."""
        names = ("heading", "reason", "background", "deadline", "case_id")
        values: dict[str, Any] = {name: getattr(found, name) for name in names}
        return cls(data={**values, "clauses": list(found.clauses) or [""], "considered": True})

    def offer(self, cases: Iterable[Case]) -> None:
        """Let these cases be chosen."""
        self.case_id.choices = {"0": "Lägg upp ett nytt ärende"} | {
            str(case.id): f"{case.number}  {case.heading}" for case in cases
        }

    def to_facts(self) -> QuestionFacts:
        """Return what was typed, as the services want it."""
        if self.deadline.data is None:
            raise ValueError("the form has not been validated")
        return QuestionFacts(
            heading=self.heading.data or "",
            reason=self.reason.data or "",
            background=self.background.data or "",
            clauses=self.clause_texts,
            deadline=self.deadline.data,
            considered=bool(self.considered.data),
            case_id=self.case_id.data or None,
        )


class PapersForm(Form):
    """Files that go with the question; a title of one's own is for a single file."""

    file = MultipleFileField(
        "Filer",
        [InputRequired("Välj minst en fil.")],
        description=f"{ALLOWED_WORDS}. Högst 25 MB åt gången.",
        render_kw={"accept": ACCEPT, "multiple": True},
    )
    title = Text("Titel", limit=200, description="Lämnas den tom används filens namn.")


class SendForm(Form):
    """What the office confirms before the question is sent."""

    nobody_recused = BooleanField("Ingen av de ordinarie ledamöterna är jävig i frågan")


class WithdrawForm(Form):
    """Why a question is taken back."""

    reason = LongText("Skäl", "Skriv varför frågan tas tillbaka.", limit=1000)


class AnswerForm(StrongForm):
    """A regular's answer, about the form and about the matter."""

    form = RadioField(
        "Godtar du att beslutet fattas per capsulam?",
        [InputRequired("Svara om du godtar formen.")],
        choices={
            str(FormAnswer.YES): FORM_WORDS[FormAnswer.YES],
            str(FormAnswer.NO): FORM_WORDS[FormAnswer.NO],
            str(FormAnswer.RECUSED): "Jag är jävig",
        },
        coerce=FormAnswer,
    )
    matter = RadioField(
        "Vad svarar du på förslaget?",
        [Optional()],
        choices={str(value): word for value, word in MATTER_WORDS.items()},
        validate_choice=False,
    )
    statement = LongText("Yttrande", limit=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter.flags.optional = False  # it is asked of everybody who accepts the form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        known = {str(value) for value in MatterAnswer}
        return {
            "form": self.form.data,
            "matter": MatterAnswer(self.matter.data) if self.matter.data in known else None,
            "statement": self.statement.data or "",
            **self.strong,
        }
