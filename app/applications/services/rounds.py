"""What every act on a round of preparation begins with: that it goes on."""

from __future__ import annotations

from app.applications.domain import ApplicationState
from app.applications.models import Preparation
from app.kernel.errors import DomainError


def going_on(preparation: Preparation | None) -> Preparation:
    """Return the round when it and its application's preparation go on.

    Raises:
        DomainError: ``preparation.none_open``.
    """
    if preparation is None or preparation.closed_at is not None:
        raise DomainError("preparation.none_open")
    if preparation.application.state is not ApplicationState.IN_PREPARATION:
        raise DomainError("preparation.none_open")
    return preparation
