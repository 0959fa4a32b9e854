"""The whole schema: importing this module makes the kernel's own tables known."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from sqlalchemy import MetaData

from app.kernel.audit_chain import AuditSeal
from app.kernel.audit_checks import AuditCheck
from app.kernel.counters import Counter
from app.kernel.db import Base
from app.kernel.history import AuditEntry, StateChange
from app.kernel.outbox import OutboxMessage

KERNEL_TABLES = (AuditCheck, AuditEntry, AuditSeal, Counter, OutboxMessage, StateChange)


def metadata(capabilities: Iterable[ModuleType]) -> MetaData:
    """Return the models' schema, after importing the models of every capability that has any."""
    for capability in capabilities:
        name = f"{capability.__name__}.models"
        if find_spec(name):
            import_module(name)
    return Base.metadata
