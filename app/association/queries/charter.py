"""Questions about what the charter decides: settings, and the bodies' own § patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, CompoundSelect, cast, literal, null, select
from sqlalchemy.orm import Session

from app.accounts.domain import LoginFactor
from app.association.domain import SETTING_NAMES, BodyPattern, Charter
from app.association.models import ParagraphPattern, Setting
from app.kernel import db
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared


@prepared
def _settings() -> CompoundSelect[*tuple[Any, ...]]:
    """Return the settings, and after them the bodies' own patterns: one question for both."""
    stored = select(Setting.name, Setting.value, literal(0), literal(0), literal(0))
    patterns = select(
        ParagraphPattern.pattern,
        cast(null(), JSON),
        ParagraphPattern.id,
        ParagraphPattern.body_id,
        ParagraphPattern.from_year,
    )
    return stored.union_all(patterns)


def charter(session: Session) -> Charter:
    """Return what the charter and the rules of procedure decide; asked once where nobody writes."""
    return db.remembered(session, "charter", lambda: _charter(session))


def _charter(session: Session) -> Charter:
    """Return the defaults with what is stored."""
    stored = _settings.rows(session)
    values = {row[0]: row[1] for row in stored if not row[2] and row[0] in SETTING_NAMES}
    own = [BodyPattern(row[3], row[4], row[0], row[2]) for row in stored if row[2]]
    patterns = sorted(own, key=lambda one: (one.body_id, one.from_year))
    return Charter(**values, paragraph_patterns=tuple(patterns))


def login_factor(session: Session) -> LoginFactor:
    """Return when a login asks for a second factor, for ``accounts``."""
    return LoginFactor(charter(session).login_second_factor)


def paragraph_pattern(session: Session, pattern_id: int) -> ParagraphPattern:
    """Return one body's own pattern of § numbers; raises NotFound."""
    found = session.get(ParagraphPattern, pattern_id)
    if found is None:
        raise NotFound
    return found


def stored_settings(session: Session) -> Sequence[Setting]:
    """Return the settings that differ from their defaults."""
    return session.scalars(select(Setting).order_by(Setting.name)).all()
