"""The settings of the running application, for those who know no HTTP."""

from __future__ import annotations

from typing import cast

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """Return the current application's settings."""
    return cast("Settings", current_app.extensions["settings"])
