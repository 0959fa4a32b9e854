"""Where somebody may go from a page of an application; what would be refused is no link."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from app.applications.domain import Access
from app.kernel.authz import acting


def way(endpoint: str, access: Access | None = None, **values: Any) -> str:
    """Return the address of a page, or nothing for one who may not open it.

    Pages of other capabilities are known by name only.
    """
    needed = getattr(current_app.view_functions.get(endpoint), "permission", None)
    if needed is None or not acting().may(needed, access):
        return ""
    return url_for(endpoint, **values)
