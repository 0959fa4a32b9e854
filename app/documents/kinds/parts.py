"""What vocabularies are put together from: kinds of documents, fields, lists, the common head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from app.documents.engine.vocabulary import Empty, Entry, Group, Rows, Text, Vocabulary

STYLES = (
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Body Text",
    "List Bullet",
    "Att-sats",
    "Etikett",
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document and what its template must and may hold."""

    name: str
    title: str
    template: PurePosixPath  # relative to docs_templates
    vocabulary: Vocabulary
    required: tuple[str, ...]  # paths that the template has to use
    styles: tuple[str, ...] = STYLES  # paragraph styles that the template has to have
    signed_footer: bool = False  # "Justering (sign)" and "Utdragsbestyrkande" in every footer

    @property
    def sample(self) -> PurePosixPath:
        """The example data, relative to docs_templates."""
        return self.template.with_suffix(".sample.json")


def need(help_text: str) -> Text:
    """A field that is always expected."""
    return Text(help_text)


def may(help_text: str) -> Text:
    """A field that is often empty."""
    return Text(help_text, Empty.OPTIONAL)


def pen(help_text: str) -> Text:
    """A field that may be filled in by hand on paper."""
    return Text(help_text, Empty.BY_HAND)


def lines(help_text: str, empty: Empty = Empty.OPTIONAL) -> Rows:
    """A list of plain strings."""
    return Rows(help_text, {"text": need("Raden.")}, empty)


def prose(help_text: str) -> Rows:
    """Running text in blocks: ``{"stycke": …}``, ``{"punkt": …}`` or ``{"mellanrubrik": …}``.

    :func:`app.documents.engine.prose` makes them from what somebody wrote in a text field.
    """
    return Rows(
        help_text,
        {
            "mellanrubrik": may("En rubrik inne i texten."),
            "stycke": may("Ett stycke löpande text."),
            "punkt": may("En punkt i en punktlista."),
        },
    )


def people(
    help_text: str, empty: Empty = Empty.OPTIONAL, more: Mapping[str, Entry] = MappingProxyType({})
) -> Rows:
    """A list of persons; ``text`` is name and role on one line."""
    return Rows(
        help_text,
        {
            "namn": need("För- och efternamn."),
            "roll": may("Till exempel ”ordförande”, ”ersättare”, ”förbundschef”."),
            "organisation": may("Den organisation som personen företräder."),
            "text": need("Namn och roll på en rad: ”Karin Åström, ordförande”."),
            **more,
        },
        empty,
    )


HEAD: Mapping[str, Entry] = {
    "forbund": Group(
        "Förbundet.",
        {
            "namn": need("Förbundets namn."),
            "postadress": may("Postadress, en eller flera rader."),
            "besoksadress": may("Besöksadress, en eller flera rader."),
            "telefon": may("Telefonnummer."),
            "epost": may("E-postadress."),
            "webb": may("Webbplats."),
            "orgnr": may("Organisationsnummer."),
        },
    ),
    "dokumenttyp": need("Vad det är för slags dokument: ”Protokoll”."),
    "organ": need("Organet: ”Styrelsen”."),
    "datum": need("Dokumentets datum: ”2017-02-16”. I protokoll och utdrag sammanträdets datum."),
    "dnr": may("Diarienummer."),
    "rubrik": need("Dokumentets rubrik."),
}
