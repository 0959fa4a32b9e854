"""The data that the Word documents of minutes are filled with, and that their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from babel.dates import format_date

from app.association.domain import Letterhead, letterhead
from app.documents.engine import Properties, Value, prose
from app.meetings.domain import Standing
from app.minutes.domain import BallotFacts, MinutesFacts, ParagraphFacts, SignerRole, runs_label
from app.minutes.domain.ballots import introduction, result, vote_rows
from app.minutes.domain.course import break_sentences, course_sentences
from app.minutes.domain.dissents import (
    reservation_heading,
    reservation_sentences,
    statement_sentences,
)
from app.minutes.domain.freezing import (
    AttestationDates,
    SignerFacts,
    also_wrote,
    attestation_dates,
    signed_spans,
    signers,
)
from app.minutes.domain.listing import listed
from app.minutes.domain.motions import motion_sentences, proposition_sentences
from app.minutes.domain.numbers import runs
from app.minutes.domain.outcomes import AT_ONCE_CLAUSE, at_once_sentence, closing_notes
from app.minutes.domain.presence import PresenceTable, table_of
from app.minutes.domain.recusal import recusal_sentences
from app.minutes.domain.roster import Entry, Roster, roster, roster_at
from app.minutes.domain.sentences import clock_words, long_date, presence_sentences
from app.minutes.domain.terms import SIGNER_WORDS
from app.minutes.models import MinutesVersion

Context = dict[str, Value]
_LISTS = ("beslutande", "ej_tjanstgorande", "ovriga")


def minutes_context(facts: MinutesFacts, association: Letterhead) -> Context:
    """Return the data of the minutes: what is frozen, and what the page of them shows."""
    table = table_of(facts)
    wanted = signers(facts)
    head = _head(facts, association, "Protokoll", f"Protokoll från {_meeting_words(facts)}")
    return {
        **head,
        **_rosters(roster(facts, table)),
        "plats_och_tid": _place_and_time(facts),
        "justerare": listed([p.name for p in facts.attesters]) if facts.attesters else "",
        "justeringens_plats_och_tid": _attestation_words(facts),
        "justeras_senast": dates_of(facts).last_day.isoformat(),
        "paragrafspann": facts.span,
        "beslut_forst": facts.charter.decision_first,
        "underskrifter": [_signature(facts, signer) for signer in wanted],
        "signatarer": [{"namn": signer.name, "initialer": ""} for signer in wanted],
        "anslag": {
            "organ": f"{facts.body_name} för {association.name}",
            "sammantradesdatum": facts.held_on.isoformat(),
            "paragrafspann": facts.span,
            "anslaget_satts_upp": "",
            "overklagande_sista_dag": "",
            "anslaget_tas_ned": "",
            "forvaras": facts.kept_at,
            "underskrift": "",
        },
        "paragrafer": [_paragraph(facts, table, one) for one in facts.paragraphs],
        "deltagande": _participation(facts, table),
    }


def dates_of(facts: MinutesFacts) -> AttestationDates:
    """Return when the minutes are to be attested, by the association's rules (rule K7)."""
    return attestation_dates(
        facts.held_on,
        within_days=facts.charter.attestation_days,
        remind_after=facts.charter.attestation_reminder_days,
    )


def minutes_properties(
    facts: MinutesFacts, association: Letterhead, *, created: datetime
) -> Properties:
    """Return what the minutes say about themselves in their properties."""
    return Properties(
        title=f"Protokoll {facts.held_on.isoformat()}",
        subject=f"Protokoll från {_meeting_words(facts)}, {facts.span}",
        keywords="protokoll",
        author=association.name,
        created=created,
        identifier=facts.case_number,
    )


def signed_context(frozen: Mapping[str, Any], version: MinutesVersion) -> Context:
    """Return the frozen data with the day of each signature, for the page; the bytes stay."""
    days = {one.person_id: one.attested_on.isoformat() for one in version.attestations}
    signed = [days.get(signer.person_id, "") for signer in version.signers]
    rows = zip(frozen["underskrifter"], signed, strict=True)
    return {**frozen, "underskrifter": [{**row, "justerat": day} for row, day in rows]}


