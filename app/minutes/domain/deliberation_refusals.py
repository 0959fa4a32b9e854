"""What motions, ballots and dissents say no with. Pure."""

from __future__ import annotations

SENTENCES = {
    "motion.mover_missing": "Välj vem eller vilka som yrkar.",
    "motion.mover_not_serving": (
        "Bara den som tjänstgör vid ärendet kan yrka något. Det gör inte {name}. Ändra närvaron "
        "om den är fel."
    ),
    "motion.text_missing": "Skriv vad som ska ändras eller läggas till.",
    "proposition.asked_missing": "Skriv vad ordföranden ställde proposition på.",
    "proposition.found_missing": "Skriv vad ordföranden fann.",
    "ballot.meaning_missing": "Skriv vad rösten innebär, till exempel bifall till förslaget.",
    "ballot.not_serving": (
        "Bara den som tjänstgör vid ärendet och deltar i beslutet kan rösta. Det gör inte {name}. "
        "Ändra närvaron om den är fel."
    ),
    "ballot.too_many": (
        "Rösterna är fler än de som får rösta. Högst {number} kan ha röstat. Räkna igen eller "
        "ändra närvaron."
    ),
    "ballot.chair_abstains": (
        "Ordföranden kan inte avstå när röstetalet är lika. Ange ordförandens röst."
    ),
    "ballot.majority_not_in_charter": (
        "Kvalificerad majoritet gäller bara där förbundsordningen säger det. Skriv först in vilka "
        "beslut det är bland förbundets inställningar."
    ),
    "ballot.candidate_missing": "Skriv minst en kandidat.",
    "ballot.candidate_twice": "Samma kandidat står två gånger. Lägg ihop rösterna på en rad.",
    "ballot.lot_outside": (
        "Lotten kan bara falla på någon av dem som fick lika många röster: {names}."
    ),
    "deliberating.not_serving": (
        "{name} tjänstgör inte vid ärendet och behöver ingen markering. Ändra närvaron om den är "
        "fel."
    ),
    "deliberating.has_voted": (
        "{name} har röstat vid den här paragrafen. Ta bort rösten i omröstningen först."
    ),
    "deliberating.has_dissented": (
        "{name} har reserverat sig mot beslutet. Den som inte deltar i beslutet kan inte reservera "
        "sig. Ta bort reservationen först."
    ),
    "dissent.not_taking_part": (
        "Bara den som har deltagit i beslutet kan reservera sig. Det har inte {name}."
    ),
    "dissent.twice": "Personen har redan reserverat sig mot beslutet. Ändra den reservationen.",
    "dissent.late": (
        "En reservation ska anmälas medan sammanträdet pågår, kl. {opened}–{closed}. Ange "
        "klockslaget då den anmäldes."
    ),
    "dissent.motion_gone": "Yrkandet finns inte längre. Välj ett annat eller inget.",
    "statement.text_missing": "Skriv yttrandet eller anteckningen.",
    "minutes.used_in_deliberations": (
        "I paragrafen finns yrkanden, omröstningar, reservationer eller yttranden. Ta bort dem "
        "först."
    ),
    "attendance.named_in_paragraphs": (
        "{name} har ett yttrande i protokollet. Ta bort det först, eller markera personen som "
        "frånvarande."
    ),
}
