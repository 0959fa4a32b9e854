"""What must be there before the minutes are frozen, who signs, and by when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.minutes.domain.attending import duties_at, roster_problems
from app.minutes.domain.course import break_problems
from app.minutes.domain.deliberation_checks import deliberation_problems
from app.minutes.domain.drafting import decides, lacks_decision
from app.minutes.domain.facts import Attendee, MinutesFacts, ParagraphFacts
from app.minutes.domain.numbers import runs
from app.minutes.domain.outcomes import outcome_problems
from app.minutes.domain.presence import PresenceTable, recused, table_of
from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.domain.terms import SignerRole


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Somebody who is to sign, and why (rule ATT)."""

    person_id: int
    name: str
    role: SignerRole


def freezing_problems(
    facts: MinutesFacts, left_out: Sequence[tuple[int, str]] = ()
) -> list[Problem]:
    """Return everything that is missing, in the order of the minutes (rules K6, F13, ATT).

    ``left_out`` is (position, heading) of the items on the agenda that no § is about.
    """
    table = table_of(facts)
    return [
        *_roles(facts, table),
        *roster_problems(facts, table),
        *(problem for one in facts.paragraphs for problem in paragraph_problems(facts, table, one)),
        *_left_out(left_out),
        *_untouched(facts),
        *_whole(facts),
    ]


