"""What is told by mail when somebody cannot come: to the substitute and to the regular (SUB)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.kernel.outbox import queue_mail
from app.kernel.ui import clock_time, long_date
from app.meetings.models import Meeting, Reply

if TYPE_CHECKING:
    from app.accounts.models import Person

_ASKED = """Hej {name}

{other} kan inte komma till {body}s sammanträde den {when}. Du är näst i tur bland ersättarna och \
frågas därför om du kan tjänstgöra.
{known}{link}
Plats: {place}

Med vänlig hälsning
{association}
"""

_RELEASED = """Hej {name}

{other} kommer till {body}s sammanträde den {when}. Du behöver därför inte tjänstgöra.

Med vänlig hälsning
{association}
"""

_TOLD = """Hej {name}

Du har svarat att du inte kan komma till {body}s sammanträde den {when}.

{found}
{link}
Med vänlig hälsning
{association}
"""

_KNOWN = """
Du har redan svarat att du kommer, och då räknar vi med dig. Ändra ditt svar om du inte kan \
tjänstgöra.
"""


@dataclass(frozen=True, slots=True)
class Post:
    """Writes the letters about one meeting; ``link`` makes a person's own link, or nothing."""

    session: Session
    meeting: Meeting
    link: Callable[[Reply], str]

    def ask(self, substitute: Reply, regular: Person) -> None:
        """Ask a substitute to serve for a regular."""
        known = _KNOWN if substitute.answer is not None else ""
        link = _line("Svara här", self.link(substitute))
        heading = f"Kan du tjänstgöra? {self._what}"
        self._send(substitute, heading, _ASKED, other=regular.name, known=known, link=link)

    def release(self, substitute: Reply, regular: Person) -> None:
        """Tell a substitute who was asked that the regular comes after all."""
        heading = f"Du behöver inte tjänstgöra. {self._what}"
        self._send(substitute, heading, _RELEASED, other=regular.name)

    def tell(self, regular: Reply, substitute: Person | None) -> None:
        """Tell a regular who has been asked instead, or that nobody is left to ask."""
        found = "Det finns ingen ersättare kvar att fråga. Kansliet ser det."
        if substitute is not None:
            found = f"{substitute.name} har frågats om att tjänstgöra för dig."
        link = _line("Ändra ditt svar om du ändå kan komma", self.link(regular))
        self._send(regular, f"Ditt svar är mottaget. {self._what}", _TOLD, found=found, link=link)

    @property
    def _what(self) -> str:
        body = association_queries.body(self.session, self.meeting.body_id).name
        return f"{body}s sammanträde {self.meeting.held_on.isoformat()}"

    def _send(self, to: Reply, heading: str, text: str, **words: str) -> None:
        if not to.person.email:
            return
        when = f"{long_date(self.meeting.held_on)} kl. {clock_time(self.meeting.starts_at)}"
        facts = {
            "name": to.person.name,
            "body": association_queries.body(self.session, self.meeting.body_id).name.lower(),
            "when": when,
            "place": self.meeting.place,
            "association": association_queries.get_association(self.session).name,
        }
        queue_mail(
            self.session,
            recipient=to.person.email,
            heading=heading,
            body=text.format(**facts, **words),
            subject_type=Reply.__tablename__,
            subject_id=to.id,
        )


def _line(words: str, link: str) -> str:
    return f"\n{words}: {link}\n" if link else ""
