"""The data that a proof of posting is filled with, and that its page shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.association.domain import Charter
from app.documents.engine import Properties
from app.minutes.domain.freezing import AttestedMinutes
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
        "inledning": "Protokollet är justerat. Justeringen har tillkännagetts på förbundets "
        "anslagstavla.",
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
