"""Documents about one §: attested at once by itself, and the rättelse of what it said."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Group, Vocabulary
from app.documents.kinds.meetings import MEETING_HEAD, POSTING
from app.documents.kinds.parts import HEAD, STYLES, DocumentKind, need, pen, people

IMMEDIATE = Vocabulary(
    {
        **MEETING_HEAD,
        "inledning": need("”§ 62 justeras omedelbart och för sig …”"),
        "beslutsforhet": need("Beslutsförhet vid paragrafen: ”7 av 8, beslutsför”."),
        "javiga": people("De som var jäviga vid paragrafen."),
        "anslag": Group("Bevis om anslag.", {**POSTING, "underskrift": pen("Namnförtydligande.")}),
    }
)

CORRECTION = Vocabulary(
    {
        **HEAD,
        "nummer": need("Rättelsens nummer: ”Rättelse 1”."),
        "paragraf": need("Paragrafen som rättas: ”§ 62”."),
        "paragraf_rubrik": need("Paragrafens rubrik."),
        "arende": need("Paragrafens diarienummer, eller protokollets."),
        "sammantradesdatum": need("Sammanträdets dag: ”2016-11-18”."),
        "mening": need("”Rättelse av § 62 den 18 november 2016: … ska rätteligen vara …”"),
        "star": need("Vad paragrafen säger."),
        "ska_vara": need("Vad den ska säga."),
        "skal": need("Varför det är en uppenbar oriktighet."),
        "lagrum": need("Lagrum: ”36 § förvaltningslagen (2017:900)”."),
        "oforandrat": need("Upplysning om att det justerade protokollet inte har ändrats."),
        "fingeravtryck": need("SHA-256 för det justerade protokollet."),
        "underskrift": Group(
            "Den som har gjort rättelsen.",
            {
                "namn": need("Namn."),
                "roll": need("Uppdrag eller befattning."),
                "dag": need("Dag för rättelsen."),
                "hur": need("Hur rättelsen har godkänts."),
            },
        ),
    }
)

OMEDELBAR_JUSTERING = DocumentKind(
    name="omedelbar_justering",
    title="Omedelbart justerad paragraf",
    template=PurePosixPath("minutes/omedelbar_justering.docx"),
    vocabulary=IMMEDIATE,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "sammantradesdatum",
        "plats_och_tid",
        "beslutande.namn",
        "beslutsforhet",
        "javiga.text",
        "justerare",
        "paragrafer.nummer",
        "paragrafer.rubrik",
        "paragrafer.beslut.text",
        "paragrafer.jav.text",
        "paragrafer.reservationer.text",
        "signatarer.namn",
        "underskrifter.namn",
        "anslag.organ",
        "anslag.anslaget_satts_upp",
        "anslag.anslaget_tas_ned",
        "anslag.forvaras",
    ),
    styles=(*STYLES, "Paragrafnummer", "Underskrift"),
    signed_footer=True,
)

RATTELSE = DocumentKind(
    name="rattelse",
    title="Rättelse av paragraf",
    template=PurePosixPath("correction/rattelse.docx"),
    vocabulary=CORRECTION,
    required=(
        "rubrik",
        "nummer",
        "paragraf",
        "mening",
        "star",
        "ska_vara",
        "skal",
        "lagrum",
        "underskrift.namn",
        "underskrift.roll",
        "underskrift.dag",
    ),
    styles=("Heading 1", "Heading 2", "Body Text", "Underskrift"),
)

KINDS = (OMEDELBAR_JUSTERING, RATTELSE)
