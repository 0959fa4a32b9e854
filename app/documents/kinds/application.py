"""The application as it was sent: every page of the form, its tables and its fingerprint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Entry, Group, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, DocumentKind, may, need, prose

TEXT_COLUMNS = (2, 3, 4)
"""How many columns a table of answers can have; more columns are written as cards."""

SUM_COLUMNS = (2, 3, 4, 5, 6)
"""How many columns a table of amounts can have: what it is about, periods, their sum."""


def columns(number: int, what: str) -> Mapping[str, Entry]:
    """Return the fields k1, k2, … of a row."""
    return {f"k{n}": may(f"{what}, kolumn {n}.") for n in range(1, number + 1)}


def _table(number: int) -> Rows:
    return Rows(
        f"En tabell med {number} kolumner, eller ingen.",
        {
            **columns(number, "Rubriken"),
            "rader": Rows("Tabellens rader.", columns(number, "Svaret")),
        },
    )


def _amounts(number: int) -> Rows:
    return Rows(
        f"En tabell över belopp med {number} kolumner, eller ingen.",
        {
            **columns(number, "Rubriken"),
            "rader": Rows("Tabellens rader.", columns(number, "Vad det gäller eller beloppet")),
            "summor": Rows("Raderna med summor, sist.", columns(number, "Ordet eller summan")),
        },
    )


FACTS = Rows(
    "Korta svar, ett på varje rad.",
    {"etikett": need("Frågan i korthet."), "text": need("Svaret.")},
)

APPLICATION = Vocabulary(
    {
        **HEAD,
        "utkast": may("”Utkast. Ansökan är inte inskickad.”, tomt när den är inskickad."),
        "sammanfattning": FACTS,
        "sektioner": Rows(
            "Ansökans delar i formulärets ordning.",
            {
                "rubrik": need("Delens rubrik."),
                "svar": Rows(
                    "Svaren i ordning: korta svar, en text eller en tabell.",
                    {
                        "rubrik": may("Frågan, när svaret är en text eller en tabell."),
                        "uppgifter": FACTS,
                        "text": prose("Ett svar i löpande text."),
                        **{f"tabell{n}": _table(n) for n in TEXT_COLUMNS},
                        "kort": Rows(
                            "Svar med många kolumner, som kort.",
                            {"rubrik": need("”Mål 1”."), "uppgifter": FACTS},
                        ),
                        **{f"belopp{n}": _amounts(n) for n in SUM_COLUMNS},
                        "anmarkning": may("En mening under tabellen."),
                    },
                ),
            },
        ),
        "bilagor": Rows(
            "Ansökans bilagor.",
            {
                "nr": need("Bilagans nummer: ”2”."),
                "titel": need("Vad bilagan heter."),
                "fil": need("Filens namn."),
                "sha256": need("Filens kontrollsumma."),
            },
        ),
        "inskickning": Group(
            "När och av vem ansökan skickades in, tomt i ett utkast.",
            {
                "nummer": may("Inskickningens nummer: ”1”."),
                "tid": may("”2017-02-15 kl. 12.00”."),
                "av": may("Den som skickade in."),
                "sha256": may("Ansökans kontrollsumma (SHA-256)."),
            },
        ),
    }
)

ANSOKAN = DocumentKind(
    name="ansokan",
    title="Ansökan",
    template=PurePosixPath("applications/ansokan.docx"),
    vocabulary=APPLICATION,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "datum",
        "rubrik",
        "utkast",
        "sektioner.rubrik",
        "sektioner.svar.uppgifter.text",
        "sektioner.svar.text.stycke",
        "sektioner.svar.kort.uppgifter.text",
        *(f"sektioner.svar.tabell{n}.rader.k1" for n in TEXT_COLUMNS),
        *(f"sektioner.svar.belopp{n}.rader.k1" for n in SUM_COLUMNS),
        "bilagor.titel",
        "inskickning.tid",
        "inskickning.sha256",
    ),
    styles=("Heading 1", "Heading 2", "Heading 3", "Body Text", "List Bullet", "Etikett"),
)

KINDS = (ANSOKAN,)
