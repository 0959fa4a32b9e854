"""The mails that the capability sends."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts.models import Invitation, User
from app.kernel import clock
from app.kernel.outbox import OutboxMessage, queue_mail

_INVITATION = """Hej {name}

Du har fått en inloggning till {association}. Öppna adressen nedan och välj ett lösenord. \
Sedan loggar du in med din e-postadress.

{link}

Länken gäller en gång, till och med den {last_day}. Har den gått ut kan kansliet skicka en ny.

Med vänlig hälsning
{association}

--
Du får det här brevet för att kansliet har bjudit in dig.
Väntade du dig inte brevet behöver du inte göra något.
"""


def send_invitation(
    session: Session, invitation: Invitation, *, link: str, association_name: str
) -> OutboxMessage:
    """Put the invitation in the outbox; the link is nowhere else."""
    last_day = invitation.expires_at.astimezone(clock.STOCKHOLM).date()
    return queue_mail(
        session,
        recipient=invitation.user.email,
        heading=f"Din inloggning till {association_name}",
        body=_INVITATION.format(
            name=invitation.user.person.name,
            association=association_name,
            link=link,
            last_day=last_day.isoformat(),
        ),
        subject_type=Invitation.__tablename__,
        subject_id=invitation.id,
    )


_RESET = """Hej {name}

{by} vid {association} har återställt din tvåstegsinloggning. Kodappen, passnycklarna och \
reservkoderna gäller inte längre, och du är utloggad överallt.

Logga in med ditt lösenord. Gå sedan till Mitt konto, välj Tvåstegsinloggning och lägg till en \
kodapp eller en passnyckel.

Har du inte bett om det här ska du genast höra av dig till kansliet.

Med vänlig hälsning
{association}
"""


def send_reset(session: Session, user: User, *, by: str, association_name: str) -> OutboxMessage:
    """Tell a person that the second factors are gone, and who took them away."""
    return queue_mail(
        session,
        recipient=user.email,
        heading="Din tvåstegsinloggning är återställd",
        body=_RESET.format(name=user.person.name, by=by, association=association_name),
        subject_type=User.__tablename__,
        subject_id=user.id,
    )
