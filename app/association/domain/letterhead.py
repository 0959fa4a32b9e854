"""What documents print about the association. Pure."""

from __future__ import annotations

from typing import Any, Protocol


class Letterhead(Protocol):
    """An association as far as documents print it."""

    name: Any
    town: Any
    organisation_number: Any
    postal_address: Any
    visiting_address: Any
    telephone: Any
    email: Any
    web_page: Any


def letterhead(association: Letterhead) -> dict[str, str]:
    """Return the association as the templates' ``forbund`` wants it."""
    return {
        "namn": association.name,
        "postadress": association.postal_address,
        "besoksadress": association.visiting_address,
        "telefon": association.telephone,
        "epost": association.email,
        "webb": association.web_page,
        "orgnr": association.organisation_number,
    }
