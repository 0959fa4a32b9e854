"""The sentences of what an export refuses. Pure."""

from __future__ import annotations

SENTENCES = {
    "archive.nothing": "Det finns inga justerade handlingar från {year} att arkivera.",
    "archive.incomplete": (
        "Arkivpaketet för {year} kan inte göras ännu: {missing}. Vänta tills PDF-filerna är "
        "gjorda, eller ange --incomplete för ett paket som märks som ofullständigt."
    ),
    "archive.faulty": "Arkivpaketet följer inte sitt schema och sparades inte: {fault}",
    "archive.not_ours": "Mappen {path} finns redan och är inget arkivpaket. Ange en annan plats.",
}
