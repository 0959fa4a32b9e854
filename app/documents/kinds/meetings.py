"""The documents of a meeting: summons, minutes, extract, proof of posting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Entry, Flag, Group, Rows, Vocabulary
from app.documents.kinds.parts import (
    HEAD,
    STYLES,
    DocumentKind,
    lines,
    may,
    need,
    pen,
    people,
    prose,
)

ANNEXES = Rows(
    "Bilagor.",
    {
        "nr": need("Bilagans nummer: ”2”."),
        "titel": may("Bilagans titel."),
        "text": need("Färdig hänvisning: ”Bilaga 2, Årsredovisning 2016”."),
    },
)

SUMMONS = Vocabulary(
    {
        **HEAD,
        "reviderad": may("”Reviderad 2017-02-20”, tomt i den första kallelsen."),
        "andringar": lines("Vad som är nytt sedan förra kallelsen, en mening per rad."),
        "tid": Group(
            "Tid och plats.",
            {
                "dag": need("”fredag den 24 februari 2017”."),
                "klockslag": need("”kl. 09.00–15.00”."),
                "plats": need("Lokal och ort."),
                "detaljer": may("Praktiska upplysningar, en eller flera rader."),
                "lank": may("Länk till digitalt deltagande."),
            },
        ),
        "sammankallande": need("Den som kallar: ”Karin Åström, ordförande”."),
        "ledamoter": people("Ledamöter som kallas.", Empty.GAP),
        "ersattare": people("Ersättare som kallas."),
        "ovriga": people("Övriga som kallas."),
        "for_kannedom": people("De som får kallelsen för kännedom."),
        "arenden": Rows(
            "Ärendena i ordning.",
            {
                "nr": need("”6” eller ”6 a”, utan punkt."),
                "rubrik": need("Ärendets rubrik."),
                "dnr": may("Ärendets diarienummer."),
                "andrad": may("”Nytt” eller ”Ändrat” i en reviderad kallelse."),
                "tid": may("”ca kl. 10.15”, när ärendets längd är planerad."),
                "val": may("”Väljs: två ersättare, för 2017” i ett val."),
                "foredragande": may("”Föredragande: Lena Öberg, förbundschef”."),
                "bakgrund": prose("Bakgrund."),
                "foreslas_inledning": may("”Samordningsförbundet föreslås besluta” eller tomt."),
                "att": lines("Förslagets att-satser utan ordet ”att”."),
                "punkter": lines("Informationspunkter."),
                "bilagor": ANNEXES,
            },
            Empty.GAP,
        ),
    }
)

ATTENDED: Mapping[str, Entry] = {
    "paragrafer": may("”§§ 61–70”, tomt när personen var med hela tiden.")
}
SERVING: Mapping[str, Entry] = {
    **ATTENDED,
    "ersatter": may("Den ledamot som ersättaren tjänstgör för."),
}

PARAGRAPHS = Rows(
    "Protokollets paragrafer i ordning.",
    {
        "nummer": need("”§ 57”."),
        "rubrik": need("Paragrafens rubrik."),
        "dnr": may("Ärendets diarienummer."),
        "omedelbart_justerad": may("”Paragrafen justeras omedelbart.”"),
        "narvaro": lines("Meningar om ankomst, avgång, tjänstgöring och ajournering."),
        "jav": lines("Meningar om jäv."),
        "bakgrund": prose("Bakgrund."),
        "forslag_inledning": may("”Förbundschefen föreslår”, tomt utan förslag."),
        "forslag": lines("Förslagets att-satser utan ordet ”att”."),
        "yrkanden": lines("Yrkanden, en mening per rad."),
        "propositionsordning": lines("Hur ordföranden ställde frågan, en mening per rad."),
        "omrostningar": Rows(
            "Omröstningar.",
            {
                "inledning": need("Vad ja och nej innebär."),
                "roster": Rows(
                    "En rad per röstande.",
                    {
                        "namn": need("Den röstande."),
                        "organisation": may("Den röstandes organisation."),
                        "rost": need("”Ja”, ”Nej” eller ”Avstår”."),
                    },
                ),
                "resultat": need("”Resultat: 5 ja, 3 nej, 1 avstår.”"),
            },
        ),
        "beslut_inledning": may("”Samordningsförbundet beslutar”, tomt när inget beslutas."),
        "beslut": lines("Beslutets att-satser utan ordet ”att”."),
        "reservationer_rubrik": may("”Reservationer”, eller vad raderna under den handlar om."),
        "reservationer": lines("Reservationer, den som inte deltar i beslutet, den som avstår."),
        "anteckningar": lines("Särskilda yttranden och protokollsanteckningar."),
        "bilagor": ANNEXES,
        "expedieras": lines("Mottagare av utdrag."),
    },
    Empty.GAP,
)

MEETING_HEAD: Mapping[str, Entry] = {
    **HEAD,
    "sammantradesdatum": need("”2016-11-18”."),
    "plats_och_tid": need("Lokal, ort och klockslag, en eller flera rader."),
    "beslutande": people("Tjänstgörande, ordföranden först.", Empty.GAP, SERVING),
    "ej_tjanstgorande": people("Ersättare som inte tjänstgör.", more=ATTENDED),
    "ovriga": people("Övriga som deltar.", more={"titel": may("Titel."), **ATTENDED}),
    "justerare": need("De som justerar: ”Robert Ek”."),
    "paragrafspann": need("”§§ 57–70”."),
    "beslut_forst": Flag("Sant när beslutet ska stå före bakgrunden."),
    "paragrafer": PARAGRAPHS,
    "underskrifter": people(
        "De som skriver under.",
        Empty.GAP,
        {
            "paragrafer": may("De paragrafer som underskriften gäller, tomt för alla."),
            "justerat": may("”Justerat digitalt 2016-11-28 kl. 14.02”."),
            "kontrollsumma": may("SHA-256 för den fil som personen har justerat."),
        },
    ),
    "signatarer": Rows(
        "En plats per underskrift i sidfoten.",
        {"namn": need("Namn."), "initialer": pen("Initialer när protokollet justerats digitalt.")},
        Empty.GAP,
    ),
}

POSTING: Mapping[str, Entry] = {
    "organ": need("Organet."),
    "sammantradesdatum": need("”2016-11-18”."),
    "paragrafspann": need("”§§ 57–70”."),
    "anslaget_satts_upp": pen("Dag då anslaget sätts upp."),
    "overklagande_sista_dag": pen("Sista dag för överklagande."),
    "anslaget_tas_ned": pen("Dag då anslaget tas ned."),
    "forvaras": need("Där protokollet förvaras."),
}

MINUTES = Vocabulary(
    {
        **MEETING_HEAD,
        "justeringens_plats_och_tid": need("Var och när justeringen äger rum."),
        "justeras_senast": need("Sista dag för justering, 14 dagar efter sammanträdet (regel K7)."),
        "anslag": Group(
            "Bevis om anslag.",
            {**POSTING, "underskrift": pen("Namnförtydligande.")},
        ),
    }
)

EXTRACT = Vocabulary(
    {
        **MEETING_HEAD,
        "justerat": pen("”Protokollet är justerat 2016-11-28.”"),
        "rattelser": lines("Rättelser av paragraferna, en mening per rad."),
        "anslaget": may("”Justeringen har tillkännagetts på förbundets anslagstavla 2016-11-29.”"),
        "bestyrkande": Group(
            "Bestyrkande av utdraget.",
            {
                "text": need("”Utdragets överensstämmelse med protokollet intygas.”"),
                "ort_datum": pen("Ort och datum."),
                "namn": pen("Namnförtydligande."),
                "roll": pen("Befattning."),
            },
        ),
    }
)

PROOF = Vocabulary(
    {
        **HEAD,
        "inledning": need("”Protokollet är justerat. Justeringen har tillkännagetts …”"),
        "tavla": Group(
            "Anslagstavlan.",
            {"namn": need("Anslagstavlans namn."), "plats": may("Adress eller webbadress.")},
        ),
        **POSTING,
        "justerat": need("Dag då protokollet justerades."),
        "justerare": may("De som justerade."),
        "avbrott": may("Upplysning när anslaget inte har visats hela tiden (regel K20)."),
        "overklagande": need("Hur beslutet kan överklagas, en eller flera rader."),
        "fingeravtryck": may("Protokollets SHA-256."),
        "underskrift": Group(
            "Den som intygar.", {"namn": pen("Namn."), "roll": pen("Befattning.")}
        ),
    }
)

_MEETING_NEEDS = (
    "forbund.namn",
    "dokumenttyp",
    "sammantradesdatum",
    "plats_och_tid",
    "beslutande.namn",
    "justerare",
    "paragrafer.nummer",
    "paragrafer.rubrik",
    "paragrafer.beslut.text",
    "paragrafer.jav.text",
    "paragrafer.reservationer.text",
    "signatarer.namn",
)

KALLELSE = DocumentKind(
    name="kallelse",
    title="Kallelse",
    template=PurePosixPath("meetings/kallelse.docx"),
    vocabulary=SUMMONS,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "datum",
        "tid.dag",
        "tid.klockslag",
        "tid.plats",
        "sammankallande",
        "ledamoter.text",
        "arenden.nr",
        "arenden.rubrik",
        "arenden.att.text",
    ),
)

PROTOKOLL = DocumentKind(
    name="protokoll",
    title="Protokoll",
    template=PurePosixPath("minutes/protokoll.docx"),
    vocabulary=MINUTES,
    required=(*_MEETING_NEEDS, "justeras_senast", "underskrifter.namn", "anslag.forvaras"),
    styles=(*STYLES, "Paragrafnummer", "Underskrift"),
    signed_footer=True,
)

PROTOKOLLSUTDRAG = DocumentKind(
    name="protokollsutdrag",
    title="Protokollsutdrag",
    template=PurePosixPath("minutes/protokollsutdrag.docx"),
    vocabulary=EXTRACT,
    required=(*_MEETING_NEEDS, "bestyrkande.text"),
    styles=(*STYLES, "Paragrafnummer", "Underskrift"),
    signed_footer=True,
)

ANSLAGSBEVIS = DocumentKind(
    name="anslagsbevis",
    title="Bevis om anslag",
    template=PurePosixPath("publication/anslagsbevis.docx"),
    vocabulary=PROOF,
    required=(
        "organ",
        "sammantradesdatum",
        "paragrafspann",
        "anslaget_satts_upp",
        "overklagande_sista_dag",
        "anslaget_tas_ned",
        "forvaras",
        "overklagande",
    ),
    styles=("Heading 1", "Body Text", "Etikett", "Underskrift"),
)

KINDS = (KALLELSE, PROTOKOLL, PROTOKOLLSUTDRAG, ANSLAGSBEVIS)
