"""The kinds of Word documents: which template, which fields, what a template must hold.

Whoever builds a context follows the vocabulary below;
``docs_templates/<capability>/<kind>.sample.json`` is a full example of each. A value is a string,
a list, a mapping, a bool (flags only) or None. Field names are Swedish, since the people who
restyle the templates are. A list of plain strings is read as ``[{"text": "…"}, …]``.

Three degrees of need, see :class:`~app.documents.engine.vocabulary.Empty`: ``need`` (empty is a
visible gap and a warning), ``may`` (empty is normal and the line disappears) and ``pen`` (empty
leaves a place to write in). The engine has to be told::

    render(template, context, properties=properties, vocabulary=PROTOKOLL.vocabulary)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from app.documents.engine.vocabulary import Empty, Entry, Flag, Group, Rows, Text, Vocabulary

STYLES = (
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Body Text",
    "List Bullet",
    "Att-sats",
    "Etikett",
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document and what its template must and may hold."""

    name: str
    title: str
    template: PurePosixPath  # relative to docs_templates
    vocabulary: Vocabulary
    required: tuple[str, ...]  # paths that the template has to use
    styles: tuple[str, ...] = STYLES  # paragraph styles that the template has to have
    signed_footer: bool = False  # "Justering (sign)" and "Utdragsbestyrkande" in every footer

    @property
    def sample(self) -> PurePosixPath:
        """The example data, relative to docs_templates."""
        return self.template.with_suffix(".sample.json")


def need(help_text: str) -> Text:
    """A field that is always expected."""
    return Text(help_text)


def may(help_text: str) -> Text:
    """A field that is often empty."""
    return Text(help_text, Empty.OPTIONAL)


def pen(help_text: str) -> Text:
    """A field that may be filled in by hand on paper."""
    return Text(help_text, Empty.BY_HAND)


def lines(help_text: str, empty: Empty = Empty.OPTIONAL) -> Rows:
    """A list of plain strings."""
    return Rows(help_text, {"text": need("Raden.")}, empty)


def prose(help_text: str) -> Rows:
    """Running text in blocks: ``{"stycke": …}``, ``{"punkt": …}`` or ``{"mellanrubrik": …}``.

    :func:`app.documents.engine.prose` makes them from what somebody wrote in a text field.
    """
    return Rows(
        help_text,
        {
            "mellanrubrik": may("En rubrik inne i texten."),
            "stycke": may("Ett stycke löpande text."),
            "punkt": may("En punkt i en punktlista."),
        },
    )


def people(
    help_text: str, empty: Empty = Empty.OPTIONAL, more: Mapping[str, Entry] = MappingProxyType({})
) -> Rows:
    """A list of persons; ``text`` is name and role on one line."""
    return Rows(
        help_text,
        {
            "namn": need("För- och efternamn."),
            "roll": may("Till exempel ”ordförande”, ”ersättare”, ”förbundschef”."),
            "organisation": may("Den organisation som personen företräder."),
            "text": need("Namn och roll på en rad: ”Karin Åström, ordförande”."),
            **more,
        },
        empty,
    )


ANNEXES = Rows(
    "Bilagor.",
    {
        "nr": need("Bilagans nummer: ”2”."),
        "titel": may("Bilagans titel."),
        "text": need("Färdig hänvisning: ”Bilaga 2, Årsredovisning 2016”."),
    },
)

HEAD: Mapping[str, Entry] = {
    "forbund": Group(
        "Förbundet.",
        {
            "namn": need("Förbundets namn."),
            "postadress": may("Postadress, en eller flera rader."),
            "besoksadress": may("Besöksadress, en eller flera rader."),
            "telefon": may("Telefonnummer."),
            "epost": may("E-postadress."),
            "webb": may("Webbplats."),
            "orgnr": may("Organisationsnummer."),
        },
    ),
    "dokumenttyp": need("Vad det är för slags dokument: ”Protokoll”."),
    "organ": need("Organet: ”Styrelsen”."),
    "datum": need("Dokumentets datum: ”2017-02-16”. I protokoll och utdrag sammanträdets datum."),
    "dnr": may("Diarienummer."),
    "rubrik": need("Dokumentets rubrik."),
}

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
        "reservationer": lines("Reservationer och den som inte deltar i beslutet."),
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

KINDS: Mapping[str, DocumentKind] = {
    kind.name: kind for kind in (KALLELSE, PROTOKOLL, PROTOKOLLSUTDRAG, ANSLAGSBEVIS)
}
