"""What the program says when an answer, a file or a remark cannot be taken. Pure."""

from __future__ import annotations

REFUSALS = {
    "application.bad_organisation_number": (
        "Organisationsnumret stämmer inte. Kontrollera de tio siffrorna; den sista är en "
        "kontrollsiffra. Exempel: 222000-1933."
    ),
    "application.personal_organisation_number": (
        "Det här är ett personnummer och inte ett organisationsnummer. Skriv organisationens "
        "eget nummer, till exempel 222000-1933."
    ),
    "application.bad_bankgiro": (
        "Bankgironumret stämmer inte. Det har sju eller åtta siffror, och den sista är en "
        "kontrollsiffra. Exempel: 670-6600."
    ),
    "application.bad_plusgiro": (
        "Plusgironumret stämmer inte. Det har två till åtta siffror, och den sista är en "
        "kontrollsiffra. Exempel: 4 15 63-8."
    ),
    "application.bad_cfar": (
        "CFAR-numret stämmer inte. Det har åtta siffror, och den sista är en kontrollsiffra. "
        "Numret finns i Statistiska centralbyråns företagsregister."
    ),
    "application.personal_number": (
        "Texten innehåller {number}, som ser ut som ett personnummer. Ansökan är en offentlig "
        "handling och får inte innehålla uppgifter om enskilda deltagare. Ta bort numret."
    ),
    "application.too_long": "Texten är {length} tecken. Korta den till högst {limit} tecken.",
    "application.not_text": "Svaret ska vara text.",
    "application.not_email": (
        "Skriv e-postadressen med @ och punkt, till exempel anna@kommunen.se."
    ),
    "application.not_day": "Skriv datumet som år-månad-dag, till exempel 2017-02-24.",
    "application.not_whole": "Skriv ett heltal med siffror, till exempel 7.",
    "application.negative": "Talet kan inte vara mindre än noll.",
    "application.too_large": "Talet är för stort. Kontrollera antalet siffror.",
    "application.not_choice": "Välj ett av alternativen i listan.",
    "application.not_rows": "Svaret ska vara en lista med rader.",
    "application.too_many_rows": (
        "Det finns {number} rader, och det får finnas högst {limit}. Ta bort eller slå ihop rader "
        "och spara igen. Allt du har skrivit finns kvar här."
    ),
    "application.unknown_field": "Formuläret har ingen fråga som heter {name}.",
    "application.ends_before_start": "Slutdatumet ligger före startdatumet. Rätta ett av dem.",
    "application.age_order": "Åldern till är lägre än åldern från. Rätta en av dem.",
    "application.no_category": "Välj vad kostnaden gäller.",
    "application.no_financier": "Skriv vem som betalar.",
    "application.no_financing_form": "Välj hur finansiären bidrar.",
    "application.not_money": (
        "Skriv beloppet i kronor med högst två decimaler, till exempel 600 000 eller 1 250,50."
    ),
    "application.negative_money": "Beloppet kan inte vara mindre än noll.",
    "application.no_period_name": "Skriv vad perioden heter, till exempel 2027 eller Genomförande.",
    "application.same_period": "Två perioder heter {name}. Ge dem olika namn.",
    "application.unknown_period": "Budgeten har ingen period som heter {name}.",
    "application.bad_year": "Skriv året med fyra siffror, till exempel 2027.",
    "application.same_year": "Året {name} står två gånger. Slå ihop raderna.",
    "application.answers_refused": "Det går inte att spara delen. {reasons}",
    "application.not_writable": (
        "Ansökan kan inte ändras nu. Kontakta kansliet om något behöver rättas."
    ),
    "application.section_not_asked": (
        "Den här delen ingår inte i begäran om komplettering och kan inte ändras."
    ),
    "application.cannot_extend": (
        "Det går bara att förlänga eller ändra en insats som styrelsen har beviljat."
    ),
    "application.comment_missing": "Skriv en kommentar innan du sparar.",
    "application.too_many_files": (
        "Ansökan kan ha högst {limit} bilagor. Slå ihop filer eller ta bort någon."
    ),
}
