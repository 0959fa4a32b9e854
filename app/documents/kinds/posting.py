"""The document about a notice that has come down: how long it was up, and that it was shown."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Group, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, DocumentKind, lines, may, need, pen

CLOSING = Vocabulary(
    {
        **HEAD,
        "slutsats": need("Från och med när till och med när anslaget satt uppe."),
        "avbrott": may("Upplysning när anslaget inte visades hela tiden (regel K20)."),
        "tavla": Group(
            "Anslagstavlan.",
            {"namn": need("Anslagstavlans namn."), "plats": may("Adress eller webbadress.")},
        ),
        "organ": need("Organ och förbund."),
        "sammantradesdatum": need("Dag för sammanträdet."),
        "paragrafspann": need("”§§ 57–70”."),
        "justerat": need("Dag då protokollet justerades."),
        "anslaget_satts_upp": need("Dag då anslaget sattes upp."),
        "uppsatt_av": need("Vem som satte upp det."),
        "overklagande_sista_dag": need("Sista dag för överklagande (regel K20)."),
        "anslaget_togs_ned": need("Dag då anslaget togs ned."),
        "nedtaget_av": need("Vem som tog ned det."),
        "forvaras": need("Var protokollet förvaras."),
        "visning": lines("Hur det är känt att anslaget satt uppe (regel K20)."),
        "uppehall": Rows(
            "Längre tider då anslaget inte sågs.",
            {
                "fran": need("Dag och klockslag."),
                "till": need("Dag och klockslag."),
                "langd": need("”3 timmar 20 minuter”."),
            },
        ),
        "fingeravtryck": may("Protokollets SHA-256."),
        "underskrift": Group(
            "Den som intygar.", {"namn": pen("Namn."), "roll": pen("Befattning.")}
        ),
    }
)

ANSLAGSTID = DocumentKind(
    name="anslagstid",
    title="Bevis om anslagstid",
    template=PurePosixPath("publication/anslagstid.docx"),
    vocabulary=CLOSING,
    required=(
        "organ",
        "slutsats",
        "sammantradesdatum",
        "paragrafspann",
        "anslaget_satts_upp",
        "overklagande_sista_dag",
        "anslaget_togs_ned",
        "forvaras",
        "visning.text",
    ),
    styles=("Heading 1", "Body Text", "Etikett", "Underskrift"),
)

KINDS = (ANSLAGSTID,)
