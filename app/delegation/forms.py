"""The form of a decision outside a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from app.delegation.domain import KIND_WORDS, DecisionKind
from app.delegation.queries import DeciderRow
from app.kernel.clauses import ClauseForm, clause_rows
from app.kernel.forms import Day, LongText, Text, ValidationError

if TYPE_CHECKING:
    from app.registry.models import Case


def chosen(value: Any) -> int:
    """Read the chosen id; a broken one counts as nothing chosen."""
    return int(value) if str(value).isdigit() else 0


class DecisionForm(ClauseForm):
    """A decision on delegation, or the chair's urgent one."""

    kind = RadioField(
        "Slag av beslut",
        [InputRequired("Välj slag av beslut.")],
        choices={str(kind): word for kind, word in KIND_WORDS.items()},
        coerce=DecisionKind,
        default=DecisionKind.DELEGATED,
    )
    decided_on = Day("Beslutsdag", "Fyll i vilken dag beslutet fattades.")
    decided_by_id = SelectField(
        "Beslutsfattare", [InputRequired("Välj vem som har beslutat.")], coerce=chosen
    )
    heading = Text("Vad beslutet gäller", "Fyll i vad beslutet gäller.")
    ground = Text(
        "Stöd för beslutet",
        description=(
            "Till exempel: Delegationsordningen punkt 3.2. Vid ett brådskande beslut skrivs "
            "lagrummet in om rutan lämnas tom."
        ),
    )
    urgency = LongText(
        "Varför beslutet inte kan vänta",
        limit=4000,
        description="Behövs i ett brådskande beslut.",
    )
    background = LongText("Bakgrund")
    clauses = clause_rows()
    case_id = SelectField("Ärende i diariet", [Optional()], coerce=chosen)

    def offer(self, people: Iterable[DeciderRow], cases: Iterable[Case]) -> None:
        """Let these people and cases be chosen; what the kind asks for is not told as optional."""
        self.ground.flags.optional = False
        self.urgency.flags.optional = False
        self.decided_by_id.choices = {"0": "Välj en person"} | {
            str(row.person_id): row.name for row in people
        }
        self.case_id.choices = {"0": "Lägg upp ett nytt ärende"} | {
            str(case.id): f"{case.number}  {case.heading}" for case in cases
        }

    def validate_decided_by_id(self, field: Any) -> None:
        """Ask for a person."""
        if not field.data:
            raise ValidationError("Välj vem som har beslutat.")

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "kind": self.kind.data,
            "decided_on": self.decided_on.data,
            "decided_by_id": self.decided_by_id.data,
            "heading": self.heading.data or "",
            "ground": self.ground.data or "",
            "urgency": self.urgency.data or "",
            "background": self.background.data or "",
            "clauses": self.clause_texts,
            "case_id": self.case_id.data or None,
        }
