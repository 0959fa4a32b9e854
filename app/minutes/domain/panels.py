"""What higher capabilities show at a § while it is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.panels import PanelLink


@dataclass(frozen=True, slots=True)
class ParagraphPanel:
    """A part of the § page: things that hang at the §, and links that add to them."""

    heading: str = ""
    rows: tuple[PanelLink, ...] = ()  # ``note`` is the word before the text
    links: tuple[PanelLink, ...] = ()
