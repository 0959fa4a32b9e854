"""What must be there before the minutes are frozen, who signs, and by when. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from app.meetings.domain import ItemKind
from app.minutes.domain.terms import SignerRole

_DECIDES = frozenset({ItemKind.DECISION, ItemKind.ELECTION})
# What a body without quorum may still do (rule F13): take note, adjourn, postpone.
_WITHOUT_QUORUM = re.compile(r"(?:att )?(?:bordlägga|ajournera|anteckna informationen)\b")


class Place(StrEnum):
    """Where in the minutes a problem is mended."""

    PARAGRAPH = "paragraph"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    AGENDA = "agenda"


class Weight(StrEnum):
    """Whether a problem stops the freezing or is only pointed out."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """What the checks look at in one §; ``label`` is what a person knows it by."""

    position: int
    label: str
    kind: ItemKind
    clauses: tuple[str, ...] = ()
    quorate: bool = True
    recused: frozenset[int] = frozenset()  # person ids

    @property
    def decides(self) -> bool:
        """Say whether the § holds a decision that needs a quorum (rule F13)."""
        return any(not _WITHOUT_QUORUM.match(text.strip().lower()) for text in self.clauses)


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Somebody who is to sign, in which role."""

    person_id: int
    name: str
    role: SignerRole


@dataclass(frozen=True, slots=True)
class FreezingFacts:
    """What the checks look at in the minutes as a whole."""

    paragraphs: Sequence[ParagraphFacts]
    signers: Sequence[SignerFacts]
    closed_at: time | None
    attestation_place: str = ""
    attestation_on: date | None = None
    attestation_time: time | None = None
    left_out: Sequence[tuple[int, str]] = field(default=())  # (position, heading) of agenda items


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing: a stable code, where to mend it, and a Swedish sentence."""

    code: str
    position: int | None
    sentence: str
    place: Place = Place.MINUTES
    weight: Weight = Weight.ERROR


def freezing_problems(facts: FreezingFacts) -> list[Problem]:
    """Return everything that is missing, in the order of the minutes (rules K6, F13, ATT)."""
    return [
        *_people(facts.signers),
        *(problem for one in facts.paragraphs for problem in _paragraph(one)),
        *_nobody_to_attest(facts),
        *_left_out(facts.left_out),
        *_whole(facts),
    ]


def stops(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop the freezing."""
    return [problem for problem in problems if problem.weight is Weight.ERROR]


def _with_role(signers: Sequence[SignerFacts], role: SignerRole) -> list[SignerFacts]:
    return [signer for signer in signers if signer.role is role]


_LACKING = {
    SignerRole.CHAIR: (
        "freeze.no_chair",
        "Ingen är ordförande för sammanträdet. Ange i närvaron vem som ledde det.",
    ),
    SignerRole.SECRETARY: (
        "freeze.no_secretary",
        "Ingen är sekreterare. Ange i närvaron vem som förde protokollet.",
    ),
    SignerRole.ATTESTER: (
        "freeze.no_attester",
        "Ingen är utsedd att justera. Ange i närvaron vem som justerar tillsammans med ordföranden.",
    ),
}


def _people(signers: Sequence[SignerFacts]) -> Iterator[Problem]:
    for role, (code, sentence) in _LACKING.items():
        if not _with_role(signers, role):
            yield Problem(code, None, sentence, Place.ATTENDANCE)
    attesters = {signer.person_id for signer in _with_role(signers, SignerRole.ATTESTER)}
    for signer in signers:
        if signer.role is not SignerRole.ATTESTER and signer.person_id in attesters:
            yield Problem(
                f"freeze.{signer.role}_attests",
                None,
                f"{signer.name} kan inte justera protokollet i två roller (regel ATT). "
                "Utse någon annan justerare.",
                Place.ATTENDANCE,
            )


def _paragraph(facts: ParagraphFacts) -> Iterator[Problem]:
    def problem(code: str, sentence: str) -> Problem:
        return Problem(code, facts.position, f"{facts.label}: {sentence}", Place.PARAGRAPH)

    if facts.kind in _DECIDES and not facts.clauses:
        yield problem("freeze.no_decision", "beslutet saknas. Skriv minst en att-sats.")
    if any(not text.strip() for text in facts.clauses):
        yield problem("freeze.empty_clause", "en att-sats är tom. Fyll i den eller ta bort den.")
    if facts.decides and not facts.quorate:
        yield problem(
            "freeze.no_quorum",
            "styrelsen är inte beslutsför. Ändra närvaron om den är fel, annars kan ärendet bara "
            "bordläggas eller antecknas (regel F13).",
        )


def _nobody_to_attest(facts: FreezingFacts) -> Iterator[Problem]:
    """Nobody signs a § they were recused from: somebody else has to (rules ATT, K12)."""
    attesters = _with_role(facts.signers, SignerRole.ATTESTER)
    chairs = _with_role(facts.signers, SignerRole.CHAIR)
    for one in facts.paragraphs:
        if attesters and all(signer.person_id in one.recused for signer in attesters):
            yield Problem(
                "freeze.attesters_recused",
                one.position,
                f"{one.label}: den som justerar anmälde jäv. Utse ytterligare en justerare.",
                Place.ATTENDANCE,
            )
        if chairs and all(signer.person_id in one.recused for signer in chairs):
            yield Problem(
                "freeze.chair_recused",
                one.position,
                f"{one.label}: ordföranden anmälde jäv. Skriv i paragrafen vem som ledde ärendet.",
                Place.PARAGRAPH,
                Weight.WARNING,
            )


def _left_out(items: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    for position, heading in items:
        yield Problem(
            "freeze.item_left_out",
            position,
            f"Ärendet ”{heading}” på dagordningen har ingen paragraf.",
            Place.AGENDA,
            Weight.WARNING,
        )


def _whole(facts: FreezingFacts) -> Iterator[Problem]:
    if not facts.paragraphs:
        yield Problem("freeze.no_paragraphs", None, "Protokollet har inga paragrafer.")
    if facts.closed_at is None:
        sentence = "Det saknas klockslag för när sammanträdet avslutades."
        yield Problem("freeze.not_closed", None, sentence)
    if not facts.attestation_place:
        sentence = "Platsen för justeringen saknas. Den trycks på protokollets första sida."
        yield Problem("freeze.no_attestation_place", None, sentence, weight=Weight.WARNING)
    if facts.attestation_on is None or facts.attestation_time is None:
        sentence = "Dag och klockslag för justeringen saknas på protokollets första sida."
        yield Problem("freeze.no_attestation_time", None, sentence, weight=Weight.WARNING)


def signers(people: Iterable[SignerFacts]) -> list[SignerFacts]:
    """Return who signs, once each: chair, secretary, attesters (rule ATT).

    Somebody who both led and took the minutes signs once, as chair.
    """
    order = list(SignerRole)
    ranked = sorted(people, key=lambda signer: order.index(signer.role))
    return list({signer.person_id: signer for signer in reversed(ranked)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class AttestationDates:
    """When the minutes are to be attested (rule K7, KL 5:69)."""

    remind_on: date
    last_day: date

    def late(self, today: date) -> bool:
        """Say whether the last day has passed."""
        return today > self.last_day

    def soon(self, today: date) -> bool:
        """Say whether it is time to remind."""
        return self.remind_on <= today <= self.last_day


def attestation_dates(
    held_on: date, *, within_days: int = 14, remind_after: int = 10
) -> AttestationDates:
    """Return the reminder and the last day, counted in days from the meeting (rule K7)."""
    return AttestationDates(
        held_on + timedelta(days=remind_after), held_on + timedelta(days=within_days)
    )
