"""The data of frozen minutes with the signatures filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.documents.engine import Properties
from app.minutes.documents import Context, signed_context
from app.minutes.domain import AttestationMethod
from app.signing.domain import how_signed, initials, sha256_groups

if TYPE_CHECKING:
    from app.minutes.models import Attestation, MinutesVersion


def attested_context(frozen: Mapping[str, Any], version: MinutesVersion) -> Context:
    """Return the frozen data with how, when and on which bytes each has signed (rule ATT)."""
    given = {one.person_id: one for one in version.attestations}
    signed = [given[signer.person_id] for signer in version.signers]
    context: dict[str, Any] = signed_context(frozen, version)
    pairs = zip(context["underskrifter"], signed, strict=True)
    footer = zip(frozen["signatarer"], signed, strict=True)
    return {
        **context,
        "underskrifter": [{**row, **_signature(one)} for row, one in pairs],
        "signatarer": [{**row, "initialer": _initials(row["namn"], one)} for row, one in footer],
    }


def _signature(one: Attestation) -> dict[str, str]:
    told = how_signed(
        one.method,
        assurance=one.assurance,
        attested_on=one.attested_on,
        registered_at=one.registered_at,
    )
    return {"justerat": told, "kontrollsumma": f"SHA-256 {' '.join(sha256_groups(one.sha256))}"}


def _initials(name: str, one: Attestation) -> str:
    """On paper, the initials stand on the original and nobody writes them for the signer."""
    return "" if one.method is AttestationMethod.ON_PAPER else initials(name)


def attested_properties(context: Mapping[str, Any], *, title: str, created: datetime) -> Properties:
    """Return what the document says about itself in its properties."""
    return Properties(
        title=f"{title}, justerat",
        subject=f"{context['rubrik']}, {context['paragrafspann']}",
        keywords="protokoll, justerat",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )
