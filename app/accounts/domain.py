"""People and logins: order of names, passwords, second factors, limits, sentences. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit

ABSOLUTE_LIFE = timedelta(days=14)
IDLE_LIFE = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=10)  # a session's last use is written at most this often
INVITATION_LIFE = timedelta(days=14)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 20
MIN_PASSWORD = 12
_MIN_DISTINCT = 5  # characters that differ
CODE_STEP = 30  # seconds that a code of an authenticator app is shown
CODE_DIGITS = 6
CODE_DRIFT = 1  # steps that the telephone's clock may be wrong by, either way
RECOVERY_CODES = 10
CHALLENGE_LIFE = timedelta(minutes=5)
PENDING_LIFE = timedelta(minutes=10)  # from the right password to the second factor


class LoginFactor(StrEnum):
    """When a login asks for a second factor; a signature always does."""

    NEVER = "never"
    ENROLLED = "enrolled"  # of those who have one
    OFFICE = "office"  # of those who have one, and the office must have one


class Purpose(StrEnum):
    """What a passkey is asked for; an answer to one is of no use to another."""

    REGISTER = "register"
    LOGIN = "login"
    MANAGE = "manage"  # one's own second factors
    SIGN = "sign"  # bound to the SHA-256 of what is signed


SENTENCES = {
    "accounts.wrong_login": (
        "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."
    ),
    "accounts.too_many_failures": (
        "Det har blivit för många misslyckade försök. Försök igen kl. {until}. "
        "Har du glömt lösenordet kan kansliet skicka en ny inbjudan."
    ),
    "accounts.wrong_password": (
        "Lösenordet stämmer inte. Skriv samma lösenord som när du loggar in."
    ),
    "accounts.password_short": "Lösenordet är för kort. Välj minst 12 tecken.",
    "accounts.password_common": (
        "Lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop."
    ),
    "accounts.password_own_name": (
        "Lösenordet innehåller ditt namn eller din e-postadress. Välj något som andra inte vet."
    ),
    "accounts.passwords_differ": "Lösenorden är olika. Skriv samma lösenord två gånger.",
    "accounts.invitation_unknown": (
        "Länken är inte giltig. Kontrollera att hela adressen kom med, eller be kansliet om en ny."
    ),
    "accounts.invitation_used": (
        "Länken har redan använts. Logga in med lösenordet som du valde, "
        "eller be kansliet om en ny länk."
    ),
    "accounts.invitation_expired": "Länken har gått ut. Be kansliet om en ny.",
    "accounts.email_taken": (
        "E-postadressen används redan av {name}. Två personer kan inte logga in med samma adress."
    ),
    "accounts.email_missing": "Fyll i en e-postadress. Personen loggar in med den.",
    "accounts.name_missing": "Fyll i efternamnet.",
    "accounts.cannot_close_own": (
        "Du kan inte stänga din egen inloggning. Be någon annan på kansliet."
    ),
    "accounts.no_login": "Personen har ingen inloggning.",
    "accounts.no_second_factor": (
        "Du har ingen tvåstegsinloggning ännu, och den behövs här. Gå till Mitt konto, välj "
        "Tvåstegsinloggning och lägg till en kodapp eller en passnyckel. Kom sedan tillbaka hit."
    ),
    "accounts.code_missing": ("Skriv koden som kodappen visar, eller använd din passnyckel."),
    "accounts.wrong_code": (
        "Koden stämmer inte. Skriv de sex siffrorna som kodappen visar just nu, och kontrollera "
        "att telefonens klocka går rätt."
    ),
    "accounts.code_used": (
        "Koden har redan använts. Vänta tills kodappen visar nästa kod och skriv den."
    ),
    "accounts.recovery_only_login": (
        "En reservkod går bara att logga in med. Skriv de sex siffrorna från kodappen, eller "
        "använd din passnyckel."
    ),
    "accounts.wrong_passkey": (
        "Passnyckeln kunde inte kontrolleras. Försök en gång till, eller skriv en kod från "
        "kodappen."
    ),
    "accounts.passkey_lapsed": (
        "Det gick för lång tid, eller så hade frågan till passnyckeln redan besvarats. Försök en "
        "gång till."
    ),
    "accounts.passkey_taken": "Passnyckeln är redan tillagd.",
    "accounts.passkey_unnamed": "Ge passnyckeln ett namn, så att du känner igen den.",
    "accounts.totp_exists": "Du har redan en kodapp. Ta bort den innan du lägger till en ny.",
    "accounts.factor_unreadable": (
        "Kodappen kan inte kontrolleras längre, eftersom installationens hemliga nyckel har bytts. "
        "Logga in med en reservkod, eller be kansliet återställa tvåstegsinloggningen, och lägg "
        "sedan till kodappen igen."
    ),
    "accounts.cannot_reset_own": (
        "Du kan inte återställa din egen tvåstegsinloggning. Ta bort den under Mitt konto, eller "
        "be någon annan på kansliet."
    ),
    "accounts.nothing_to_reset": "Personen har ingen tvåstegsinloggning att återställa.",
    "accounts.pending_lapsed": "Det gick för lång tid. Logga in från början igen.",
}


def code_counter(moment: datetime) -> int:
    """Return which step of half a minute, since 1970, a moment lies in (RFC 6238)."""
    return int(moment.timestamp()) // CODE_STEP


def clean_code(text: str) -> str:
    """Return a code as it is compared: "123 456" and "ABCD-efgh" without what separates."""
    return re.sub(r"[\s\-–]+", "", text).lower()


def is_app_code(text: str) -> bool:
    """Say whether a cleaned code looks like one of an authenticator app."""
    return len(text) == CODE_DIGITS and text.isascii() and text.isdigit()


def in_groups(text: str, size: int = 4, between: str = " ") -> str:
    """Return "ABCD EFGH" for "ABCDEFGH", so that it can be read and typed."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))


