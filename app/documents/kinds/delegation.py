"""The decision outside a meeting: on delegation, or the chair's urgent one."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Vocabulary
from app.documents.kinds.parts import HEAD, STYLES, DocumentKind, lines, may, need, prose

DELEGATED = Vocabulary(
    {
        **HEAD,
        "beteckning": need("Beslutets nummer: ”Delegationsbeslut 3/2017”."),
        "beslutsdag": need("”3 februari 2017”."),
        "beslutsfattare": need("Den som har beslutat: ”Maj Lindell, förbundschef”."),
        "stod": need("Stödet för beslutet: ”Delegationsordningen punkt 3.2”."),
        "bakgrund": prose("Bakgrund."),
        "bradska": prose("Varför beslutet inte kunde vänta, i ett brådskande beslut."),
        "beslut_inledning": need("”Maj Lindell, förbundschef beslutar”."),
        "att": lines("Beslutets att-satser utan ordet ”att”.", Empty.GAP),
        "anmals": may("”Beslutet anmäls vid nästa sammanträde i styrelsen.”"),
    }
)

DELEGATIONSBESLUT = DocumentKind(
    name="delegationsbeslut",
    title="Delegationsbeslut",
    template=PurePosixPath("delegation/delegationsbeslut.docx"),
    vocabulary=DELEGATED,
    required=("rubrik", "dnr", "beteckning", "beslutsdag", "beslutsfattare", "stod", "att.text"),
    styles=STYLES,
)

KINDS = (DELEGATIONSBESLUT,)
