"""What tests of motions, ballots and dissents do again and again."""

from __future__ import annotations

from datetime import time
from typing import Any

from app.association import services as association
from app.association.domain import Charter
from app.minutes import services
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    Choice,
    Deliberation,
    DissentFacts,
    Majority,
    MotionFacts,
    MotionKind,
    Part,
)
from tests.factories.minutes import (
    SeedMeeting,
)

YES, NO, ABSTAINS = Choice
AT = 62
MEANS = {"yes_means": "bifall till förslaget", "no_means": "avslag på förslaget"}


def call(made: SeedMeeting, service: Any, number: int = AT, **values: Any) -> Any:
    """Call a service for a § number."""
    return service(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        paragraph_id=made.paragraph(number),
        **values,
    )


def happened(made: SeedMeeting, number: int = AT) -> Deliberation:
    """Return what has happened at a §."""
    found = made.facts.paragraph(made.paragraph(number))
    assert found is not None
    return found.deliberation


def motion(made: SeedMeeting, *movers: str, **values: Any) -> Any:
    """Save a motion."""
    version = values.pop("version", 0)
    fact = MotionFacts(
        values.pop("id", 0),
        values.pop("kind", MotionKind.REJECTION),
        tuple(made.attendee(key) for key in movers),
        **values,
    )
    return call(made, services.save_motion, motion=fact, version=version)


def ballot(made: SeedMeeting, choices: dict[str, Choice], **values: Any) -> Any:
    """Save a ballot by the keys of the people."""
    version = values.pop("version", 0)
    votes = tuple((made.attendee(key), choice) for key, choice in choices.items())
    fact = BallotFacts(values.pop("id", 0), votes=votes, **{**MEANS, **values})
    return call(made, services.save_ballot, ballot=fact, version=version)


def dissent(made: SeedMeeting, key: str, at: time = time(10), **values: Any) -> Any:
    """Save a dissent."""
    version = values.pop("version", 0)
    fact = DissentFacts(values.pop("id", 0), made.attendee(key), at, **values)
    return call(made, services.save_dissent, dissent=fact, version=version)


def allow_qualified(made: SeedMeeting) -> None:
    """Let the charter name a decision that needs a qualified majority (rule F15)."""
    charter = Charter(qualified_majorities="Ändring av arbetsordningen: två tredjedelar")
    association.change_settings(made.session, actor=made.actor, charter=charter)


def seen(made: SeedMeeting, part: Part, at: int = 0) -> int:
    """Return the version of what is stored, as a form would have it."""
    return services.seen_version(getattr(happened(made), part)[at])


def ballot_values(made: SeedMeeting, **values: Any) -> dict[str, Any]:
    """Return a row of a ballot, written beside the service."""
    return {
        "paragraph_id": made.paragraph(AT),
        "position": 1,
        "kind": BallotKind.QUESTION,
        "secret": False,
        "yes_means": "bifall",
        "no_means": "avslag",
        "majority": Majority.SIMPLE,
        "lot_fell_on": "",
        **values,
    }