def stops(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop the freezing."""
    return [problem for problem in problems if problem.weight is Weight.ERROR]


def signers(facts: MinutesFacts) -> list[SignerFacts]:
    """Return who signs, once each: those who led, those who wrote, the attesters (rule ATT).

    Somebody who both led and took the minutes signs as chair; an attester who led or wrote a few
    §§ in another's place signs as attester.
    """
    table = table_of(facts)
    led = [person for person, _ in table.chairs()]
    wrote = [person for person, _ in table.secretaries()]
    found = [
        SignerFacts(person.person_id, person.name, role)
        for person in facts.attendees
        if (role := _role(person, led=person in led, wrote=person in wrote)) is not None
    ]
    return sorted(found, key=lambda signer: list(SignerRole).index(signer.role))


def _role(person: Attendee, *, led: bool, wrote: bool) -> SignerRole | None:
    if person.attests and not person.takes_minutes:
        return SignerRole.ATTESTER
    if led:
        return SignerRole.CHAIR
    return SignerRole.SECRETARY if wrote else None


def signed_spans(facts: MinutesFacts, signer: SignerFacts) -> str:
    """Return the §§ that a signature is for, "§§ 57–63, 65–70"; nothing when it is for all.

    Whoever led or wrote signs what they led or wrote, nobody signs a § they were recused from
    (rule ATT).
    """
    table = table_of(facts)
    person = next(p for p in facts.attendees if p.person_id == signer.person_id)
    every = range(1, len(facts.paragraphs) + 1)
    own = [at for at in every if person in (table.chair(at), table.secretary(at))]
    places = every if signer.role is SignerRole.ATTESTER else own
    signed = [place for place in places if not recused(person, place)]
    return "" if len(signed) == len(facts.paragraphs) else facts.spans(runs(signed))


def also_wrote(facts: MinutesFacts, signer: SignerFacts) -> bool:
    """Say whether a chair who signs took the minutes as well (rule ATT)."""
    wrote = [person.person_id for person, _ in table_of(facts).secretaries()]
    return signer.role is SignerRole.CHAIR and signer.person_id in wrote


def _roles(facts: MinutesFacts, table: PresenceTable) -> Iterator[Problem]:
    led = [person for person, _ in table.chairs()]
    if not led:
        yield _duties(
            "freeze.no_chair",
            "Ingen är ordförande för sammanträdet. Ange i närvaron vem som ledde det.",
        )
    if facts.secretary is None:
        yield _duties(
            "freeze.no_secretary",
            "Ingen är sekreterare. Ange i närvaron vem som förde protokollet.",
        )
    if not facts.attesters:
        yield _duties(
            "freeze.no_attester",
            "Ingen är utsedd att justera. Ange i närvaron vem som justerar tillsammans med "
            "ordföranden.",
        )
    for person in facts.attesters:
        yield from _attester(table, person)


def _attester(table: PresenceTable, person: Attendee) -> Iterator[Problem]:
    """An elected attester was there, and did not take the minutes (rule ATT)."""
    if person.takes_minutes:
        yield _duties(
            "freeze.two_roles",
            f"{person.name} kan inte skriva under i två roller. Utse någon annan justerare.",
        )
    if not table.ever_present(person):
        yield Problem(
            "freeze.attester_absent",
            None,
            f"{person.name} ska justera men var inte närvarande. Ändra närvaron eller utse någon "
            "annan.",
            Place.ATTENDANCE,
            attendee_id=person.id,
        )


def _duties(code: str, sentence: str) -> Problem:
    return Problem(code, None, sentence, Place.DUTIES)


def paragraph_problems(
    facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts
) -> Iterator[Problem]:
    """Return what is missing at one § (rules K6, F13, ATT)."""

    def problem(code: str, sentence: str, place: Place = Place.PARAGRAPH) -> Problem:
        return Problem(f"freeze.{code}", one.place, f"{one.label}: {sentence}", place)

    if lacks_decision(one):
        yield problem("no_decision", "beslutet saknas. Skriv minst en att-sats.")
    if any(not text.strip() for text in one.clauses):
        yield problem("empty_clause", "en att-sats är tom. Fyll i den eller ta bort den.")
    if decides(one) and not table.quorum(one.place).reached:
        yield problem(
            "no_quorum",
            f"{facts.body_name.lower()} är inte beslutsför ({table.quorum(one.place).text}). Rätta "
            "närvaron om den är fel. Annars kan ärendet bara bordläggas eller antecknas.",
        )
    yield from duties_at(facts, table, one)
    if facts.attesters and not _can_attest(facts, table, one.place):
        sentence = (
            "den som justerar ledde ärendet, förde protokollet eller var jävig. Utse ytterligare "
            "en justerare."
        )
        yield problem("nobody_to_attest", sentence, Place.DUTIES)
    yield from outcome_problems(one)
    yield from break_problems(facts, one.place)
    yield from deliberation_problems(facts, table, one)


def _can_attest(facts: MinutesFacts, table: PresenceTable, place: int) -> list[Attendee]:
    """Return the attesters who neither led nor wrote the § nor were recused (rule ATT)."""
    signs = (table.chair(place), table.secretary(place))
    return [p for p in facts.attesters if p not in signs and not recused(p, place)]


def _left_out(items: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    for position, heading in items:
        yield Problem(
            "freeze.item_left_out",
            position,
            f"Ärendet ”{heading}” på dagordningen har ingen paragraf.",
            Place.NEW_PARAGRAPH,
            Weight.WARNING,
        )


def _untouched(facts: MinutesFacts) -> Iterator[Problem]:
    """Point out decisions that nobody has looked at since they were copied from the agenda."""
    places = [one.place for one in facts.paragraphs if one.from_proposal and one.clauses]
    if places:
        yield Problem(
            "freeze.untouched",
            places[0],
            f"{facts.spans(runs(places))}: beslutet står som det föreslogs. Kontrollera att det "
            "blev så.",
            Place.PARAGRAPH,
            Weight.WARNING,
        )


def _whole(facts: MinutesFacts) -> Iterator[Problem]:
    if not facts.paragraphs:
        sentence = "Protokollet har inga paragrafer."
        yield Problem("freeze.no_paragraphs", None, sentence, Place.NEW_PARAGRAPH)
    if facts.closed_at is None:
        sentence = "Det saknas klockslag för när sammanträdet avslutades."
        yield Problem("freeze.not_closed", None, sentence, Place.CLOSING)
    if not facts.attestation_place:
        sentence = "Platsen för justeringen saknas. Den står på protokollets första sida."
        yield Problem("freeze.no_attestation_place", None, sentence, weight=Weight.WARNING)
    if facts.attestation_on is None or facts.attestation_time is None:
        sentence = "Dag och klockslag för justeringen saknas på protokollets första sida."
        yield Problem("freeze.no_attestation_time", None, sentence, weight=Weight.WARNING)


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


@dataclass(frozen=True, slots=True)
class AttestedMinutes:
    """What others need to know about minutes that everybody has signed."""

    version_id: int
    meeting_id: int
    case_id: int
    case_number: str
    body_name: str
    meeting_on: date
    paragraphs: str  # "§§ 57–70"
    attested_on: date  # the day of the last signature
    kept_at: str
    sha256: str
    signers: tuple[str, ...]  # "Bo Almqvist, ordförande"
    letterhead: Mapping[str, str]  # the association as it was printed
    paragraph_id: int | None = None  # the § of an immediate attestation (rule IMM)
