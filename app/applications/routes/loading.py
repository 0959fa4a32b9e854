"""What every page of one application begins with: find it, and ask whether one may."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import Access
from app.applications.models import Application
from app.kernel.actor import Permission
from app.kernel.authz import acting
from app.kernel.errors import NotFound

# A number that no database row can have is a page that does not exist.
LARGEST_ID = 2_147_483_647
NUMBER = f"int(min=1, max={LARGEST_ID})"
ONE = f"/ansokningar/<{NUMBER}:application_id>"


def opened(session: Session, application_id: int, needed: Permission) -> tuple[Application, Access]:
    """Return the application and its access facts for one who may; raises NotFound otherwise.

    Somebody else's application does not exist for those who may not read it: 404, never 403.
    """
    found = queries.application(session, application_id)
    facts = queries.access(session, found)
    if not acting().may(needed, facts):
        raise NotFound
    return found, facts
