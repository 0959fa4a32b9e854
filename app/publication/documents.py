"""The data that a proof of posting is filled with, and that its page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from app.association.domain import Charter
from app.documents.engine import Properties
from app.kernel.clock import STOCKHOLM
from app.kernel.history import SYSTEM
from app.minutes.domain.freezing import AttestedMinutes
from app.minutes.domain.sentences import long_date
from app.publication.domain import NOTABLE, Pause, Shown, duration
from app.publication.models import Posting

Context = dict[str, Any]


def proof_context(
    posting: Posting,
    minutes: AttestedMinutes,
    *,
    charter: Charter,
    address: str,
    signed_by: tuple[str, str],
    replaces_broken: bool,
) -> Context:
    """Return the data of the proof that a notice was put up on one board.

    ``address`` is where a digital board is read, ``signed_by`` a name and what the person is.
    """
    board = posting.notice_board
    return {
        "forbund": dict(minutes.letterhead),
        "dokumenttyp": "Bevis om anslag",
        "organ": f"{posting.body_name} för {minutes.letterhead['namn']}",
        "datum": posting.posted_on.isoformat(),
        "dnr": minutes.case_number,
        "rubrik": "Bevis om anslag",
        "inledning": _introduction(minutes),
        "tavla": {"namn": board.name, "plats": address if board.digital else board.place},
        "sammantradesdatum": posting.meeting_on.isoformat(),
        "paragrafspann": posting.paragraphs,
        "justerat": posting.attested_on.isoformat(),
        "justerare": "; ".join(minutes.signers),
        "anslaget_satts_upp": posting.posted_on.isoformat(),
        "overklagande_sista_dag": posting.last_day.isoformat(),
        "anslaget_tas_ned": posting.take_down_on.isoformat(),
        "forvaras": posting.kept_at,
        "avbrott": "Ett tidigare anslag visades inte hela tiden och har ersatts av detta."
        if replaces_broken
        else "",
        "overklagande": charter.appeal_text,
        "fingeravtryck": minutes.sha256,
        "underskrift": {"namn": signed_by[0], "roll": signed_by[1]},
    }


def _introduction(minutes: AttestedMinutes) -> str:
    told = "Justeringen har tillkännagetts på förbundets anslagstavla."
    if minutes.paragraph_id is None:
        return f"Protokollet är justerat. {told}"
    return (
        f"{minutes.paragraphs} i protokollet är omedelbart justerad, före resten av protokollet. "
        f"{told}"
    )


def closing_context(
    posting: Posting,
    minutes: AttestedMinutes,
    *,
    down_on: date,
    down_by: str,
    address: str,
    signed_by: tuple[str, str],
    shown: Shown | None,
    tolerance: timedelta,
) -> Context:
    """Return the data of the proof of how long a notice was up, and that it was shown (rule K20).

    ``shown`` is what the watch saw of a digital board, None of another; a pause up to
    ``tolerance`` does not break the period.
    """
    board = posting.notice_board
    whole = posting.broken_at is None
    return {
        "forbund": dict(minutes.letterhead),
        "dokumenttyp": "Bevis om anslagstid",
        "organ": f"{posting.body_name} för {minutes.letterhead['namn']}",
        "datum": down_on.isoformat(),
        "dnr": minutes.case_number,
        "rubrik": "Bevis om anslagstid",
        "slutsats": _conclusion(posting, down_on),
        "avbrott": ""
        if whole
        else "Överklagandetiden räknas från det nya anslaget, som har ett eget bevis.",
        "tavla": {"namn": board.name, "plats": address if board.digital else board.place},
        "sammantradesdatum": posting.meeting_on.isoformat(),
        "paragrafspann": posting.paragraphs,
        "justerat": posting.attested_on.isoformat(),
        "anslaget_satts_upp": posting.posted_on.isoformat(),
        "uppsatt_av": _by(posting.posted_by),
        "overklagande_sista_dag": posting.last_day.isoformat(),
        "anslaget_togs_ned": down_on.isoformat(),
        "nedtaget_av": _by(down_by),
        "forvaras": posting.kept_at,
        "visning": list(_how(posting, shown, tolerance)),
        "uppehall": [_pause(one) for one in shown.pauses if _told(one)] if shown else [],
        "fingeravtryck": minutes.sha256,
        "underskrift": {"namn": signed_by[0], "roll": signed_by[1]},
    }


def _by(name: str) -> str:
    """Return who did it: a person, or the system by itself."""
    return "Automatiskt, av ärendehanteringssystemet Klubba" if name == SYSTEM else name


def _conclusion(posting: Posting, down_on: date) -> str:
    first, last = long_date(posting.posted_on), long_date(posting.last_day)
    if posting.broken_at is not None:
        return (
            f"Anslaget sattes upp den {first} men visades inte hela tiden. Det togs ned den "
            f"{long_date(down_on)} och ersattes av ett nytt anslag."
        )
    return (
        f"Anslaget satt uppe från och med den {first} till och med den {last}, "
        "den sista dagen för överklagande."
    )


def _how(posting: Posting, shown: Shown | None, tolerance: timedelta) -> Iterator[str]:
    """Tell how it is known that the notice was there."""
    if shown is None:
        yield (
            "Anslagstavlan är fysisk. Uppgifterna om när anslaget sattes upp och togs ned är "
            "registrerade av dem som gjorde det."
        )
        if posting.broken_at is None:
            yield "Ingen har registrerat att anslaget saknades under tiden."
        return
    yield (
        "Klubba hämtade anslagstavlans publika sida ungefär en gång i minuten, som vem som helst "
        "kan göra, och kontrollerade att anslaget fanns där."
    )
    yield shown.sentence
    yield f"Ett uppehåll på högst {duration(tolerance)} bryter inte överklagandetiden."


def _told(pause: Pause) -> bool:
    return pause.length >= NOTABLE


def _pause(pause: Pause) -> dict[str, str]:
    return {
        "fran": _moment(pause.begins),
        "till": _moment(pause.ends),
        "langd": duration(pause.length),
    }


def _moment(at: datetime) -> str:
    local = at.astimezone(STOCKHOLM)
    return f"{local:%Y-%m-%d} kl. {local:%H.%M}"


def closing_properties(context: Context, *, created: datetime) -> Properties:
    """Return what the proof says about itself in its properties."""
    return Properties(
        title=f"Bevis om anslagstid {context['sammantradesdatum']}, {context['paragrafspann']}",
        subject=f"{context['organ']}, {context['tavla']['namn']}",
        keywords="bevis om anslag",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )


def proof_properties(context: Context, *, created: datetime) -> Properties:
    """Return what the proof says about itself in its properties."""
    return Properties(
        title=f"Bevis om anslag {context['sammantradesdatum']}, {context['paragrafspann']}",
        subject=f"{context['organ']}, {context['tavla']['namn']}",
        keywords="bevis om anslag",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )
