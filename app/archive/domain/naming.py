"""Names of packages, folders and identifiers: the same every time. Pure."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import date


def slug(text: str) -> str:
    """Return a name that every file system can hold: "Sammanträde §§ 1–2" as "sammantrade-1-2"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    # The dash of a span of §§ is no ASCII, and would join the numbers.
    spaced = plain if "–" not in text else slug(text.replace("–", "-"))
    return re.sub(r"[^a-z0-9]+", "-", spaced).strip("-")


def package_name(organisation_number: str, year: int, *, complete: bool = True) -> str:
    """Return the package's name, which is also its folder: "arkiv-222000-0000-2016"."""
    owner = slug(organisation_number) or "forbundet"
    return f"arkiv-{owner}-{year}" + ("" if complete else "-ofullstandigt")


def identifier_of(organisation_number: str, what: str) -> str:
    """Return the UUID of something of this association: the same whenever it is exported."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"klubba:{organisation_number}:{what}"))


def folder_of(held_on: date, name: str) -> str:
    """Return where the documents of a meeting lie: "data/2016-11/2016-11-18-styrelsen"."""
    return f"data/{held_on:%Y-%m}/{held_on.isoformat()}-{slug(name)}"
