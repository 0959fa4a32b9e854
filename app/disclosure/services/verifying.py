"""Verifying that what was published is what the log says, and holds no personnummer (GDPR)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.disclosure import queries
from app.disclosure.domain import anchor, numbers_left, plain, snapshot_sha256
from app.disclosure.models import PublishedVersion
from app.kernel.audit import Finding, Verified


def verify_published(session: Session) -> list[Verified]:
    """Return what is wrong with any published version, taken away or not."""
    logged = queries.logged(session)
    every = queries.every(session)
    found = [Finding(_place(one), said) for one in every for said in _faults(one, logged)]
    there = {one.id for one in every}
    found += [
        Finding(f"published_version {one}", "Loggen nämner en publicerad version som inte finns.")
        for one in sorted(logged.keys() - there)
    ]
    return [Verified(f"{len(every)} publicerade versioner", tuple(found))]


def _place(one: PublishedVersion) -> str:
    return f"published_version {one.id}"


def _faults(one: PublishedVersion, logged: dict[int, str]) -> Iterator[str]:
    own = snapshot_sha256(one.data)
    if own != one.sha256:
        yield "Texten har ändrats sedan den publicerades."
    if one.id not in logged:
        yield "Loggen nämner inte publiceringen."
    elif logged[one.id] != own:
        yield "Texten är en annan än den som loggen säger publicerades."
    shown = {row.anchor: row.text for row in one.published_paragraphs}
    if shown != _searched(one):
        yield "Det som sökningen letar i är något annat än det som publicerades."
    for place in numbers_left(one.data):
        yield f"Något som liknar ett personnummer står i {place}."


def _searched(one: PublishedVersion) -> dict[str, str]:
    return {anchor(row["nummer"]): plain(row) for row in one.data["paragrafer"]}
