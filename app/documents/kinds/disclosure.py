"""The minutes as they are published: masked, without signatures, footer or posting."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Rows, Vocabulary
from app.documents.kinds.meetings import MEETING_HEAD, PARAGRAPHS
from app.documents.kinds.parts import STYLES, DocumentKind, lines, need

_SIGNED = {"underskrifter", "signatarer"}

PUBLISHED = Vocabulary(
    {
        **{name: entry for name, entry in MEETING_HEAD.items() if name not in _SIGNED},
        "paragrafer": Rows(
            PARAGRAPHS.help,
            {**PARAGRAPHS.entries, "rattelser": lines("Rättelser av paragrafen.")},
            Empty.GAP,
        ),
        "utgava": need("”Publicerad version 1, den 1 december 2016. …”"),
        "justerat": lines(
            "”Justerat av Robert Ek, ordförande, den 28 november 2016.”, en rad per underskrift.",
            Empty.GAP,
        ),
        "maskat": lines("Varför något är maskat, en mening per slag."),
    }
)

PUBLICERAT_PROTOKOLL = DocumentKind(
    name="publicerat_protokoll",
    title="Publicerat protokoll",
    template=PurePosixPath("disclosure/publicerat_protokoll.docx"),
    vocabulary=PUBLISHED,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "rubrik",
        "utgava",
        "sammantradesdatum",
        "plats_och_tid",
        "beslutande.namn",
        "justerare",
        "justerat.text",
        "maskat.text",
        "paragrafer.nummer",
        "paragrafer.rubrik",
        "paragrafer.beslut.text",
        "paragrafer.jav.text",
        "paragrafer.reservationer.text",
        "paragrafer.rattelser.text",
    ),
    styles=(*STYLES, "Paragrafnummer"),
)

KINDS = (PUBLICERAT_PROTOKOLL,)
