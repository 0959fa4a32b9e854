"""An application before and after the board: official letter to it, decision letter, agreement."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Group, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, STYLES, DocumentKind, lines, may, need, pen, prose

SIGNED_BY = Group(
    "Den som har skrivit.", {"namn": need("Namn."), "roll": may("Befattning: ”förbundschef”.")}
)
BY_YEAR = {"ar": need("Kalenderår: ”2017”."), "belopp": need("”150 000 kr”.")}

OFFICIAL_LETTER = Vocabulary(
    {
        **HEAD,
        "till": need("Det organ som beslutar: ”Styrelsen”."),
        "sokande": need("Den organisation som ansöker."),
        "insats": need("Insatsens namn."),
        "slag": need("Vad ansökan gäller: ”Ny insats”."),
        "period": may("”2017-04-03 till 2020-03-31”."),
        "sokt": need("Sökt belopp: ”600 000 kr”."),
        "sokt_per_ar": Rows("Det sökta beloppet per år.", BY_YEAR),
        "sammanfattning": prose("Ansökan i korthet, sökandens ord."),
        "beredning": prose("Hur ärendet har beretts och vad gruppen säger."),
        "ram": Rows(
            "Hur beslutet påverkar ramen, ett år per rad.",
            {
                "ar": need("Kalenderår."),
                "ram": need("Årets ram, eller ”saknas”."),
                "beslutat": need("Redan beslutat."),
                "reserverat": need("Reserverat för andra ärenden som bereds."),
                "andra": need("Andra förslag på dagordningen."),
                "forslag": need("Vad förslaget tar i anspråk."),
                "kvar": need("Vad som är kvar om allt på dagordningen och förslaget beviljas."),
            },
        ),
        "skal": prose("Skälen för förslaget."),
        "foreslas_inledning": need("”Samordningsförbundet föreslås besluta”."),
        "forslag": lines("Förslagets att-satser utan ordet ”att”.", Empty.GAP),
        "underskrift": SIGNED_BY,
    }
)

LETTER = Vocabulary(
    {
        **HEAD,
        "mottagare": Group(
            "Den som ansökte.",
            {
                "namn": need("Organisationens namn."),
                "adress": may("Postadress, en eller flera rader."),
            },
        ),
        "insats": need("Insatsens namn."),
        "inledning": need("”Styrelsen har beslutat att bevilja er ansökan.”"),
        "beslutet": need("När och i vilken paragraf: ”den 24 februari 2017, § 62”."),
        "beslut_inledning": need("”Samordningsförbundet beslutar”."),
        "beslut": lines("Beslutets att-satser utan ordet ”att”.", Empty.GAP),
        "belopp": Rows("Det beviljade beloppet per år.", BY_YEAR),
        "summa": may("Det beviljade beloppet i allt: ”600 000 kr”."),
        "skal": prose("Skälen, i ett stycke."),
        "nu": lines("Vad som händer nu, en mening per rad."),
        "overklagande": may("Hur beslutet kan överklagas, en eller flera rader (regel A5)."),
        "underskrift": SIGNED_BY,
    }
)

AGREEMENT = Vocabulary(
    {
        **HEAD,
        "huvudman": Group(
            "Den som driver insatsen.",
            {
                "namn": need("Organisationens namn."),
                "orgnr": may("Organisationsnummer."),
                "adress": may("Postadress."),
            },
        ),
        "insats": need("Insatsens namn."),
        "inriktning": need("”Individinriktad” eller ”Strukturövergripande”."),
        "period": need("”2017-04-03 till 2020-03-31”."),
        "beslutet": need("Beslutet som överenskommelsen bygger på: ”§ 62 den 24 februari 2017”."),
        "beviljat": need("Beviljat belopp: ”600 000 kr”."),
        "beviljat_per_ar": Rows("Det beviljade beloppet per år.", BY_YEAR, Empty.GAP),
        "forlanger": may("Vilken överenskommelse den förlänger eller ändrar."),
        "mal": Rows(
            "Målen som insatsen följs upp mot.",
            {
                "mal": need("Målet."),
                "indikator": may("Vad som mäts."),
                "varde": may("Målvärdet."),
            },
        ),
        "budget": Rows(
            "Budgeten för det beviljade beloppet, en kostnad ett år per rad, med summa per år.",
            {
                "ar": may("Kalenderår."),
                "kostnad": need("Kostnaden, eller ”Summa 2017”."),
                "belopp": need("Belopp."),
            },
            Empty.GAP,
        ),
        "rapporter": Rows(
            "När huvudmannen redovisar.",
            {"dag": need("”2017-08-15”."), "slag": need("”Lägesrapport” eller ”Slutrapport”.")},
            Empty.GAP,
        ),
        "utbetalningar": Rows(
            "Planerade utbetalningar.",
            {"dag": need("”2017-04-15”."), "belopp": need("Belopp.")},
            Empty.GAP,
        ),
        "utbetalningar_summa": need("Utbetalningarnas summa."),
        "villkor": prose("Villkoren."),
        "underskrifter": Rows(
            "En plats för var och en som undertecknar.",
            {
                "part": need("Parten."),
                "ort_datum": pen("Ort och datum."),
                "namn": need("Namnförtydligande."),
            },
            Empty.GAP,
        ),
    }
)

TJANSTESKRIVELSE = DocumentKind(
    name="tjansteskrivelse",
    title="Tjänsteskrivelse",
    template=PurePosixPath("applications/tjansteskrivelse.docx"),
    vocabulary=OFFICIAL_LETTER,
    required=("rubrik", "dnr", "till", "sokande", "insats", "sokt", "forslag.text"),
    styles=(*STYLES, "Beslutsinledning"),
)

BESLUTSMEDDELANDE = DocumentKind(
    name="beslutsmeddelande",
    title="Beslutsmeddelande",
    template=PurePosixPath("applications/beslutsmeddelande.docx"),
    vocabulary=LETTER,
    required=("rubrik", "dnr", "mottagare.namn", "inledning", "beslut.text", "overklagande"),
    styles=(*STYLES, "Beslutsinledning"),
)

OVERENSKOMMELSE = DocumentKind(
    name="overenskommelse",
    title="Överenskommelse",
    template=PurePosixPath("applications/overenskommelse.docx"),
    vocabulary=AGREEMENT,
    required=(
        "rubrik",
        "dnr",
        "huvudman.namn",
        "insats",
        "beviljat",
        "budget.belopp",
        "rapporter.dag",
        "utbetalningar.belopp",
        "underskrifter.namn",
    ),
    styles=(*STYLES, "Underskrift"),
)

KINDS = (TJANSTESKRIVELSE, BESLUTSMEDDELANDE, OVERENSKOMMELSE)