def extract_context(
    frozen: Mapping[str, Any],
    *,
    numbers: Sequence[int],
    pattern: str,
    year: int,
    attested: Sequence[date],
    posted: str,
    certified_by: tuple[str, str],
    town_and_day: str,
) -> Context:
    """Return the data of an extract: some §§ of the frozen minutes and who took part in them.

    ``frozen`` is the data that the minutes were made from, ``attested`` the day of each signature
    in the order of the signers, ``posted`` a sentence about the notice, ``certified_by`` a name
    and what the person is.
    """
    chosen = [i for i, one in enumerate(frozen["paragrafer"]) if one["tal"] in set(numbers)]
    rows = [frozen["paragrafer"][i] for i in chosen]
    cases = {row["dnr"] for row in rows if row["dnr"]}
    last = max(attested)
    return {
        **{name: frozen[name] for name in ("forbund", "organ", "datum", "sammantradesdatum")},
        **_took_part(frozen, chosen, pattern, year),
        "dokumenttyp": "Protokollsutdrag",
        "dnr": cases.pop() if len(cases) == 1 else frozen["dnr"],
        "rubrik": frozen["rubrik"].replace("Protokoll från", "Utdrag ur protokoll från", 1),
        "plats_och_tid": frozen["plats_och_tid"],
        "justerare": frozen["justerare"],
        "paragrafspann": runs_label(pattern, runs(sorted(numbers)), year),
        "beslut_forst": frozen["beslut_forst"],
        "underskrifter": [
            {**row, "justerat": f"Justerat {day.isoformat()}"}
            for row, day in zip(frozen["underskrifter"], attested, strict=True)
        ],
        "signatarer": frozen["signatarer"],
        "justerat": f"Protokollet justerades den {long_date(last)}.",
        "anslaget": posted,
        "bestyrkande": {
            "text": "Utdragets överensstämmelse med protokollet intygas.",
            "ort_datum": town_and_day,
            "namn": certified_by[0],
            "roll": certified_by[1],
        },
        "paragrafer": rows,
    }


def extract_properties(context: Context, *, created: datetime) -> Properties:
    """Return what the extract says about itself in its properties."""
    association = cast("Mapping[str, str]", context["forbund"])
    day, span = context["sammantradesdatum"], context["paragrafspann"]
    return Properties(
        title=f"Protokollsutdrag {day}, {span}",
        subject=str(context["rubrik"]),
        keywords="protokollsutdrag",
        author=association["namn"],
        created=created,
        identifier=str(context["dnr"]),
    )


def _head(facts: MinutesFacts, association: Letterhead, kind: str, heading: str) -> Context:
    return {
        "forbund": letterhead(association),
        "dokumenttyp": kind,
        "organ": facts.body_name,
        "datum": facts.held_on.isoformat(),
        "sammantradesdatum": facts.held_on.isoformat(),
        "dnr": facts.case_number,
        "rubrik": heading,
    }


def _meeting_words(facts: MinutesFacts) -> str:
    """Return "styrelsens sammanträde den 18 november 2016"."""
    name = facts.body_name
    if name.isupper():
        owner = f"{name}:s"
    else:
        owner = name[:1].lower() + name[1:]
        owner = owner if owner.endswith(("s", "x", "z")) else f"{owner}s"
    return f"{owner} sammanträde den {long_date(facts.held_on)}"


def _place_and_time(facts: MinutesFacts) -> str:
    first, last = facts.opened_at or facts.starts_at, facts.closed_at or facts.ends_at
    return f"{facts.place}, kl. {clock_words(first)}–{clock_words(last)}"


def _attestation_words(facts: MinutesFacts) -> str:
    """Return "Kansliet, måndagen den 28 november 2016 kl. 13.00", or the last day (rule K7)."""
    place = facts.attestation_place
    if facts.attestation_on is None:
        last = f"senast den {long_date(dates_of(facts).last_day)}"
        return _capital(f"{place}, {last}" if place else last)
    when = _weekday(facts.attestation_on) + _at(facts.attestation_time)
    return _capital(f"{place}, {when}" if place else when)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _weekday(day: date) -> str:
    name = format_date(day, "EEEE", locale="sv")
    return f"{name}en den {long_date(day)}"


def _at(clock: time | None) -> str:
    return f" kl. {clock_words(clock)}" if clock else ""


def _rosters(lists: Roster) -> Context:
    groups = (lists.deciding, lists.not_serving, lists.others)
    return {
        name: [_person(name, entry) for entry in group]
        for name, group in zip(_LISTS, groups, strict=True)
    }


def _person(group: str, entry: Entry) -> Context:
    person: Context = {
        "namn": entry.name,
        "roll": entry.role,
        "organisation": entry.organisation,
        "text": f"{entry.name}, {entry.role}",
        "paragrafer": entry.spans,
    }
    if group == "beslutande":
        person["ersatter"] = ", ".join(" ".join(filter(None, pair)) for pair in entry.replaces)
    if group == "ovriga":
        person |= {"roll": "", "titel": entry.role}
    return person


