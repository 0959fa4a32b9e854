"""The place that a kommun is named after. Pure."""

from __future__ import annotations

import re

_OWN_S = re.compile(r"(ås|äs|fors|ums)$")
"""Endings that keep their s: Borås, Bollnäs, Degerfors, Grums."""


def place_name(kommun: str) -> str:
    """Return "Norsjö" for "Norsjö kommun", "Älvsbyn" for "Älvsbyns kommun"."""
    name = re.sub(r" (kommun|stad)$", "", kommun.strip())
    if name == kommun.strip() or not name.endswith("s") or _OWN_S.search(name):
        return name
    return name[:-1]
