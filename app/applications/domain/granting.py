"""What a board can decide about an application, in a form that can be counted. Pure.

Amounts are whole öre by (calendar year, line); a line is a cost that the association alone pays,
or the whole amount when the budget does not say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.applications.domain.budget import ASSOCIATION, CATEGORIES, Budget
from app.applications.domain.states import Outcome
from app.applications.domain.words import DecisionKind
from app.kernel.errors import DomainError
from app.kernel.money import kronor

Cell = tuple[int, int]
"""A calendar year and the position of a line."""

Amounts = Mapping[Cell, int]

WHOLE_AMOUNT = "Medfinansiering"
GRANTING = frozenset({DecisionKind.GRANT, DecisionKind.GRANT_IN_PART})
OUTCOMES: Mapping[DecisionKind, Outcome] = {
    DecisionKind.GRANT: Outcome.GRANTED,
    DecisionKind.GRANT_IN_PART: Outcome.GRANTED_IN_PART,
    DecisionKind.REJECT: Outcome.REJECTED,
}

SENTENCES = {
    "grant.kind_missing": "Välj vad förslaget eller beslutet är.",
    "grant.above_applied": (
        "Beloppet är större än vad som har sökts för raden det året. Skriv högst {applied}."
    ),
    "grant.negative": "Beloppet kan inte vara mindre än noll.",
    "grant.no_such_cell": "Sökanden har inte sökt något för den raden det året.",
    "grant.nothing": "Skriv minst ett belopp, eller välj att avslå ansökan.",
    "grant.not_less": (
        "Beloppen är lika med hela det sökta beloppet. Välj Bevilja, eller sänk något belopp."
    ),
    "grant.no_reasons": "Skriv skälen till avslaget. De står i beslutet och i beslutsmeddelandet.",
    "grant.no_refer_to": "Skriv till vem och för vad ärendet återremitteras.",
    "grant.no_table_to": "Ange vilket sammanträde ärendet bordläggs till.",
    "grant.no_purpose": (
        "Ansökan saknar ett ändamål enligt 7 § lagen om finansiell samordning. "
        "Be sökanden komplettera innan pengar beviljas."
    ),
    "board.no_proposal_now": (
        "Förslaget skrivs från det att ansökan är registrerad tills styrelsen har beslutat."
    ),
    "board.no_such_meeting": (
        "Välj ett av de sammanträden som visas. Dagordningen för de andra går inte att ändra."
    ),
    "board.not_on_agenda": "Ärendet är inte på någon dagordning.",
    "board.meeting_begun": (
        "Sammanträdet har börjat. Ange vad styrelsen beslutade, eller ta bort paragrafen ur "
        "protokollet om ärendet utgick."
    ),
    "grant.personal_number": (
        "Texten innehåller något som ser ut som ett personnummer. Ta bort det."
    ),
}


@dataclass(frozen=True, slots=True)
class AppliedLine:
    """One line that is applied for, in öre by calendar year."""

    position: int
    text: str
    years: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A proposal to the board or the board's decision; which fields matter depends on the kind."""

    kind: DecisionKind
    amounts: Amounts = field(default_factory=lambda: MappingProxyType({}))
    conditions: tuple[str, ...] = ()
    reasons: str = ""
    refer_to: str = ""
    table_to: date | None = None

    @property
    def total(self) -> int:
        """Return the granted (or proposed) amount in öre; 0 for what is no grant."""
        return sum(self.amounts.values()) if self.kind in GRANTING else 0

    @property
    def by_year(self) -> dict[int, int]:
        """Return öre by calendar year, years without money left out."""
        return _sums((year, ore) for (year, _), ore in sorted(self.amounts.items()))

    @property
    def by_line(self) -> dict[int, int]:
        """Return öre by line."""
        return _sums((position, ore) for (_, position), ore in sorted(self.amounts.items()))


