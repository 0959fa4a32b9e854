"""The mails about a question per capsulam: asked, reminded, ended."""

from __future__ import annotations

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.kernel.cli import settings
from app.kernel.outbox import queue_mail
from app.per_capsulam.models import PerCapsulamDecision, PerCapsulamVoter

_ASKED = """Hej {name}

{association} frågar alla ordinarie ledamöter i {body} per capsulam, alltså utan sammanträde:

{heading}

Läs frågan, förslaget och handlingarna, och svara senast {deadline}:

{link}

Du svarar på två saker: om du godtar att beslutet fattas i den här formen, och på själva \
förslaget. Något tydligt stöd i lag för formen finns inte. Säger någon nej till formen fattas \
inget beslut. Är du jävig anger du det i stället. Du behöver ditt lösenord och din kodapp eller \
passnyckel för att svara.

Med vänlig hälsning
{association}
"""
_REMINDER = """Hej {name}

Du har inte svarat på den här frågan ännu:

{heading}

Sista dag att svara är {deadline}. Utan svar från alla ordinarie ledamöter fattas inget beslut.

{link}

Med vänlig hälsning
{association}
"""
_ENDED = """Hej {name}

{told}

{heading}
{link}

Med vänlig hälsning
{association}
"""


def ask(
    session: Session, found: PerCapsulamDecision, voter: PerCapsulamVoter, *, association: str
) -> None:
    """Put the question in the outbox."""
    _send(session, found, voter.person.email, voter.name, "Svara på en fråga", _ASKED, association)


def remind(
    session: Session, found: PerCapsulamDecision, voter: PerCapsulamVoter, *, association: str
) -> None:
    """Remind somebody who has not answered."""
    _send(session, found, voter.person.email, voter.name, "Påminnelse", _REMINDER, association)


def tell(
    session: Session,
    found: PerCapsulamDecision,
    *,
    email: str,
    name: str,
    told: str,
    association: str,
) -> None:
    """Tell somebody how it ended."""
    _send(session, found, email, name, found.label, _ENDED, association, told)


def _send(
    session: Session,
    found: PerCapsulamDecision,
    email: str,
    name: str,
    about: str,
    body: str,
    association: str,
    told: str = "",
) -> None:
    if not email:
        return
    queue_mail(
        session,
        recipient=email,
        heading=f"{about}: {found.heading}",
        body=body.format(
            name=name,
            told=told,
            association=association,
            body=found.body.name.lower(),
            heading=found.heading,
            deadline=format_date(found.deadline, "EEEE d MMMM y", locale="sv"),
            link=f"{settings().base_url.rstrip('/')}/per-capsulam/{found.id}",
        ),
        subject_type=PerCapsulamDecision.__tablename__,
        subject_id=found.id,
    )
