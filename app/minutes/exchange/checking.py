"""What the schema cannot say: that names lead somewhere, and that the parts agree."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.documents import services as documents
from app.documents.domain import clean_filename
from app.kernel.errors import DomainError, sentence
from app.kernel.json_files import Problem, refuse_if_any
from app.kernel.notation import read_clock
from app.meetings.domain import MeetingState
from app.minutes.domain import Capacity, ChangeKind, Outcome
from app.minutes.exchange import happening

Json = dict[str, Any]
Rule = Callable[[Json], Iterator[Problem]]

_NOT_HELD = {
    MeetingState.PLANNED,
    MeetingState.DRAFTING,
    MeetingState.SUMMONED,
    MeetingState.CANCELLED,
}
_WRITING = {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}


def check(document: Json) -> None:
    """Refuse a file whose parts do not fit together.

    Raises:
        ImportRefused: with everything that is wrong.
    """
    refuse_if_any(problem for rule in _NAMES for problem in rule(document))
    refuse_if_any(problem for rule in _RULES for problem in rule(document))


def _twice(path: str, values: Iterable[Any], what: str) -> Iterator[Problem]:
    """Report every value that has been there before; ``{}`` in the path is the place."""
    seen: set[Any] = set()
    for place, value in enumerate(values):
        if value is not None and value in seen:
            yield Problem(path.format(place), f"{what} finns redan i listan. Behåll en av dem.")
        seen.add(value)


def _people(document: Json) -> Iterator[Problem]:
    people = document["people"]
    yield from _twice("$.people[{}].key", (p["key"] for p in people), "nyckeln")
    whole = [(p["given_name"], p["family_name"], p["email"], p["organisation"]) for p in people]
    yield from _twice("$.people[{}]", whole, "personen")


def _cases(document: Json) -> Iterator[Problem]:
    numbers = (case["number"] for case in document["cases"])
    yield from _twice("$.cases[{}].number", numbers, "ärendenumret")


def _references(document: Json) -> Iterator[Problem]:
    """Report names of people, cases, items, paragraphs and files that lead nowhere."""
    people = {person["key"] for person in document["people"]}
    cases = {case["number"] for case in document["cases"]}
    files = {
        (place, version["number"])
        for place, one in enumerate(document["documents"], start=1)
        for version in one["versions"]
    }
    lengths = {"item": len(document["agenda"]), "paragraph": len(document["paragraphs"])}
    for path, name, value in _named(document, "$"):
        if name in _PERSON and value not in people:
            yield Problem(path, f"väntade en nyckel ur $.people, fann {value}.")
        elif name == "case" and value not in cases:
            yield Problem(path, f"väntade ett nummer ur $.cases, fann {value}.")
        elif name in _FILE and (value["document"], value["version"]) not in files:
            yield Problem(path, "väntade ett dokument och en version ur $.documents.")
        elif name in _PLACE and value > lengths[_PLACE[name]]:
            yield Problem(path, f"väntade högst {lengths[_PLACE[name]]}, fann {value}.")


_PERSON = {"person", "convener", "replaces", "raised_by"}
_OUTSIDE = {"remote", "uploaded"}
_FILE = {"file", "scan", "evidence"}
_PLACE = {"item": "item", "from": "paragraph", "to": "paragraph", "paragraph": "paragraph"}


def _named(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Yield (path, key, value) of everything in the file that is not null."""
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _named(one, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            if one is not None:
                yield f"{path}.{name}", name, one
            # What a document was made from is none of ours.
            if name != "data":
                yield from _named(one, f"{path}.{name}")


def _times(document: Json) -> Iterator[Problem]:
    meeting = document["meeting"]
    starts_at, ends_at = read_clock(meeting["starts_at"]), read_clock(meeting["ends_at"])
    if starts_at and ends_at and ends_at <= starts_at:
        expected = f"väntade ett klockslag efter {meeting['starts_at']}"
        yield Problem("$.meeting.ends_at", f"{expected}, fann {meeting['ends_at']}.")


def _lists(document: Json) -> Iterator[Problem]:
    """Report what stands twice where each may stand once."""
    meeting = document["meeting"]
    once: dict[str, tuple[Iterable[Any], str]] = {
        "$.meeting.invitees[{}].person": ((i["person"] for i in meeting["invitees"]), "personen"),
        "$.annexes[{}].number": ((a["number"] for a in document["annexes"]), "bilagans nummer"),
        "$.summonses[{}].version": ((s["version"] for s in document["summonses"]), "versionen"),
        "$.attendance[{}].person": ((a["person"] for a in document["attendance"]), "personen"),
        "$.paragraphs[{}].item": ((p["item"] for p in document["paragraphs"]), "ärendet"),
        "$.paragraphs[{}].number": ((p["number"] for p in document["paragraphs"]), "numret"),
        "$.versions[{}].number": ((v["number"] for v in document["versions"]), "versionen"),
    }
    for path, (values, what) in once.items():
        yield from _twice(path, values, what)
    for place, summons in enumerate(document["summonses"]):
        people = (one["person"] for one in summons["recipients"])
        yield from _twice(f"$.summonses[{place}].recipients[{{}}].person", people, "personen")


def _summonses(document: Json) -> Iterator[Problem]:
    for place, summons in enumerate(document["summonses"]):
        if (summons["kind"] == "cancellation") != (summons["file"] is None):
            expected = "väntade en fil, utom för ett inställt sammanträde."
            yield Problem(f"$.summonses[{place}].file", expected)


def _attendance(document: Json) -> Iterator[Problem]:
    roster = {one["person"] for one in document["attendance"]}
    for place, one in enumerate(document["attendance"]):
        path = f"$.attendance[{place}]"
        if one["chairs"] and one["attests"]:
            yield Problem(f"{path}.attests", "den som leder sammanträdet kan inte också justera.")
        if one["replaces"] is not None and one["capacity"] != Capacity.SUBSTITUTE:
            yield Problem(f"{path}.replaces", "bara en ersättare kan ersätta någon.")
        yield from _replaced(f"{path}.replaces", one, roster)
        for number, change in enumerate(one["changes"]):
            inner = f"{path}.changes[{number}]"
            yield from _replaced(f"{inner}.replaces", change, roster)
            yield from _recused(inner, one, change, roster)
            if change["to"] is not None and change["to"] < change["from"]:
                yield Problem(f"{inner}.to", f"väntade minst {change['from']}.")


def _recused(path: str, one: Json, change: Json, roster: set[str]) -> Iterator[Problem]:
    """Report a ruling without a matter of recusal, and the other way round (rules K12, K13)."""
    recusal = change["kind"] == ChangeKind.RECUSED
    if recusal != (change["ruling"] is not None):
        yield Problem(f"{path}.ruling", "väntade ett utfall för en fråga om jäv, och bara då.")
    if not recusal and (change["ground_kind"] or change["raised_by"]):
        yield Problem(f"{path}.kind", "väntade recused, eftersom grund eller väckt av är ifyllt.")
    if change["raised_by"] is not None and change["raised_by"] not in roster - {one["person"]}:
        yield Problem(f"{path}.raised_by", "väntade någon annan som står i $.attendance.")


def _breaks(document: Json) -> Iterator[Problem]:
    breaks = document["minutes"]["adjournments"] if document["minutes"] else []
    for place, one in enumerate(breaks):
        starts_at, ends_at = read_clock(one["starts_at"]), read_clock(one["ends_at"])
        if starts_at and ends_at and ends_at <= starts_at:
            expected = f"väntade ett klockslag efter {one['starts_at']}"
            yield Problem(
                f"$.minutes.adjournments[{place}].ends_at", f"{expected}, fann {one['ends_at']}."
            )


def _outcomes(document: Json) -> Iterator[Problem]:
    for place, one in enumerate(document["paragraphs"]):
        if one["tabled_until"] is not None and one["outcome"] != Outcome.TABLED:
            path = f"$.paragraphs[{place}].tabled_until"
            yield Problem(path, "väntade null, eftersom ärendet inte är bordlagt.")


def _replaced(path: str, one: Json, roster: set[str]) -> Iterator[Problem]:
    if one["replaces"] is not None and one["replaces"] not in roster:
        yield Problem(path, "väntade någon som står i $.attendance.")


def _versions(document: Json) -> Iterator[Problem]:
    for place, version in enumerate(document["versions"]):
        path = f"$.versions[{place}]"
        if (version["voided_at"] is None) != (version["void_reason"] == ""):
            expected = "väntade ett skäl när versionen är upplåst, och bara då."
            yield Problem(f"{path}.void_reason", expected)
        signers = [one["person"] for one in version["signers"]]
        yield from _twice(f"{path}.signers[{{}}].person", signers, "personen")
        signed = [one["person"] for one in version["attestations"]]
        yield from _twice(f"{path}.attestations[{{}}].person", signed, "personen")
        if version["voided_at"] is not None and set(signed) >= set(signers):
            expected = "väntade null, eftersom alla har justerat versionen."
            yield Problem(f"{path}.voided_at", expected)
        for number, one in enumerate(version["attestations"]):
            inner = f"{path}.attestations[{number}]"
            if one["person"] not in signers:
                yield Problem(f"{inner}.person", f"väntade någon ur {path}.signers.")
            if (one["method"] == "on_paper") != (one["scan"] is not None):
                expected = "väntade en inläst sida för den som skrivit på papper, och bara då."
                yield Problem(f"{inner}.scan", expected)
            if (one["method"] in _OUTSIDE) != (one["evidence"] is not None):
                expected = "väntade en fil för den som skrivit under hos en tjänst, och bara då."
                yield Problem(f"{inner}.evidence", expected)


def _state(document: Json) -> Iterator[Problem]:
    """Report a state that the minutes do not bear out."""
    state = MeetingState(document["meeting"]["state"])
    held = [name for name in ("attendance", "paragraphs", "versions") if document[name]]
    if state in _NOT_HELD:
        if document["minutes"] is not None:
            yield Problem("$.minutes", f"väntade null, eftersom läget är {state}.")
        for name in held:
            yield Problem(f"$.{name}", f"väntade en tom lista, eftersom läget är {state}.")
        return
    if document["minutes"] is None:
        yield Problem("$.minutes", f"väntade ett objekt, eftersom läget är {state}.")
    standing = [v for v in document["versions"] if v["voided_at"] is None]
    if len(standing) != (0 if state in _WRITING else 1):
        expected = "ingen" if state in _WRITING else "en"
        yield Problem("$.versions", f"väntade {expected} gällande version i läget {state}.")
    elif standing:
        yield from _standing(document, standing[0], state)


def _standing(document: Json, version: Json, state: MeetingState) -> Iterator[Problem]:
    unsigned = len(version["signers"]) - len(version["attestations"])
    if (unsigned == 0) == (state is MeetingState.FROZEN):
        expected = "någon" if state is MeetingState.FROZEN else "ingen"
        yield Problem(
            "$.meeting.state", f"läget {state} väntar att {expected} återstår att justera."
        )
    for place, paragraph in enumerate(document["paragraphs"]):
        if paragraph["number"] is None:
            path = f"$.paragraphs[{place}].number"
            yield Problem(path, "väntade ett nummer, eftersom protokollet är låst.")


def _files(document: Json) -> Iterator[Problem]:
    for place, one in enumerate(document["documents"]):
        path = f"$.documents[{place}].versions"
        numbers = (version["number"] for version in one["versions"])
        yield from _twice(f"{path}[{{}}].number", numbers, "versionen")
        for number, version in enumerate(one["versions"]):
            yield from _file(f"{path}[{number}]", version)


def _file(path: str, version: Json) -> Iterator[Problem]:
    if version["filename"] != clean_filename(version["filename"]):
        yield Problem(f"{path}.filename", f"väntade {clean_filename(version['filename'])}.")
    content = decoded(version["content"])
    if content is None:
        yield Problem(f"{path}.content", "väntade base64 utan mellanslag och radbyten.")
        return
    found = hashlib.sha256(content).hexdigest()
    if found != version["sha256"]:
        expected = f"väntade {found}, som är innehållets. Filen kan ha ändrats på vägen."
        yield Problem(f"{path}.sha256", expected)
    yield from _upload(path, version, content)


def _upload(path: str, version: Json, content: bytes) -> Iterator[Problem]:
    try:
        media_type = documents.check_upload(version["filename"], content)
    except DomainError as refusal:
        yield Problem(f"{path}.content", sentence(refusal))
        return
    if media_type != version["media_type"]:
        yield Problem(f"{path}.media_type", f"väntade {media_type}.")


def decoded(text: str) -> bytes | None:
    """Return the bytes of base64 written in the one usual way, or None."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if base64.b64encode(content).decode("ascii") == text else None


_NAMES: tuple[Rule, ...] = (_people, _cases, _references)
_RULES: tuple[Rule, ...] = (
    _times,
    _lists,
    _summonses,
    _attendance,
    _breaks,
    _outcomes,
    happening.problems,
    _versions,
    _state,
    _files,
)
