"""Who may do what with published minutes: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import office, permission

# Decide what is masked, preview, publish and take away.
PUBLISH_MINUTES = permission("disclosure.publish", office)
