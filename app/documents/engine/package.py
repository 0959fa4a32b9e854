"""What goes in beside the template, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Properties:
    """What the document says about itself in its core properties."""

    title: str
    subject: str
    keywords: str
    author: str
    created: datetime  # aware, UTC; also the timestamp of every entry in the zip
    identifier: str = ""  # the case number
    language: str = "sv-SE"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled document."""

    content: bytes
    sha256: str
    gaps: tuple[str, ...]  # "paragrafer[3].rubrik": printed as "—" or "[saknas: …]"
