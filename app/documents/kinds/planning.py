"""The document of a year: the plan of meetings."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, DocumentKind, may, need

PLAN = Vocabulary(
    {
        **HEAD,
        "inledning": need("Vad planen gäller, en mening."),
        "sammantraden": Rows(
            "Årets sammanträden i ordning.",
            {
                "dag": need("”fre 24 feb”."),
                "tid": need("”09.00–15.00”."),
                "plats": need("Lokal och ort."),
                "sok_senast": need("Sista dag att söka medel."),
                "grupp": need("När den beredande gruppen sammanträder."),
                "kallelse": need("När kallelsen senast skickas."),
                "justering": need("Sista dag för justering."),
            },
            Empty.GAP,
        ),
        "arsuppgifter": Rows(
            "Det som hör till året vid sidan av sammanträdena.",
            {
                "uppgift": need("Vad som ska göras."),
                "senast": need("Sista dag."),
                "gjort": may("När det gjordes och var det står."),
            },
        ),
    }
)

SAMMANTRADESPLAN = DocumentKind(
    name="sammantradesplan",
    title="Sammanträdesplan",
    template=PurePosixPath("planning/sammantradesplan.docx"),
    vocabulary=PLAN,
    required=("forbund.namn", "dokumenttyp", "sammantraden.dag", "sammantraden.kallelse"),
    styles=("Heading 1", "Heading 2", "Body Text"),
)

KINDS = (SAMMANTRADESPLAN,)
