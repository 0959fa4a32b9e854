"""The text of the template of an application."""

from __future__ import annotations

from collections.abc import Sequence

from app.devtools.word_parts import (
    KEEP,
    LABEL_WIDTH,
    RIGHT,
    TEXT_WIDTH,
    block,
    cell,
    facts,
    p,
    prose,
    row,
    run,
    table,
    when,
)
from app.documents.kinds.application import SUM_COLUMNS, TEXT_COLUMNS

_NOTE = '<w:keepNext w:val="0"/><w:spacing w:before="80" w:after="80"/>'
_MARK = '<w:spacing w:before="0" w:after="160"/>'
_FIRST = {2: 6400, 3: 4700, 4: 3500, 5: 2750, 6: 2250}  # what the amounts are about, twips
_ANSWER = "sektioner.svar"


def application() -> str:
    """Ansökan."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + when("utkast", p("Andring", run("{{utkast}}", "Stark"), more=_MARK))
        + _facts("sammanfattning", "Ansökan i korthet")
        + block("sektioner", p("Heading2", "{{sektioner.rubrik}}"), block(_ANSWER, _answer()))
        + when("bilagor", p("Heading2", "Bilagor"), _annexes())
        + when("inskickning.tid", p("Heading2", "Inskickning"), _sending())
    )


def _answer() -> str:
    texts = "".join(_texts(number) for number in TEXT_COLUMNS)
    amounts = "".join(_amounts(number) for number in SUM_COLUMNS)
    return (
        p("Heading3", f"{{{{{_ANSWER}.rubrik}}}}")
        + _facts(f"{_ANSWER}.uppgifter", "Uppgifter")
        + prose(f"{_ANSWER}.text")
        + texts
        + block(
            f"{_ANSWER}.kort",
            p("Etikett", f"{{{{{_ANSWER}.kort.rubrik}}}}"),
            _facts(f"{_ANSWER}.kort.uppgifter", "Uppgifter"),
        )
        + amounts
        + p("Uppgift", f"{{{{{_ANSWER}.anmarkning}}}}", more=_NOTE)
    )


def _facts(path: str, about: str) -> str:
    """A table with one row for each short answer."""
    width = TEXT_WIDTH - LABEL_WIDTH
    return when(
        path,
        table(
            "Uppgifter",
            (LABEL_WIDTH, width),
            row(
                cell(LABEL_WIDTH, f"{{{{{path}.etikett}}}}", style="Tabellrubrik"),
                cell(width, f"{{{{{path}.text}}}}"),
            ),
            about=about,
        ),
    )


def _texts(number: int) -> str:
    path = f"{_ANSWER}.tabell{number}"
    widths = _even(TEXT_WIDTH, number)
    return block(
        path,
        table(
            "Tabell",
            widths,
            _row(widths, path, "Tabellrubrik", header=True),
            _row(widths, f"{path}.rader", "Tabelltext"),
            about="Svar i tabell",
        ),
    )


def _row(widths: Sequence[int], path: str, style: str, *, header: bool = False) -> str:
    return row(
        *(cell(w, f"{{{{{path}.k{n}}}}}", style=style) for n, w in enumerate(widths, start=1)),
        header=header,
    )


def _amounts(number: int) -> str:
    path = f"{_ANSWER}.belopp{number}"
    first = _FIRST[number]
    widths = (first, *_even(TEXT_WIDTH - first, number - 1))
    return block(
        path,
        table(
            "Tabell",
            widths,
            _sums(widths, path, style="Tabellrubrik", header=True),
            _sums(widths, f"{path}.rader"),
            _sums(widths, f"{path}.summor", mark="Stark"),
            about="Belopp i kronor",
        ),
    )


def _sums(
    widths: Sequence[int],
    path: str,
    *,
    style: str = "Tabelltext",
    mark: str = "",
    header: bool = False,
) -> str:
    """A row with its words to the left and its amounts to the right, held to the sums below."""
    cells = [
        cell(
            width,
            p(
                style,
                run(f"{{{{{path}.k{n}}}}}", mark),
                more=("" if mark else KEEP) + (RIGHT if n > 1 else ""),
            ),
        )
        for n, width in enumerate(widths, start=1)
    ]
    return row(*cells, header=header)


def _even(width: int, number: int) -> tuple[int, ...]:
    share = width // number
    return (*(share,) * (number - 1), width - share * (number - 1))


def _annexes() -> str:
    widths = (700, TEXT_WIDTH - 700)
    return table(
        "Tabell",
        widths,
        row(
            cell(widths[0], "Nr", style="Tabellrubrik"),
            cell(widths[1], "Bilaga", style="Tabellrubrik"),
            header=True,
        ),
        row(
            cell(widths[0], "{{bilagor.nr}}"),
            cell(
                widths[1],
                p("Tabelltext", "{{bilagor.titel}} ({{bilagor.fil}})"),
                p("Kontrollsumma", "SHA-256 {{bilagor.sha256}}"),
            ),
        ),
        about="Bilagor",
    )


def _sending() -> str:
    pairs = (
        ("Inskickad", "inskickning.tid"),
        ("Av", "inskickning.av"),
        ("Inskickning nummer", "inskickning.nummer"),
    )
    return (
        facts(pairs, about="Inskickning")
        + p("Etikett", "Ansökans kontrollsumma (SHA-256)", more=KEEP)
        + p("Kontrollsumma", "{{inskickning.sha256}}")
    )
