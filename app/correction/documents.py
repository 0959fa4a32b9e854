"""A rättelse as a document: its data, its properties, its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from app.correction.domain import APPROVED, LAW, UNCHANGED, MadeBy, Wanted, sentence, title
from app.documents.engine import Properties
from app.kernel import clock


@dataclass(frozen=True, slots=True)
class Corrected:
    """Everything that the document of a rättelse says."""

    number: int
    wanted: Wanted
    made_by: MadeBy
    made_on: date
    held_on: date
    row: Mapping[str, Any]  # the § in the frozen data
    frozen: Mapping[str, Any]  # the frozen data of the attested version
    sha256: str  # of the attested bytes


def correction_context(one: Corrected) -> dict[str, Any]:
    """Return the data of the document, in the vocabulary of RATTELSE."""
    label = one.row["nummer"]
    return {
        "forbund": one.frozen["forbund"],
        "dokumenttyp": "Rättelse",
        "organ": one.frozen["organ"],
        "datum": one.made_on.isoformat(),
        "dnr": one.frozen["dnr"],
        "rubrik": f"Rättelse av {label} den {one.held_on.isoformat()}",
        "nummer": title(one.number),
        "paragraf": label,
        "paragraf_rubrik": one.row["rubrik"],
        "arende": one.row["dnr"] or one.frozen["dnr"],
        "sammantradesdatum": one.held_on.isoformat(),
        "mening": sentence(
            label, one.held_on, one.wanted, made_by=one.made_by.text, made_on=one.made_on
        ),
        "star": one.wanted.was,
        "ska_vara": one.wanted.should_be,
        "skal": one.wanted.reason,
        "lagrum": LAW,
        "oforandrat": UNCHANGED,
        "fingeravtryck": one.sha256,
        "underskrift": {
            "namn": one.made_by.name,
            "roll": one.made_by.role,
            "dag": one.made_on.isoformat(),
            "hur": APPROVED,
        },
    }


def correction_properties(context: Mapping[str, Any], made_on: date) -> Properties:
    """Return what the document says about itself.

    It knows the day alone, so that the bytes are the same when they are shown and signed.
    """
    return Properties(
        title=f"{context['rubrik']}, {context['nummer'].lower()}",
        subject=context["mening"],
        keywords="rättelse",
        author=context["forbund"]["namn"],
        created=datetime.combine(made_on, time(12), clock.STOCKHOLM),
        identifier=context["arende"],
    )


def correction_filename(context: Mapping[str, Any], number: int) -> str:
    """Return "rattelse-2016-11-18-1.docx"."""
    return f"rattelse-{context['sammantradesdatum']}-{number}.docx"
