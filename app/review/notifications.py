"""The letters of the round: to those who are to sign, and to the office when one sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel.outbox import OutboxMessage, queue_mail
from app.kernel.ui import long_date
from app.minutes.domain.freezing import AttestationDates

if TYPE_CHECKING:
    from app.minutes.models import MinutesVersion

ABOUT = "minutes_version"

_FROZEN = """Hej {name}

{what} från {meeting} är låst och väntar på att du läser och justerar.

Första dag: {first}
Sista dag: {last}
{changed}
Läs, kommentera och justera här:
{link}

Ser du något fel? Skriv en kommentar vid paragrafen, eller skicka tillbaka protokollet så rättar \
sekreteraren det.

Med vänlig hälsning
{association}

--
Du får det här brevet för att du ska justera protokollet. Texten är arbetsmaterial tills alla har \
justerat.
"""

_REMINDER = """Hej {name}

{what} från {meeting} väntar på din justering. {when}

Läs och justera här:
{link}

Med vänlig hälsning
{association}

--
Du får det här brevet för att du ska justera protokollet.
"""

_UNLOCKED = """Hej {name}

{what} från {meeting} har låsts upp för att rättas. Din underskrift av version {number} gäller \
inte längre.

Skäl: {reason}

Du får ett nytt brev när texten är låst igen. Då ser du vad som har ändrats och justerar på nytt.

Med vänlig hälsning
{association}

--
Du får det här brevet för att du hade justerat.
"""

_SENT_BACK = """Hej {name}

{signer} har skickat tillbaka protokollet från {meeting}. Det är upplåst, och de underskrifter som \
hade lämnats gäller inte längre.

Skäl: {reason}

Kommentarerna står vid paragraferna där du skriver protokollet:
{link}

Med vänlig hälsning
{association}

--
Du får det här brevet för att du arbetar på förbundets kansli.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """What all the letters about one version have in common."""

    association: str
    what: str  # "Protokollet", or "§ 63 i protokollet"
    meeting: str  # "styrelsens sammanträde den 18 november 2016"
    link: str
    dates: AttestationDates


def tell_frozen(
    session: Session, *, version: MinutesVersion, letter: Letter, name: str, email: str
) -> OutboxMessage:
    """Tell a signer that a version waits for them, with the first and the last day (rule K7)."""
    again = version.number > 1
    heading = f"{letter.what} från {letter.meeting} ska justeras"
    return queue_mail(
        session,
        recipient=email,
        heading=f"Ny lydelse: {heading}" if again else heading,
        body=_FROZEN.format(
            name=name,
            what=letter.what,
            meeting=letter.meeting,
            first=long_date(version.frozen_at),
            last=long_date(letter.dates.last_day),
            changed="\nTexten är ändrad sedan förra gången. På sidan ser du vad.\n"
            if again
            else "",
            link=letter.link,
            association=letter.association,
        ),
        subject_type=ABOUT,
        subject_id=version.id,
    )


def tell_unlocked(
    session: Session, *, version: MinutesVersion, letter: Letter, name: str, email: str
) -> OutboxMessage:
    """Tell somebody who had signed that the signature no longer holds, and why (rule UNL)."""
    return queue_mail(
        session,
        recipient=email,
        heading=f"Din underskrift gäller inte längre: {letter.what[:1].lower()}{letter.what[1:]}",
        body=_UNLOCKED.format(
            name=name,
            what=letter.what,
            meeting=letter.meeting,
            number=version.number,
            reason=version.void_reason,
            association=letter.association,
        ),
        subject_type=ABOUT,
        subject_id=version.id,
    )


def remind(
    session: Session, *, version_id: int, letter: Letter, name: str, email: str, late: bool
) -> OutboxMessage:
    """Remind a signer that the time is short, or out (rule K7)."""
    last = long_date(letter.dates.last_day)
    return queue_mail(
        session,
        recipient=email,
        heading=f"Påminnelse: {letter.what[:1].lower()}{letter.what[1:]} ska justeras",
        body=_REMINDER.format(
            name=name,
            what=letter.what,
            meeting=letter.meeting,
            when=f"Sista dagen var {last}." if late else f"Sista dagen är {last}.",
            link=letter.link,
            association=letter.association,
        ),
        subject_type=ABOUT,
        subject_id=version_id,
    )


def tell_sent_back(
    session: Session,
    *,
    version_id: int,
    letter: Letter,
    name: str,
    email: str,
    signer: str,
    reason: str,
) -> OutboxMessage:
    """Tell somebody of the office that a signer has sent the minutes back, and why."""
    return queue_mail(
        session,
        recipient=email,
        heading=f"{signer} har skickat tillbaka protokollet från {letter.meeting}",
        body=_SENT_BACK.format(
            name=name,
            signer=signer,
            meeting=letter.meeting,
            reason=reason,
            link=letter.link,
            association=letter.association,
        ),
        subject_type=ABOUT,
        subject_id=version_id,
    )
