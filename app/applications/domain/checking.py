"""What an application still lacks before it can be sent, and what is pointed out. Pure.

The format of an answer is checked when it is saved (``answering``); here is what must be there and
what must agree across the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.applications.domain import checking_budget
from app.applications.domain.form import BUDGET, Answers, Content, sections
from app.applications.domain.lacks import Lack, error, warning
from app.applications.domain.questions import Field, Section, Sort
from app.applications.domain.words import INHERITING, Kind
from app.kernel.money import HARD_SPACE


def missing(form_version: int, content: Content, *, today: date, goes_on: bool) -> tuple[Lack, ...]:
    """Return what is missing (error) and what is pointed out (warning), in the form's order.

    ``today`` decides which state aid counts; ``goes_on`` says that the application was begun from
    an initiative that has been granted. An application may be sent without errors.
    """
    found = [lack for section in sections(form_version) for lack in _required(section, content)]
    found += [lack for check in _CHECKS for lack in check(content, today)]
    if not goes_on:
        found += _check_kind(content)
    order = [section.key for section in sections(form_version)]
    return tuple(sorted(found, key=lambda lack: order.index(lack.section)))


def _required(section: Section, content: Content) -> Iterator[Lack]:
    if section.key == BUDGET:
        return
    answers = content.get(section.key) or {}
    for field in section.fields:
        yield from _lacks_of(section, field, answers.get(field.name))


def _lacks_of(section: Section, field: Field, value: Any) -> Iterator[Lack]:
    if field.sort is Sort.ROWS:
        yield from _lacks_in_rows(section, field, value or ())
    elif field.required and field.sort is not Sort.CHOICES and value in (None, "", []):
        yield error(section.key, field.name, "required", _ask(field))


def _lacks_in_rows(section: Section, field: Field, rows: Sequence[Answers]) -> Iterator[Lack]:
    if len(rows) < field.at_least:
        words = _AT_LEAST[min(field.at_least, len(_AT_LEAST) - 1)]
        text = f"Fyll i {words} under ”{field.label}”."
        yield error(section.key, field.name, "rows.too_few", text)
    for index, row in enumerate(rows):
        for column in field.fields:
            if column.required and row.get(column.name) in (None, "", []):
                path = f"{field.name}-{index}-{column.name}"
                text = f"{_ask(column)[:-1]} på rad {index + 1} under ”{field.label}”."
                yield error(section.key, path, "required", text)


_AT_LEAST = ("minst en rad", "minst en rad", "minst två rader", "minst tre rader")
_CHOSEN = {Sort.CHOICE, Sort.MUNICIPALITIES}


def _ask(field: Field) -> str:
    if field.sort is Sort.YES_NO:
        return f"Svara på frågan ”{field.label}”."
    if field.sort in _CHOSEN:
        return f"Gör ett val under ”{field.label}”."
    return f"Fyll i ”{field.label}”."


KIND_CODE = "kind.nothing_to_go_on_from"
"""The code of the lack that is shown beside the choice itself: nothing is left to fill in."""

_GOES_ON = {Kind.EXTENSION: "En förlängning", Kind.CHANGE: "En ändring"}


def _check_kind(content: Content) -> Iterator[Lack]:
    """Refuse an extension or a change that was not begun from what it extends or changes."""
    chosen = (content.get("initiative") or {}).get("kind")
    if chosen in INHERITING:
        text = (
            f"{_GOES_ON[Kind(chosen)]} söks från en beviljad insats. Öppna insatsen och välj "
            "”Ansök om förlängning eller ändring”, eller välj ”Ny insats” här."
        )
        yield error("initiative", "kind", KIND_CODE, text)


def _check_giro(content: Content, _today: date) -> Iterator[Lack]:
    organisation = content.get("organisation") or {}
    if not organisation.get("bankgiro") and not organisation.get("plusgiro"):
        text = "Fyll i bankgiro eller plusgiro, så att medel kan betalas ut."
        yield error("organisation", "bankgiro", "giro.missing", text)


def _check_owner(content: Content, _today: date) -> Iterator[Lack]:
    """Point out that an association should not itself own a project (rule F31)."""
    if (content.get("organisation") or {}).get("form") == "coordination":
        yield warning(
            "organisation",
            "form",
            "owner.association",
            "Sökanden är ett samordningsförbund. Ett förbund bör inte självt äga ett projekt som "
            "får ESF-stöd (regel F31).",
        )


def _check_contacts(content: Content, _today: date) -> Iterator[Lack]:
    people = (content.get("contacts") or {}).get("people") or ()
    roles = {row.get("role") for row in people}
    for role, words in (("contact", "kontaktperson"), ("signatory", "behörig firmatecknare")):
        if people and role not in roles:
            yield error("contacts", "people", f"contacts.no_{role}", f"Ange minst en {words}.")


_LOWEST, _HIGHEST = 16, 64


def _check_target_group(content: Content, _today: date) -> Iterator[Lack]:
    """Warn of ages outside 16–64 and ask for somebody in the group (rule F4, rule F6)."""
    answers = content.get("target_group") or {}
    ages = [answers.get("age_from"), answers.get("age_to")]
    if any(age is not None and not _LOWEST <= age <= _HIGHEST for age in ages):
        text = (
            "Åldern går utanför 16–64 år, som förbundets insatser riktar sig till. "
            "Förklara varför i beskrivningen av målgruppen."
        )
        yield warning("target_group", "age_from", "ages.outside", text)
    counts = [answers.get(name) for name in ("women", "men", "other")]
    if None not in counts[:2] and not any(counts):
        text = "Ange hur många kvinnor, män eller övriga som insatsen är till för."
        yield error("target_group", "women", "target_group.nobody", text)


def _check_purpose(content: Content, _today: date) -> Iterator[Lack]:
    """Ask for one of the purposes in 7 § (rule F3, FinsamL 7 §)."""
    if not (content.get("purpose") or {}).get("purposes"):
        text = "Välj minst ett av ändamålen i 7 § lagen om finansiell samordning (regel F3)."
        yield error("purpose", "purposes", "purpose.none", text)


OF_THE_ASSOCIATION = frozenset({"state_af", "state_fk", "region", "municipality"})
PARTIES_CODE = "parties.one_type"
"""The code of the lack that the office may override (rule F5)."""

_PARTY_TYPES_NEEDED = 2


def _check_parties(content: Content, _today: date) -> Iterator[Lack]:
    """Ask for two slags parties that share the need; two kommuner are one slag (rule F5)."""
    rows = (content.get("parties") or {}).get("parties") or ()
    types = {row.get("party_type") for row in rows} & OF_THE_ASSOCIATION
    if rows and len(types) < _PARTY_TYPES_NEEDED:
        yield error(
            "parties",
            "parties",
            PARTIES_CODE,
            "Minst två slags parter ska dela behovet: Arbetsförmedlingen, Försäkringskassan, "
            "region eller kommun. Två kommuner räknas som ett slag (regel F5).",
        )


def _check_plan(content: Content, _today: date) -> Iterator[Lack]:
    period = content.get("initiative") or {}
    first, last = period.get("starts_on"), period.get("ends_on")
    rows = (content.get("activities") or {}).get("plan") or ()
    if not first or not last:
        return
    for index, row in enumerate(rows):
        begins, ends = row.get("starts_on") or first, row.get("ends_on") or last
        if begins < first or ends > last:
            text = f"Aktiviteten på rad {index + 1} ligger utanför insatsens tid."
            yield warning("activities", f"plan-{index}-starts_on", "plan.outside", text)


AID_CEILING = 300_000
"""Euro of state aid of minor importance in three years (rule DEMIN)."""

_AID_YEARS = 3


def _check_state_aid(content: Content, today: date) -> Iterator[Lack]:
    """Ask which aid, and warn above the ceiling (rule DEMIN)."""
    answers = content.get("state_aid") or {}
    aids = answers.get("aids") or ()
    if answers.get("received") == "yes" and not aids:
        text = "Fyll i vilket stöd organisationen har fått, från vem och hur mycket."
        yield error("state_aid", "aids", "aid.missing", text)
    since = _years_before(today, _AID_YEARS).isoformat()
    euro = sum(row.get("euro") or 0 for row in aids if (row.get("granted_on") or since) >= since)
    if euro > AID_CEILING:
        amount = f"{euro:,}".replace(",", HARD_SPACE)
        text = (
            f"Stöden de senaste tre åren är {amount} euro. Taket för stöd av mindre betydelse är "
            f"300{HARD_SPACE}000 euro (regel DEMIN)."
        )
        yield warning("state_aid", "aids", "aid.above_ceiling", text)


def _years_before(day: date, years: int) -> date:
    """Return the same day some years before; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def _check_budget(content: Content, _today: date) -> Iterator[Lack]:
    return checking_budget.lacks(content.get(BUDGET), content.get("initiative") or {})


