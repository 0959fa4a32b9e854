"""The list of what the board has commissioned somebody to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Entry, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, DocumentKind, may, need

_LEFT: Mapping[str, Entry] = {
    "uppdrag": need("Vad som ska göras."),
    "till": need("Vem som har uppdraget: ”Förbundschefen (Helena Rosvall)”."),
    "beslut": need("”§ 63, 2017-02-24”."),
    "senast": may("Sista dag att redovisa: ”2017-05-31”."),
    "lage": need("”Öppet” eller ”Försenat”."),
}
_REPORTED: Mapping[str, Entry] = {
    "uppdrag": need("Vad som skulle göras."),
    "till": need("Vem som hade uppdraget."),
    "beslut": need("”§ 61, 2016-11-18”."),
    "redovisat": need("Dagen då uppdraget redovisades."),
    "redovisning": need("Vad som har gjorts, en eller flera rader."),
}

COMMISSIONS = Vocabulary(
    {
        **HEAD,
        "inledning": need("Hur många uppdrag som är öppna och försenade, en mening."),
        "oppna": Rows("De uppdrag som inte är redovisade, efter sista dag.", _LEFT),
        "redovisade": Rows("De uppdrag som är redovisade, det senaste först.", _REPORTED),
    }
)

UPPDRAGSLISTA = DocumentKind(
    name="uppdragslista",
    title="Uppdragslista",
    template=PurePosixPath("commissions/uppdragslista.docx"),
    vocabulary=COMMISSIONS,
    required=("forbund.namn", "dokumenttyp", "oppna.uppdrag", "oppna.till", "oppna.senast"),
    styles=("Heading 1", "Heading 2", "Body Text"),
)

KINDS = (UPPDRAGSLISTA,)