def _participation(facts: MinutesFacts, table: PresenceTable) -> Context:
    """Return who took part in each § and its quorum, for extracts from the frozen data alone."""
    people: list[Context] = []
    places = []
    for one in facts.paragraphs:
        found = _rosters(roster_at(facts, table, one.place))
        place: Context = {"beslutsforhet": table.quorum(one.place).text}
        for name in _LISTS:
            rows = cast("list[Context]", found[name])
            people += [row for row in rows if row not in people]
            place[name] = [people.index(row) for row in rows]
        places.append(place)
    return {"personer": people, "paragrafer": places}


def _took_part(
    frozen: Mapping[str, Any], chosen: Sequence[int], pattern: str, year: int
) -> Context:
    """Return the three lists for the chosen §§; whoever was not at all of them gets the §§."""
    people, places = frozen["deltagande"]["personer"], frozen["deltagande"]["paragrafer"]
    numbers = {i: frozen["paragrafer"][i]["tal"] for i in chosen}
    lists: Context = {}
    for name in _LISTS:
        seen: dict[int, list[int]] = {}
        for i in chosen:
            for person in places[i][name]:
                seen.setdefault(person, []).append(numbers[i])
        lists[name] = [
            people[person]
            if len(found) == len(chosen) or people[person]["paragrafer"]
            else {**people[person], "paragrafer": runs_label(pattern, runs(found), year)}
            for person, found in seen.items()
        ]
    return lists


def _signature(facts: MinutesFacts, signer: SignerFacts) -> Context:
    role = SIGNER_WORDS[signer.role]
    if also_wrote(facts, signer):
        role = f"{role} och {SIGNER_WORDS[SignerRole.SECRETARY]}"
    return {
        "namn": signer.name,
        "roll": role,
        "organisation": "",
        "text": f"{signer.name}, {role}",
        "paragrafer": signed_spans(facts, signer),
        "justerat": "",
    }


def _paragraph(facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts) -> Context:
    charter = facts.charter
    proposal = _proposal(one)
    return {
        "tal": one.number,
        "nummer": one.label,
        "rubrik": one.heading,
        "dnr": one.case_number,
        "omedelbart_justerad": at_once_sentence(one),
        "narvaro": told_at(facts, table, one.place),
        "jav": list(recusal_sentences(facts, table, one.place)),
        "bakgrund": prose(one.background),
        "forslag_inledning": _lead(charter.proposal_words) if proposal else "",
        "forslag": proposal,
        "yrkanden": list(motion_sentences(facts, one.place)),
        "propositionsordning": list(proposition_sentences(facts, one.place)),
        "omrostningar": [_ballot(facts, one.place, each) for each in one.deliberation.ballots],
        "beslut_inledning": _lead(charter.decision_words) if one.clauses else "",
        "beslut": list(one.clauses),
        "reservationer_rubrik": reservation_heading(facts, one.place),
        "reservationer": list(reservation_sentences(facts, one.place)),
        "anteckningar": [
            *statement_sentences(facts, one.place),
            *closing_notes(one),
            *_lines(one.notes),
        ],
        "bilagor": [
            {
                "nr": str(annex.number),
                "titel": annex.title,
                "text": f"Bilaga {annex.number}, {annex.title}",
            }
            for annex in one.annexes
        ],
        "expedieras": _lines(one.dispatch_to),
    }


def told_at(facts: MinutesFacts, table: PresenceTable, place: int) -> list[str]:
    """Return what is told first at a §: its order, doors, who comes and goes, adjournments."""
    return [
        *course_sentences(facts, place),
        *presence_sentences(facts, table, place),
        *break_sentences(facts, place),
    ]


def _ballot(facts: MinutesFacts, place: int, ballot: BallotFacts) -> Context:
    """Return one ballot: what yes and no meant, who voted how, the result (rules K1, F14, F15)."""
    return {
        "inledning": introduction(ballot),
        "roster": [
            {"namn": row.name, "organisation": row.where, "rost": row.vote}
            for row in vote_rows(facts, ballot)
        ],
        "resultat": result(facts, place, ballot).sentence,
    }


def _proposal(one: ParagraphFacts) -> list[Value]:
    """Return the proposal where the decision became another one; standing items have none."""
    same = one.proposal == tuple(text for text in one.clauses if text != AT_ONCE_CLAUSE)
    return [] if same or not one.clauses or one.standing is not Standing.NONE else [*one.proposal]


def _lead(words: str) -> str:
    """Return the words without the colon that the layout writes."""
    return words.strip().removesuffix(":")


def _lines(text: str) -> list[Value]:
    return [line for line in map(str.strip, _split(text)) if line]


def _split(text: str) -> Iterable[str]:
    return text.replace("\r\n", "\n").split("\n")
