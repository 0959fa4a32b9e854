"""The whole schema: importing this module makes the kernel's own tables known."""

from __future__ import annotations

from sqlalchemy import MetaData

from app.kernel.counters import Counter
from app.kernel.db import Base
from app.kernel.history import AuditEntry, StateChange
from app.kernel.outbox import OutboxMessage

KERNEL_TABLES = (AuditEntry, Counter, OutboxMessage, StateChange)


def metadata() -> MetaData:
    """Return the models' schema; the capabilities must have been imported, as create_app does."""
    return Base.metadata
