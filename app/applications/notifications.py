"""The mails about an application to those on the applicant's side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.models import Application, SignUp
from app.association import queries as association_queries
from app.kernel import clock
from app.kernel.outbox import queue_mail

SUBJECT = Application.__tablename__
"""Mails are filed under the application, so that its page can show them."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a mail."""

    name: str
    email: str


def recipients(session: Session, application: Application) -> list[Recipient]:
    """Return those on the applicant's side; for one on paper also the contacts that it names."""
    found = [
        Recipient(one.person.name, one.person.email)
        for one in queries.collaborators(session, application.id)
    ]
    if application.on_paper:
        section = queries.section_row(session, application.id, "contacts")
        people = (section.content.get("people") or ()) if section else ()
        found += [
            Recipient(one.get("name") or "", one.get("email") or "")
            for one in people
            if one.get("role") == "contact"
        ]
    return found


_FRAME = """Hej {name}

{text}

Med vänlig hälsning
{association}

--
Du får det här brevet för att du arbetar med ansökan {title}.
"""


def tell(
    session: Session,
    *,
    application: Application,
    recipients: Iterable[Recipient],
    heading: str,
    text: str,
    attachments: Sequence[dict[str, str]] = (),
) -> int:
    """Put the same mail to each recipient in the outbox, once per address; return how many.

    ``attachments`` name stored bytes by sha256, filename and media_type.
    """
    association = association_queries.find_association(session)
    seen: set[str] = set()
    for one in recipients:
        if not one.email or one.email.lower() in seen:
            continue
        seen.add(one.email.lower())
        queue_mail(
            session,
            recipient=one.email,
            heading=heading,
            body=_FRAME.format(
                name=one.name,
                text=text,
                association=association.name if association else "Klubba",
                title=application.name or "utan namn",
            ),
            subject_type=SUBJECT,
            subject_id=application.id,
            attachments=attachments,
        )
    return len(seen)


_SIGN_UP = """Hej {name}

{text}

{link}

{life}

Med vänlig hälsning
{association}

--
Du får det här brevet för att någon har skrivit din adress på sidan {title}.
Var det inte du behöver du inte göra något.
"""


def send_sign_up(session: Session, asked: SignUp, *, name: str, link: str, known: bool) -> None:
    """Mail the one-time link, or where to log in; the link is nowhere else."""
    association = association_queries.find_association(session)
    title = asked.call.title
    last_day = asked.expires_at.astimezone(clock.STOCKHOLM).date().isoformat()
    text = (
        f"Du har redan en inloggning hos oss. Logga in och börja på er ansökan till {title} här:"
        if known
        else f"Öppna adressen nedan för att börja på er ansökan till {title}."
    )
    queue_mail(
        session,
        recipient=asked.email,
        heading=f"Börja på er ansökan: {title}",
        body=_SIGN_UP.format(
            name=name,
            text=text,
            link=link,
            life=(
                "Har du glömt lösenordet kan kansliet skicka en ny inbjudan."
                if known
                else f"Länken gäller en gång, till och med den {last_day}."
            ),
            association=association.name if association else "Klubba",
            title=title,
        ),
        subject_type=SignUp.__tablename__,
        subject_id=asked.id,
    )
