"""Who may be recused in an application: names, organisations and addresses that meet. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.applications.domain.budget import budget_of
from app.applications.domain.form_one import CONTACT_ROLES

_WORD = re.compile(r"\w+")
_GENERIC = frozenset({"kommun", "region", "kommunen", "regionen", "förbundet", "organisation"})
_LEGAL = frozenset({"ab", "aktiebolag", "ekonomisk", "förening", "stiftelsen", "stiftelse"})
_SHORT = 6  # letters; one short word alone says too little
_EVERYBODYS = frozenset(
    {
        "gmail.com", "hotmail.com", "outlook.com", "live.se", "live.com", "icloud.com",
        "yahoo.com", "yahoo.se", "telia.com", "bredband.net", "hotmail.se", "outlook.se",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A person that the application names, and what she or he is in it."""

    task: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Involved:
    """Everybody that an application is about: persons, and (what it is, organisation)."""

    contacts: tuple[Contact, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who prepares or decides; ``members`` are those whom the person represents."""

    name: str
    email: str = ""
    organisation: str = ""
    members: tuple[str, ...] = ()


def involved(answers: Mapping[str, Mapping[str, Any]]) -> Involved:
    """Return whom the answers of an application name: rule K12, rule K13."""
    organisation = answers.get("organisation", {})
    contacts = tuple(
        Contact(
            CONTACT_ROLES.get(row.get("role") or "", "Kontaktperson").lower(),
            row.get("name") or "",
            row.get("email") or "",
        )
        for row in answers.get("contacts", {}).get("people") or ()
    )
    owner = answers.get("parties", {}).get("owner") or ""
    financiers = [one.financier for one in budget_of(answers.get("budget")).financing]
    named = [("sökande", organisation.get("name") or ""), ("huvudman för insatsen", owner)]
    named += [("medfinansiär", name) for name in financiers]
    addresses = [organisation.get("email") or "", *(contact.email for contact in contacts)]
    return Involved(
        contacts,
        tuple((what, name) for what, name in dict.fromkeys(named) if name),
        frozenset(filter(None, map(_domain, addresses))),
    )


def reasons(person: Sitting, about: Involved) -> tuple[str, ...]:
    """Return in Swedish what points to a recusal; a suggestion, never a ruling (K12, K13)."""
    return tuple(
        dict.fromkeys([*_named(person, about), *_works(person, about), *_for(person, about)])
    )


def member_reasons(member: str, about: Involved) -> tuple[str, ...]:
    """Return in Swedish why a member organisation itself may be recused (rules K12, K13)."""
    return tuple(
        f"{member} är {what}"
        for what, name in about.organisations
        if same_organisation(member, name)
    )


def _named(person: Sitting, about: Involved) -> Iterator[str]:
    for contact in about.contacts:
        same_mail = bool(person.email) and person.email.casefold() == contact.email.casefold()
        if same_mail or _plain(person.name) == _plain(contact.name):
            yield f"står i ansökan som {contact.task}"


def _works(person: Sitting, about: Involved) -> Iterator[str]:
    for what, name in about.organisations:
        if same_organisation(person.organisation, name):
            yield f"arbetar hos {name}, som är {what}"
    if _domain(person.email) in about.domains:
        yield "har e-postadress hos samma organisation som sökandens kontaktpersoner"


def _for(person: Sitting, about: Involved) -> Iterator[str]:
    for member in person.members:
        for reason in member_reasons(member, about):
            yield f"företräder en medlem som berörs: {reason}"


def _domain(email: str) -> str:
    domain = email.rpartition("@")[2].casefold() if "@" in email else ""
    return "" if domain in _EVERYBODYS else domain


def _plain(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(name.casefold()) if word not in _LEGAL)


def same_organisation(one: str, other: str) -> bool:
    """Say whether two names mean the same organisation: equal, or the one stands in the other."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if not short or (len(short) == 1 and not _telling(short[0])):
        return False
    starts = range(len(long) - len(short) + 1)
    return any(long[at : at + len(short)] == short for at in starts)


def _telling(word: str) -> bool:
    return len(word) >= _SHORT and word not in _GENERIC
