"""What the member organisations say together: counted, put in words, and proposed (PREP). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.applications.domain.states import OpinionState
from app.applications.domain.words import Stance
from app.kernel.errors import DomainError
from app.kernel.money import kronor


class Unity(StrEnum):
    """How far the member organisations are of one mind (rule PREP)."""

    AGREED = "agreed"
    DIVIDED = "divided"
    INCOMPLETE = "incomplete"


UNITY_WORDS = {
    Unity.AGREED: "eniga",
    Unity.DIVIDED: "delade meningar",
    Unity.INCOMPLETE: "ofullständigt",
}
OPINION_WORDS = {
    OpinionState.OPEN: "Väntar",
    OpinionState.SENT: "Lämnat",
    OpinionState.RECUSED: "Jäv",
}
RECUSED_WORD = "Jäv"


class Ground(StrEnum):
    """Why an organisation or its person is recused (rules K12, K13; KL 6:28)."""

    PARTY = "party"
    REPRESENTS = "represents"
    SUPERVISION = "supervision"
    OTHER = "other"


GROUND_WORDS = {
    Ground.PARTY: "Är själv part i ansökan, eller står den som är part nära",
    Ground.REPRESENTS: "Företräder sökanden eller någon som ansökan gäller",
    Ground.SUPERVISION: "Har tillsyn över sökandens verksamhet",
    Ground.OTHER: "Någon annan omständighet som kan rubba förtroendet för opartiskheten",
}

MEMBERS_OPINION_LIMIT = 4_000
"""Characters in one opinion's text."""

