"""The notice board's dates: when to post, how long to appeal, when shown too little. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.kernel.clock import STOCKHOLM
from app.kernel.workdays import is_day_off

APPEAL_DAYS = 21
POSTING_DAYS = 2
NOTABLE = timedelta(minutes=15)  # a pause as long as this is told one by one

SENTENCES = {
    "posting.not_attested": (
        "Protokollet är inte justerat. Anslaget sätts upp när alla har justerat."
    ),
    "posting.before_attestation": (
        "Anslaget kan inte ha satts upp före den {day}, då protokollet blev justerat. "
        "Kontrollera datumet."
    ),
    "posting.nothing_posted": "Justeringen är inte anslagen ännu.",
    "posting.in_future": "Dagen har inte varit ännu. Ange den dag då det verkligen gjordes.",
    "posting.already_up": "Anslaget sitter redan uppe på {board}.",
    "posting.no_such_board": "Förbundet anslår inte på den anslagstavlan.",
    "posting.digital_today": (
        "Den digitala anslagstavlan visar anslaget från och med i dag. Det kan inte sättas upp "
        "för en annan dag."
    ),
    "posting.not_broken": "Anslaget har visats hela tiden och behöver inte sättas upp på nytt.",
    "posting.down_too_early": (
        "Anslaget ska sitta uppe till och med den {day}. Det tas ned tidigast dagen efter."
    ),
    "posting.already_down": "Anslaget är redan nedtaget.",
    "posting.is_digital": "Den digitala anslagstavlan tar ned anslaget av sig själv.",
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days of one notice: put up, last day to appeal, taken down."""

    posted_on: date
    last_day: date
    take_down_on: date


@dataclass(frozen=True, slots=True)
class Span:
    """A time during which the notice board was seen to answer without a break.

    ``longest_pause`` is the longest time between two looks inside it.
    """

    first_seen_at: datetime
    last_seen_at: datetime
    longest_pause: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which nobody saw the notice."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        """Return how long it was."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Shown:
    """How a notice was shown: on how many of its days it was seen, and the longest pause."""

    days: int
    days_seen: int
    longest: timedelta
    pauses: tuple[Pause, ...]  # between the spans, in order of time

    @property
    def sentence(self) -> str:
        """Return "Visad 22 dagar av 22, längsta uppehåll 4 minuter."."""
        days = "dag" if self.days_seen == 1 else "dagar"
        return (
            f"Visad {self.days_seen} {days} av {self.days}, längsta uppehåll "
            f"{duration(self.longest)}."
        )


def last_day_to_appeal(posted_on: date) -> date:
    """Return the last day of the appeal period (rule K20, KL 13:5 and lagen 1930:173).

    Three weeks from the day of posting, moved past Saturdays, Sundays and public holidays.
    """
    day = posted_on + timedelta(days=APPEAL_DAYS)
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def period(posted_on: date) -> Period:
    """Return the days of a notice that is put up on a day; taken down the day after (K20)."""
    last_day = last_day_to_appeal(posted_on)
    return Period(posted_on, last_day, last_day + timedelta(days=1))


def post_by(attested_on: date) -> date:
    """Return the last day for putting the notice up (rule K19, KL 8:12): the second day after."""
    return attested_on + timedelta(days=POSTING_DAYS)


def midnight(day: date) -> datetime:
    """Return the moment when a Swedish day begins."""
    return datetime.combine(day, time.min, STOCKHOLM)


def shown(spans: Iterable[Span], *, posted_at: datetime, until: datetime) -> Shown:
    """Return how a notice was shown from its posting until a moment (rule K20).

    ``spans`` are when the board was seen, in order of time. A pause inside a span counts as long
    as the span's longest, even when it may have been before the posting: never too little is said.
    """
    seen = [span for span in spans if span.last_seen_at >= posted_at and span.first_seen_at < until]
    pauses = tuple(_pauses(seen, posted_at, until))
    days = list(_days(posted_at, until))
    lengths = [pause.length for pause in pauses] + [span.longest_pause for span in seen]
    return Shown(
        days=len(days),
        days_seen=sum(any(_meets(span, *day) for span in seen) for day in days),
        longest=max(lengths, default=timedelta(0)),
        pauses=pauses,
    )


def _pauses(spans: Iterable[Span], posted_at: datetime, until: datetime) -> Iterator[Pause]:
    last = posted_at
    for span in spans:
        if span.first_seen_at > last:
            yield Pause(last, span.first_seen_at)
        last = max(last, span.last_seen_at)
    if until > last:
        yield Pause(last, until)


def _days(posted_at: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Return the parts of Swedish days between two moments."""
    begins = posted_at
    while begins < until:
        ends = midnight(begins.astimezone(STOCKHOLM).date() + timedelta(days=1))
        yield begins, min(ends, until)
        begins = ends


def _meets(span: Span, begins: datetime, ends: datetime) -> bool:
    return span.first_seen_at < ends and span.last_seen_at >= begins


def duration(length: timedelta) -> str:
    """Return "under en minut", "4 minuter", "3 timmar 20 minuter" or "2 dygn 3 timmar"."""
    minutes = int(length.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        f"{days} dygn" if days else "",
        _counted(hours, "timme", "timmar"),
        _counted(minutes, "minut", "minuter") if not days else "",
    ]
    return " ".join(filter(None, parts)) or "under en minut"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def gap_start(
    spans: Iterable[Span], *, posted_at: datetime, until: datetime, tolerance: timedelta
) -> datetime | None:
    """Return when the notice was first not seen for longer than tolerated, or None (rule K20).

    ``spans`` are when the board was seen, in order of time; ``until`` is now, or the moment when
    the notice may be taken down.
    """
    seen = posted_at
    for span in spans:
        if min(span.first_seen_at, until) - seen > tolerance:
            return seen
        seen = max(seen, span.last_seen_at)
    return seen if until - seen > tolerance else None
