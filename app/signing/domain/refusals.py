"""The sentences that signing refuses with. Pure."""

from __future__ import annotations

SENTENCES = {
    "signing.nothing_to_fetch": "Det finns ingen underskrift att hämta för ”{title}”.",
    "signing.nobody_chosen": "Välj minst en person som har skrivit under.",
    "signing.sent_to_service": "Protokollet ligger hos signeringstjänsten för underskrift. "
    "Skriv under där, eller ta tillbaka begäran först.",
    "signing.not_open": "Begäran om underskrift är redan avslutad.",
    "signing.not_offered": "Det här sättet att skriva under är inte påslaget.",
    "signing.already_open": "En begäran om underskrift är redan skickad. Skriv under hos tjänsten, "
    "eller ta tillbaka begäran och försök igen.",
    "signing.unreadable": "Svaret från {service} går inte att läsa. Försök igen.",
    "signing.not_from_service": "Svaret är inte undertecknat av {service} och tas därför inte "
    "emot.",
    "signing.other_request": "Svaret från {service} gäller en annan begäran. Börja om från "
    "protokollets sida.",
    "signing.too_old": "Svaret från {service} är för gammalt. Skriv under på nytt.",
    "signing.refused_there": "Underskriften avbröts hos {service}: {message}",
    "signing.other_bytes": "Underskriften från {service} gäller en annan fil än protokollet.",
    "signing.changed": "Filen från {service} är inte det protokoll som skickades dit.",
    "signing.changed_after": "Filen från {service} har ändrats efter det att den undertecknades.",
    "signing.invalid": "Underskriften av {name} från {service} är inte giltig.",
    "signing.untrusted": "Underskriften av {name} bygger på ett certifikat som förbundet inte "
    "litar på.",
    "signing.expired": "Certifikatet för {name} gällde inte när underskriften gjordes.",
    "signing.other_person": "Underskriften är gjord av {found}, men ska vara gjord av {wanted}.",
    "signing.wrong_number": "Filen från {service} har {found} underskrifter men ska ha {wanted}.",
    "signing.missing_person": "Underskriften av {wanted} saknas i filen från {service}.",
    "signing.service_down": "{service} svarar inte. Klubba försöker igen om en stund.",
    "signing.service_refused": "{service} tog inte emot protokollet ({message}).",
}
