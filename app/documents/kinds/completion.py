"""The request for completion: what the applicant has to add, part by part, and by when."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, STYLES, DocumentKind, lines, may, need, prose

COMPLETION = Vocabulary(
    {
        **HEAD,
        "mottagare": need("Den sökande organisationen."),
        "insats": need("Insatsens namn."),
        "svar_senast": need("Sista dag för svar: ”2017-03-01”."),
        "inledning": need(
            "”För att kunna bereda ansökan behöver vi att ni kompletterar följande senast den …”"
        ),
        "punkter": Rows(
            "Det som ska kompletteras, en punkt för varje del av ansökan.",
            {
                "nr": need("Punktens nummer: ”1”."),
                "del": need("Delen av ansökan: ”Budget”."),
                "text": prose("Vad som saknas och varför det behövs."),
            },
            Empty.GAP,
        ),
        "meddelande": prose("Något mer som kansliet vill säga."),
        "svara": lines("Hur den sökande svarar, en mening eller några per rad."),
        "handlaggare": need("Den som begär: ”Inga Stolt”."),
        "kontakt": may("Hur handläggaren nås: e-post och telefon på en rad."),
    }
)

KOMPLETTERING = DocumentKind(
    name="komplettering",
    title="Begäran om komplettering",
    template=PurePosixPath("applications/komplettering.docx"),
    vocabulary=COMPLETION,
    required=("rubrik", "dnr", "mottagare", "inledning", "punkter.del", "punkter.text.stycke"),
    styles=tuple(style for style in STYLES if style != "Att-sats"),
)

KINDS = (KOMPLETTERING,)