def key_address(secret: str, *, issuer: str, email: str) -> str:
    """Return the address that a QR code tells an authenticator app; ``secret`` is base32."""
    values = {"secret": secret, "issuer": issuer, "digits": CODE_DIGITS, "period": CODE_STEP}
    label = quote(f"{issuer}:{email}")
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"


def challenge_of(nonce: bytes, bound_to: str) -> bytes:
    """Return what a passkey signs: the hash of what is random and of what it is about (rule ATT).

    ``bound_to`` is the SHA-256 in hex of the document, or empty. An assertion for one document
    can therefore be shown, later too, not to be for another.
    """
    return hashlib.sha256(nonce + bound_to.encode()).digest()


def second_factor_needed(rule: LoginFactor, *, enrolled: bool) -> bool:
    """Say whether a login goes on to the second step."""
    return enrolled and rule is not LoginFactor.NEVER


def must_enrol(rule: LoginFactor, *, enrolled: bool, office: bool) -> bool:
    """Say whether a login may do nothing but add a second factor until there is one."""
    return office and not enrolled and rule is LoginFactor.OFFICE


# Each letter of the Swedish alphabet gets one sign out of 7–9 and a–z, so that the key sorts the
# same under every collation of every database; 0 ends a name, 1 stands for space and hyphen.
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
_SIGNS = "789abcdefghijklmnopqrstuvwxyz"
_ORDER = dict(zip(_ALPHABET, _SIGNS, strict=True)) | {" ": "1", "-": "1"}
_LIKE = {"æ": "ä", "ø": "ö", "ü": "y", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "ö"}


def sort_key(family_name: str, given_name: str = "") -> str:
    """Return a key that sorts by Swedish alphabet: å, ä, ö last, é as e, v and w apart."""
    return f"{_key(family_name)}0{_key(given_name)}"


def _key(name: str) -> str:
    composed = unicodedata.normalize("NFC", " ".join(name.casefold().split()))
    return "".join(_sign(letter) for letter in composed)


def _sign(letter: str) -> str:
    if letter.isdigit() and letter.isascii():
        return f"2{letter}"
    if letter in _ORDER:
        return _ORDER[letter]
    plain = _LIKE.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(_ORDER.get(part, "") for part in plain)


def fold_email(email: str) -> str:
    """Return the address as it is compared and stored for login."""
    return email.strip().lower()


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token; only this is ever stored."""
    return hashlib.sha256(token.encode()).hexdigest()


# Words that people build passwords on, without å, ä, ö, digits and signs.
_WORDS = """
    abc abcd abcdef abcdefgh admin administrator asdf asdfgh asdfghjkl change changeme choklad dator
    demo dragon fotboll football forbund forbundet forbundschef goteborg hejhej hejsan hemlig
    hemligt hemligtlosenord iloveyou jagalskardig kalle kalleanka kansli kansliet klubba kommun
    letmein losen losenord losenordet login mamma mittlosenord monkey norrland pappa pass passw
    passwd password princess qwerty qwertyui qwertyuiop qwertyuiopa sammantrade samordning
    samordningsforbund samordningsforbundet secret sommar sommarlov sommaren stockholm styrelse
    styrelsen sverige test testar vinter vintern valkommen welcome zxcvbn zxcvbnm host hosten var
    varen januari februari mars april maj juni juli augusti september oktober november december
    mandag tisdag onsdag torsdag fredag lordag sondag
"""
_COMMON = frozenset(_WORDS.split())
_PLAIN = str.maketrans("åäö", "aao")
_LEET = str.maketrans("013457@$!", "oieastasi")


def password_weakness(password: str, own_words: Iterable[str] = ()) -> str | None:
    """Return the code of what is wrong with a new password, or None.

    ``own_words`` are the person's names and e-mail address, which may not be in it.
    """
    if len(password) < MIN_PASSWORD:
        return "accounts.password_short"
    if _common(password):
        return "accounts.password_common"
    lowered = password.casefold()
    parts = {part for word in own_words for part in re.split(r"[\s@.\-]+", word.casefold())}
    if any(len(part) > 3 and part in lowered for part in parts):  # noqa: PLR2004 -- "Bo" is in much
        return "accounts.password_own_name"
    return None


def _common(password: str) -> bool:
    lowered = password.casefold().translate(_PLAIN)
    if len(set(lowered)) < _MIN_DISTINCT or not re.search(r"[^\W\d_]", lowered):
        return True
    inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lowered).translate(_LEET)
    cores = {re.sub(r"[\W\d_]+", "", text) for text in (lowered, inner)}
    return any(core in _COMMON or _repeated(core) in _COMMON for core in cores)


def _repeated(text: str) -> str:
    """Return the word that the text repeats: "sommarsommar" gives "sommar"."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text


def local_target(text: str | None, default: str = "/") -> str:
    """Return the address within this site that somebody wants to go to, or the default."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")):
        return default
    if re.search(r"[\x00-\x20\\]", text):
        return default
    parts = urlsplit(text)
    return default if parts.scheme or parts.netloc else text


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "Iphone"),
    ("iPad", "Ipad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Return "Firefox på Windows", so that a person knows the browser again."""
    browser = next((word for sign, word in _BROWSERS if sign in user_agent), "Okänd webbläsare")
    machine = next((word for sign, word in _MACHINES if sign in user_agent), "")
    return f"{browser} på {machine}" if machine else browser
