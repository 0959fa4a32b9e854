"""Who may see and keep the register of people."""

from __future__ import annotations

from app.kernel.actor import auditor, office, permission, signed_in

SEE_PEOPLE = permission("accounts.see_people", office, auditor)
MANAGE_PEOPLE = permission("accounts.manage_people", office)
OWN_ACCOUNT = permission("accounts.own_account", signed_in)
