"""Lines that a higher capability adds to a lower one's page through a hook. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelLink:
    """One document or page to open; ``state`` is a word and ``kind`` its mark (status_tag)."""

    text: str
    href: str
    note: str = ""
    state: str = ""
    kind: str = ""