_CHECKS: Sequence[Callable[[Content, date], Iterator[Lack]]] = (
    _check_giro,
    _check_owner,
    _check_contacts,
    _check_target_group,
    _check_purpose,
    _check_parties,
    _check_plan,
    _check_budget,
    _check_state_aid,
)


class SectionState(StrEnum):
    """How far one page of the form has come."""

    UNTOUCHED = "coming"
    MISSING = "missing"
    WARNED = "warning"
    DONE = "done"


def section_states(
    form_version: int, content: Content, lacks: Sequence[Lack]
) -> Mapping[str, SectionState]:
    """Return how far each page has come; an empty page is untouched, not wrong."""
    levels: dict[str, set[str]] = {}
    for lack in lacks:
        levels.setdefault(lack.section, set()).add(lack.level)
    return {
        section.key: _state_of(bool(content.get(section.key)), levels.get(section.key, set()))
        for section in sections(form_version)
    }


def _state_of(touched: bool, levels: set[str]) -> SectionState:  # noqa: FBT001 -- a fact
    if not touched:
        return SectionState.UNTOUCHED
    if "error" in levels:
        return SectionState.MISSING
    return SectionState.WARNED if levels else SectionState.DONE


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pages are done, of how many."""

    done: int
    total: int


def progress(states: Mapping[str, SectionState]) -> Progress:
    """Count the pages that lack nothing."""
    finished = {SectionState.DONE, SectionState.WARNED}
    return Progress(sum(state in finished for state in states.values()), len(states))