def _sums(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, ore in pairs:
        found[key] = found.get(key, 0) + ore
    return {key: ore for key, ore in found.items() if ore}


def applied_lines(budget: Budget) -> tuple[AppliedLine, ...]:
    """Return what is applied for: by cost when the budget says so, else as one line.

    The costs that name the association as the one who pays are the lines, if they add up to what
    is applied for each year.
    """
    applied = {year: ore for year, ore in sorted(budget.applied.items()) if ore}
    own = [cost for cost in budget.costs if cost.financier == ASSOCIATION and cost.total]
    lines = tuple(
        AppliedLine(
            position,
            cost.text or CATEGORIES[cost.category],
            {int(year): ore for year, ore in cost.amounts.items() if year.isdigit() and ore},
        )
        for position, cost in enumerate(own, start=1)
    )
    summed = _sums((year, ore) for line in lines for year, ore in line.years.items())
    return lines if lines and summed == applied else (AppliedLine(0, WHOLE_AMOUNT, applied),)


def in_full(lines: Iterable[AppliedLine]) -> dict[Cell, int]:
    """Return the amounts that grant everything that is applied for."""
    return {(year, line.position): ore for line in lines for year, ore in line.years.items()}


def cell_errors(lines: Iterable[AppliedLine], amounts: Amounts) -> dict[Cell, DomainError]:
    """Return what is wrong with each amount: no line and year above what is applied (rule PART)."""
    applied = in_full(lines)
    found: dict[Cell, DomainError] = {}
    for cell, ore in amounts.items():
        wrong = _wrong(ore, applied.get(cell, 0))
        if wrong is not None:
            year, position = cell
            limit = applied.get(cell, 0)
            found[cell] = DomainError(wrong, field=cell_name(year, position), applied=kronor(limit))
    return found


def _wrong(ore: int, applied: int) -> str | None:
    if ore < 0:
        return "grant.negative"
    if ore and not applied:
        return "grant.no_such_cell"
    return "grant.above_applied" if ore > applied else None


def cell_name(year: int, position: int) -> str:
    """Return the name of the form field of one amount."""
    return f"ore_{year}_{position}"


def check_ruling(ruling: Ruling, lines: tuple[AppliedLine, ...]) -> None:
    """Refuse a ruling that does not say what its kind asks for (rules PART, A5).

    Raises:
        DomainError: on the field that is wrong, the first amount first.
    """
    if ruling.kind is DecisionKind.GRANT_IN_PART:
        _check_in_part(ruling, lines)
    if ruling.kind is DecisionKind.REJECT and not ruling.reasons:
        raise DomainError("grant.no_reasons", field="reasons")  # rule A5
    if ruling.kind is DecisionKind.REFER_BACK and not ruling.refer_to:
        raise DomainError("grant.no_refer_to", field="refer_to")
    if ruling.kind is DecisionKind.TABLE and ruling.table_to is None:
        raise DomainError("grant.no_table_to", field="table_to")


def _check_in_part(ruling: Ruling, lines: tuple[AppliedLine, ...]) -> None:
    for error in cell_errors(lines, ruling.amounts).values():
        raise error
    if not ruling.total:
        raise DomainError("grant.nothing", field="kind")
    if ruling.total >= sum(in_full(lines).values()):
        raise DomainError("grant.not_less", field="kind")


def tidied(ruling: Ruling, lines: tuple[AppliedLine, ...]) -> Ruling:
    """Return the ruling with what its kind has no use for left out, and a grant filled in."""
    kind = ruling.kind
    amounts: Amounts = {}
    if kind is DecisionKind.GRANT:
        amounts = in_full(lines)
    elif kind is DecisionKind.GRANT_IN_PART:
        amounts = {cell: ore for cell, ore in sorted(ruling.amounts.items()) if ore}
    return Ruling(
        kind=kind,
        amounts=amounts,
        conditions=tuple(filter(None, map(str.strip, ruling.conditions)))
        if kind in GRANTING
        else (),
        reasons=ruling.reasons.strip()
        if kind in {DecisionKind.REJECT, DecisionKind.GRANT_IN_PART}
        else "",
        refer_to=ruling.refer_to.strip() if kind is DecisionKind.REFER_BACK else "",
        table_to=ruling.table_to if kind is DecisionKind.TABLE else None,
    )