PREPARING = {
    "preparation.no_group": "Välj vilken grupp som ska bereda ansökan.",
    "preparation.not_preparatory": "{body} bereder inte ansökningar. Välj en beredande grupp.",
    "preparation.nobody_seated": (
        "Ingen medlem har en plats i {body} i dag. Lägg till platser under Förbundet, eller välj "
        "en annan grupp."
    ),
    "preparation.due_passed": "Den dagen har redan varit. Välj i dag eller en senare dag.",
    "preparation.due_after_meeting": ("Gruppen möts den {day}. Be om yttranden senast den dagen."),
    "preparation.none_open": "Ansökan bereds inte just nu, så det här går inte att ändra.",
    "preparation.reason_missing": "Skriv varför ansökan går till styrelsen utan beredning.",
    "preparation.no_case": "Ansökan har inget ärende ännu, så underlaget kan inte registreras.",
    "opinion.not_yours": (
        "Du har ingen plats för den medlemmen i gruppen, så du kan inte lämna dess yttrande."
    ),
    "opinion.locked": "Yttrandet är skickat och låst. Det går inte att ändra.",
    "opinion.stance_missing": "Välj vad er organisation säger om ansökan.",
    "opinion.amount_missing": "Fyll i det belopp som ni tillstyrker.",
    "opinion.amount_not_part": (
        "Ansökan gäller {applied}. Ett belopp till en del är större än noll och mindre än det."
    ),
    "opinion.text_missing": "Skriv skälen, så att sökanden och styrelsen förstår ställningen.",
    "opinion.ground_missing": "Välj vad jävet beror på.",
    "opinion.personal_number": (
        "Texten innehåller {number}, som ser ut som ett personnummer. Yttrandet blir en allmän "
        "handling och får inte innehålla uppgifter om enskilda deltagare. Ta bort numret."
    ),
    "group.day_taken": "{body} har redan ett möte den {day}. Öppna det i stället.",
    "group.matter_elsewhere": "Ärendet hör till en annan grupp.",
    "group.nobody_present": "Fyll i vilka som var med innan rapporten görs.",
    "group.in_future": "Mötet är den {day} och har inte varit ännu. Gör rapporten efter mötet.",
}
"""What is said when something about the preparation is refused."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One member organisation's opinion as it counts; ``ore`` only with a grant in part."""

    state: OpinionState
    stance: Stance | None = None
    ore: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Opinions counted; the recused stand apart and are not waited for (rule PREP)."""

    asked: int
    answered: int
    recused: int
    unity: Unity

    @property
    def progress(self) -> str:
        """Return how many have answered and nothing of what they said: "5 av 7 har svarat"."""
        recused = f", {self.recused} med jäv" if self.recused else ""
        return f"{self.answered} av {self.asked} har svarat{recused}"

    @property
    def summary(self) -> str:
        """Return the whole in words: "5 av 7 har svarat, delade meningar", the recused apart."""
        recused = f", {self.recused} med jäv" if self.recused else ""
        return f"{self.answered} av {self.asked} har svarat, {UNITY_WORDS[self.unity]}{recused}"


def tally(voices: Iterable[Voice]) -> Tally:
    """Count the opinions: agreed, divided or incomplete (rule PREP).

    Two that differ make it divided whatever the others will say; it is agreed only when everybody
    who is not recused has said the same, with the same amount (öre) when it is in part.
    """
    found = list(voices)
    sent = _sent(found)
    recused = sum(voice.state is OpinionState.RECUSED for voice in found)
    asked = len(found) - recused
    said = {(voice.stance, voice.ore) for voice in sent}
    unity = Unity.AGREED
    if len(said) > 1:
        unity = Unity.DIVIDED
    elif not sent or len(sent) < asked:
        unity = Unity.INCOMPLETE
    return Tally(asked, len(sent), recused, unity)


def _sent(voices: Iterable[Voice]) -> list[Voice]:
    return [voice for voice in voices if voice.state is OpinionState.SENT]


def proposed_position(voices: Iterable[Voice]) -> tuple[Stance | None, int | None]:
    """Return the stance that most of those who answered share, with the lowest amount in öre.

    None when nobody has answered or when two stances have equally many (rule PREP). What it says
    is only a proposal: the group's own position is written by hand.
    """
    sent = _sent(voices)
    ranked = Counter(voice.stance for voice in sent).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None, None
    stance = ranked[0][0]
    amounts = [v.ore for v in sent if v.stance is Stance.GRANT_IN_PART and v.ore is not None]
    return stance, min(amounts) if stance is Stance.GRANT_IN_PART else None


def position_sentence(group: str, stance: Stance | None, ore: int | None = None) -> str:
    """Return where a group stands in a sentence, or that it has not said; ``ore`` in öre."""
    if stance is None:
        return f"{group} har inte tagit ställning."
    return {
        Stance.GRANT: f"{group} tillstyrker ansökan.",
        Stance.GRANT_IN_PART: (
            f"{group} tillstyrker ansökan till en del, med högst {kronor(ore or 0)}."
        ),
        Stance.REJECT: f"{group} avstyrker ansökan.",
        Stance.REFER_BACK: f"{group} föreslår att ansökan återremitteras.",
    }[stance]


def check_stance(
    stance: Stance | None, ore: int | None, text: str, *, applied_ore: int, applied: str
) -> int | None:
    """Return the amount in öre that belongs to a stance: only a grant in part has one (PART).

    ``applied`` is what is applied for, in words.

    Raises:
        DomainError: on ``stance``, ``ore`` or ``text``.
    """
    if stance is None:
        raise DomainError("opinion.stance_missing", field="stance")
    if stance is Stance.GRANT_IN_PART:
        _check_part(ore, applied_ore, applied)
    if stance is not Stance.GRANT and not text.strip():
        raise DomainError("opinion.text_missing", field="text")
    return ore if stance is Stance.GRANT_IN_PART else None


def _check_part(ore: int | None, applied_ore: int, applied: str) -> None:
    if ore is None:
        raise DomainError("opinion.amount_missing", field="ore")
    if not 0 < ore < applied_ore:
        raise DomainError("opinion.amount_not_part", field="ore", applied=applied)


def check_due(due_on: date | None, meets_on: date | None, *, today: date) -> None:
    """Refuse a last day for opinions that has been, or that comes after the group's meeting.

    Raises:
        DomainError: on ``due_on``.
    """
    if due_on is None:
        return
    if due_on < today:
        raise DomainError("preparation.due_passed", field="due_on")
    if meets_on is not None and due_on > meets_on:
        raise DomainError("preparation.due_after_meeting", field="due_on", day=meets_on.isoformat())


def sees_opinions(*, unbound: bool, own: Sequence[OpinionState], others_open: bool) -> bool:
    """Say whether a person may see what the organisations said (rule PREP).

    ``unbound`` for those who give no opinion at all: the office, the auditor, the board. ``own``
    are the states of the person's own organisations' opinions; a member of the group who speaks
    for none of them waits until nobody is left to influence (``others_open``).
    """
    if unbound:
        return True
    if own:
        return OpinionState.OPEN not in own
    return not others_open
