"""Motions and how the chair put the question: sentences and ready-made suggestions. Pure.

Rule K3: motions, the order in which they were put and the outcome stand in the minutes; a motion
that was withdrawn is kept, and never printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.minutes.domain.deliberation import MotionFacts, PropositionFacts
from app.minutes.domain.facts import Attendee, MinutesFacts
from app.minutes.domain.listing import listed
from app.minutes.domain.presence import Presence, PresenceTable
from app.minutes.domain.terms import MotionKind

MOTION_WORDS = {
    MotionKind.APPROVAL: "Bifall",
    MotionKind.REJECTION: "Avslag",
    MotionKind.AMENDMENT: "Ändring",
    MotionKind.ADDITION: "Tillägg",
    MotionKind.REFERRAL_BACK: "Återremiss",
    MotionKind.TABLING: "Bordläggning",
}
# What is moved when nothing else is written; a change and an addition must say what they are.
_USUAL = {
    MotionKind.APPROVAL: "bifall till förslaget",
    MotionKind.REJECTION: "avslag",
    MotionKind.REFERRAL_BACK: "att ärendet återremitteras",
    MotionKind.TABLING: "att ärendet bordläggs",
}
NEEDS_TEXT = frozenset({MotionKind.AMENDMENT, MotionKind.ADDITION})
_TODAY = "avgörande i dag"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question as the chair usually puts it, and what yes and no mean should votes be counted."""

    asked: str  # "bifall respektive avslag"
    found_yes: str  # "styrelsen bifaller förslaget"
    found_no: str = ""
    yes_means: str = "bifall till förslaget"
    no_means: str = ""

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what the chair may find."""
        return tuple(filter(None, (self.found_yes, self.found_no)))


def may_move(table: PresenceTable, place: int) -> list[Attendee]:
    """Return who may move something at a place: whoever serves, or has a seat and was there partly.

    Substitutes who do not serve, co-opted persons and guests have no motions (rule K10).
    """
    serving = {service.person.id for service in table.serving(place)}
    return [
        person
        for person in table.attendees
        if person.id in serving or (person.seated and table.of(person, place) is Presence.PARTLY)
    ]


def motion_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return the motions at a § that were not withdrawn, one sentence each (rule K3)."""
    return [motion_sentence(facts, one) for one in facts.at(place).deliberation.standing_motions]


def motion_sentence(facts: MinutesFacts, motion: MotionFacts) -> str:
    """Return "Karin Wallmark och Göran Lidgren yrkar avslag."."""
    return f"{names(facts, motion.movers)} yrkar {_moved(motion.kind, motion.text)}."


def withdrawn_sentence(facts: MinutesFacts, motion: MotionFacts) -> str:
    """Return what the editor shows for a motion that was withdrawn; the minutes never do (K3)."""
    own = "sitt yrkande" if len(motion.movers) == 1 else "sitt gemensamma yrkande"
    what = f"{MOTION_WORDS[motion.kind].lower()}: {motion.text}" if motion.text else ""
    return f"{names(facts, motion.movers)} återtar {own} om {what or _noun(motion.kind)}."


def _noun(kind: MotionKind) -> str:
    return MOTION_WORDS[kind].lower()


def _moved(kind: MotionKind, text: str) -> str:
    if not text:
        return _USUAL.get(kind, _noun(kind))
    return f"som tillägg att {text}" if kind is MotionKind.ADDITION else f"att {text}"


def names(facts: MinutesFacts, ids: Iterable[int]) -> str:
    """Return "Karin Wallmark och Göran Lidgren", in the order of the roster; a dash for nobody."""
    wanted = set(ids)
    found = [person.name for person in facts.attendees if person.id in wanted]
    return listed(found) if found else "–"


def owner(name: str) -> str:
    """Return the genitive: "Karin Wallmarks", "Anders Marcus"."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def body_words(facts: MinutesFacts) -> str:
    """Return the body in running text: "styrelsen", "LSG"."""
    name = facts.body_name
    return name if name.isupper() else name[:1].lower() + name[1:]


def proposition_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return how the chair put the question at a §, in order (rule K3)."""
    put = facts.at(place).deliberation.propositions
    return [_proposition(one, at, len(put)) for at, one in enumerate(put)]


