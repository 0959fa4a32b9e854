"""Who may see the overview."""

from __future__ import annotations

from app.kernel.actor import permission, signed_in

SEE_OVERVIEW = permission("overview.see", signed_in)
