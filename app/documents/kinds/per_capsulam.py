"""The decision per capsulam: what every regular answered about the form and about the matter."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Rows, Vocabulary
from app.documents.kinds.parts import HEAD, STYLES, DocumentKind, lines, may, need, prose

CIRCULATED = Vocabulary(
    {
        **HEAD,
        "beteckning": need("Beslutets nummer: ”Per capsulam 2/2017”."),
        "beslutsdag": need("Dagen då det sista svaret kom: ”3 februari 2017”."),
        "skickad": need("Dagen då frågan skickades."),
        "svarstid": need("Sista dag att svara."),
        "formen": need("Upplysning om formens osäkra stöd i lag."),
        "skal": prose("Varför frågan inte kunde vänta till ett sammanträde."),
        "bakgrund": prose("Bakgrund."),
        "forslag_inledning": need("”Samordningsförbundet föreslås besluta:”"),
        "forslag": lines("Förslagets att-satser utan ordet ”att”."),
        "handlingar": Rows(
            "Handlingarna som följde med frågan.",
            {"titel": need("Titel."), "fingeravtryck": need("Filens SHA-256.")},
        ),
        "svar": Rows(
            "Vad var och en svarade.",
            {
                "namn": need("Namn och uppdrag."),
                "medlem": may("Förbundsmedlem."),
                "form": need("”Ja”."),
                "sak": need("”Ja” eller ”Nej”."),
                "tid": need("Dag och klockslag, och hur personen visade vem den var."),
            },
        ),
        "yttranden": lines("Yttranden: ”Mia Brolin: …”."),
        "utfall": need("”Alla fem har godtagit formen. I saken: 4 ja och 1 nej. …”"),
        "beslut_inledning": need("”Samordningsförbundet beslutar:” eller att förslaget föll."),
        "att": lines("Beslutets att-satser utan ordet ”att”; tomt när förslaget föll."),
        "anmals": may("”Beslutet anmäls vid nästa sammanträde i styrelsen.”"),
        "fingeravtryck": need("Den låsta frågans SHA-256."),
    }
)

PER_CAPSULAM = DocumentKind(
    name="per_capsulam",
    title="Beslut per capsulam",
    template=PurePosixPath("per_capsulam/per_capsulam.docx"),
    vocabulary=CIRCULATED,
    required=(
        "rubrik",
        "dnr",
        "beteckning",
        "beslutsdag",
        "formen",
        "svar.namn",
        "svar.form",
        "svar.sak",
        "utfall",
        "att.text",
        "fingeravtryck",
    ),
    styles=STYLES,
)

KINDS = (PER_CAPSULAM,)
