"""The documents of the preparation: a group's report, and the brief to the board."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.documents.engine.vocabulary import Empty, Rows, Vocabulary
from app.documents.kinds.parts import HEAD, DocumentKind, lines, may, need, people, prose

REPORT = Vocabulary(
    {
        **HEAD,
        "motesdag": need("Dagen i ord: ”fredag den 10 februari 2017”."),
        "plats": may("Var gruppen möttes."),
        "narvarande": people("De som var med.", Empty.GAP),
        "franvarande": people("De som inte var med."),
        "arenden": Rows(
            "Ansökningarna som gruppen tog upp, i ordning.",
            {
                "nr": need("Ärendets nummer i rapporten: ”1”."),
                "rubrik": need("Insatsens namn."),
                "dnr": may("Ärendets diarienummer."),
                "sokande": may("”Medlefors folkhögskola söker 600 000 kr.”"),
                "anteckningar": prose("Vad som sades."),
                "jav": lines("De medlemmar som har anmält jäv, en mening per rad."),
                "stallning_inledning": may("”LSG föreslår styrelsen”, tomt utan ställning."),
                "stallning": lines("Gruppens ställning som att-sats, utan ordet ”att”."),
                "skal": prose("Skälen till gruppens ställning."),
                "utan_stallning": may("En mening när gruppen inte har tagit ställning."),
            },
        ),
        "ovrigt": prose("Övriga punkter."),
    }
)

BRIEF = Vocabulary(
    {
        **HEAD,
        "uppgifter": Rows(
            "Ansökan i korthet, en uppgift på varje rad.",
            {"etikett": need("”Sökande”."), "text": need("Uppgiften.")},
            Empty.GAP,
        ),
        "sammanfattning": prose("Ansökans egen sammanfattning."),
        "belopp": Rows(
            "Sökta belopp, ett år på varje rad och summan sist.",
            {"ar": need("”2017”, eller ”Summa”."), "sokt": need("”150 000 kr”.")},
        ),
        "grupp": may("Den beredande gruppen: ”LSG”."),
        "sammanrakning": may("”5 av 7 har svarat, delade meningar”."),
        "yttranden": Rows(
            "Medlemmarnas yttranden.",
            {
                "medlem": need("Medlemmens namn."),
                "yttrande": need("”Tillstyrker”, ”Tillstyrker till en del”, ”Jäv”, ”Inte lämnat”."),
                "belopp": may("Beloppet, när det är till en del."),
                "skal": may("Skälen i korthet."),
            },
        ),
        "stallningstagande": may("Gruppens ställningstagande i en mening."),
        "stallningstagande_skal": prose("Gruppens skäl."),
        "utan_beredning": may("En mening när ansökan inte har beretts i någon grupp."),
        "ram": Rows(
            "Hur medlen räcker, ett år på varje rad.",
            {
                "ar": need("Året."),
                "ram": may("Årets ram."),
                "kvar": may("Det som finns kvar i dag."),
                "efter": may("Det som finns kvar om ansökan beviljas."),
                "anmarkning": may("”Räcker inte”, tomt när medlen räcker."),
            },
        ),
        "forslag_inledning": may("”Samordningsförbundet föreslås besluta”, tomt utan förslag."),
        "forslag": lines("Förslagets att-satser utan ordet ”att”."),
    }
)

GRUPPRAPPORT = DocumentKind(
    name="grupprapport",
    title="Rapport från beredande grupp",
    template=PurePosixPath("applications/grupprapport.docx"),
    vocabulary=REPORT,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "datum",
        "rubrik",
        "narvarande.text",
        "franvarande.text",
        "arenden.nr",
        "arenden.rubrik",
        "arenden.stallning.text",
        "ovrigt.stycke",
    ),
)

BEREDNINGSUNDERLAG = DocumentKind(
    name="beredningsunderlag",
    title="Beredningsunderlag",
    template=PurePosixPath("applications/beredningsunderlag.docx"),
    vocabulary=BRIEF,
    required=(
        "forbund.namn",
        "dokumenttyp",
        "datum",
        "dnr",
        "rubrik",
        "uppgifter.text",
        "belopp.sokt",
        "yttranden.medlem",
        "yttranden.yttrande",
        "stallningstagande",
        "ram.ar",
        "forslag.text",
    ),
)

KINDS = (GRUPPRAPPORT, BEREDNINGSUNDERLAG)