def _proposition(one: PropositionFacts, at: int, number: int) -> str:
    order = "" if number == 1 else "först " if at == 0 else "därefter "
    return f"Ordföranden ställer {order}proposition på {one.asked} och finner att {one.found}."


def suggestions(facts: MinutesFacts, place: int) -> list[Suggestion]:
    """Return the questions in the usual order of putting, from the motions that stand.

    Whether the matter is to be decided today comes first; then what is moved against the proposal;
    last additions, which are tried when the main question is settled.
    """
    motions = facts.at(place).deliberation.standing_motions
    body = body_words(facts)
    changes = _of(motions, MotionKind.AMENDMENT)
    return [
        *_postponing(motions),
        *(_against_the_proposal(facts, body, one, changes) for one in changes),
        *_rejection(motions, body),
        *(_added(facts, body, one, motions) for one in _of(motions, MotionKind.ADDITION)),
        *_only_approval(motions, body),
    ]


def _of(motions: Sequence[MotionFacts], *kinds: MotionKind) -> list[MotionFacts]:
    return [motion for motion in motions if motion.kind in kinds]


def _postponing(motions: Sequence[MotionFacts]) -> Iterator[Suggestion]:
    words = {
        MotionKind.TABLING: ("bordläggning", "bordläggas"),
        MotionKind.REFERRAL_BACK: ("återremiss", "återremitteras"),
    }
    for kind, (noun, verb) in words.items():
        if _of(motions, kind):
            yield Suggestion(
                asked=f"{noun} mot {_TODAY}",
                found_yes="ärendet ska avgöras i dag",
                found_no=f"ärendet ska {verb}",
                yes_means=_TODAY,
                no_means=noun,
            )


def _against_the_proposal(
    facts: MinutesFacts, body: str, motion: MotionFacts, changes: Sequence[MotionFacts]
) -> Suggestion:
    whose = _whose(facts, motion, "ändringsyrkande", several=len(changes) > 1)
    return Suggestion(
        asked=f"förslaget mot {whose}",
        found_yes=f"{body} bifaller förslaget",
        found_no=f"{body} bifaller {whose}",
        no_means=f"bifall till {whose}",
    )


def _whose(facts: MinutesFacts, motion: MotionFacts, noun: str, *, several: bool) -> str:
    """Return "Karin Wallmarks ändringsyrkande", with what is moved when there are several."""
    mover = names(facts, motion.movers)
    whose = f"{owner(mover)} {noun}"
    return f"{whose} att {motion.text}" if several and motion.text else whose


def _rejection(motions: Sequence[MotionFacts], body: str) -> Iterator[Suggestion]:
    if _of(motions, MotionKind.REJECTION):
        yield Suggestion(
            asked="bifall respektive avslag",
            found_yes=f"{body} bifaller förslaget",
            found_no=f"{body} avslår förslaget",
            no_means="avslag på förslaget",
        )


def _added(
    facts: MinutesFacts, body: str, motion: MotionFacts, motions: Sequence[MotionFacts]
) -> Suggestion:
    several = len(_of(motions, MotionKind.ADDITION)) > 1
    whose = _whose(facts, motion, "tilläggsyrkande", several=several)
    return Suggestion(
        asked=f"bifall respektive avslag på {whose}",
        found_yes=f"{body} bifaller tillägget",
        found_no=f"{body} avslår tillägget",
        yes_means="bifall till tillägget",
        no_means="avslag på tillägget",
    )


def _only_approval(motions: Sequence[MotionFacts], body: str) -> Iterator[Suggestion]:
    against = {MotionKind.REJECTION, MotionKind.AMENDMENT}
    if not _of(motions, *against):
        yield Suggestion(
            asked="bifall till förslaget",
            found_yes=f"{body} bifaller förslaget",
            no_means="avslag på förslaget",
        )


def meanings(facts: MinutesFacts, place: int) -> tuple[str, str]:
    """Return what yes and no would mean in the next ballot of a §, from its motions."""
    questions = suggestions(facts, place)
    next_one = min(len(facts.at(place).deliberation.ballots), len(questions) - 1)
    chosen = questions[next_one]
    return chosen.yes_means, chosen.no_means
