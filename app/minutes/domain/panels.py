"""What higher capabilities show at a § while it is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.panels import PanelLink


@dataclass(frozen=True, slots=True)
class PanelAct:
    """Something that somebody has said about the §, with one thing to do about it."""

    text: str
    note: str  # who and when
    label: str  # what the button does
    href: str  # where it is posted


@dataclass(frozen=True, slots=True)
class ParagraphPanel:
    """A part of the § page: things that hang at the §, and links that add to them.

    A panel with ``acts`` stands beside the text, the others under it.
    """

    heading: str = ""
    rows: tuple[PanelLink, ...] = ()  # ``note`` is the word before the text
    links: tuple[PanelLink, ...] = ()
    acts: tuple[PanelAct, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphNote:
    """What was noted about a § after everybody had signed it: a rättelse (rule UNL)."""

    paragraph_id: int
    number: int  # of the note, in a series per meeting
    title: str  # "Rättelse 1"
    text: str
