"""Random meetings as files: every state, any texts, any rosters."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from app.meetings.domain import InviteePart, ItemKind, MeetingState, Standing
from app.minutes.domain import (
    AttestationMethod,
    Capacity,
    ChangeKind,
    Mode,
    Outcome,
    RecusalGround,
    Ruling,
    SignerRole,
)
from tests.integration.minutes.happening_strategies import deliberations

Draw = Any
PEOPLE = 4
MEMBERS = ("Älvby kommun", "Region Älvlandet")

texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
    ),
    max_size=12,
) | st.sampled_from(["", "rad ett\nrad två", "\t", " mellanslag ", "a & b <x> {{y}}", "🪻 åäö"])
words = texts.map(lambda text: text if text.strip() else "x")
days = st.dates(min_value=date(1900, 1, 1)).map(str)
moments = st.datetimes(min_value=datetime(1980, 1, 1)).map(  # noqa: DTZ001 -- Z is added
    lambda moment: f"{moment.isoformat()}Z"
)
flags = st.booleans()
entries = st.tuples(words, texts | st.integers(0, 9))


def written(clock: time) -> str:
    """Return a time of day as the file writes it: seconds only where there are any."""
    return clock.isoformat("auto" if clock.second or clock.microsecond else "minutes")


clocks = st.times().map(written)


def members_of(kind: Any) -> Any:
    """Return a strategy of an enum's values."""
    return st.sampled_from([str(value) for value in kind])


def lists(strategy: Any, most: int = 3) -> Any:
    """Return a strategy of short lists."""
    return st.lists(strategy, max_size=most)


@st.composite
def version(draw: Draw, number: int) -> dict[str, Any]:
    """A version of a text file."""
    content = draw(st.text("abcåäö \n", min_size=1, max_size=20)).encode()
    return {
        "number": number,
        "filename": "bilaga.txt",
        "media_type": "text/plain",
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": base64.b64encode(content).decode(),
        "data": draw(st.none() | st.lists(entries, max_size=2).map(dict)),
        "edited_by_hand": draw(flags),
        "created_at": draw(moments),
        "created_by": draw(texts),
    }


@st.composite
def document(draw: Draw) -> dict[str, Any]:
    """A document with one or two versions."""
    numbers = set(draw(st.lists(st.integers(1, 9), min_size=1, max_size=2)))
    versions = [draw(version(number)) for number in sorted(numbers)]
    return {"kind": draw(words), "title": draw(texts), "versions": versions}


class Writer:
    """Draws the parts of one meeting, and keeps what they may name."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.state = MeetingState(draw(members_of(set(MeetingState) - {MeetingState.POSTED})))
        self.numbers = sorted(set(draw(st.lists(words, min_size=1, max_size=3))))
        self.keys = [f"p{n}" for n in range(PEOPLE)]
        self.roster: list[str] = draw(st.permutations(self.keys))
        self.documents = draw(st.lists(document(), min_size=1, max_size=3))
        self.items = draw(st.integers(0, 4))
        self.case = st.none() | st.sampled_from(self.numbers)
        self.files = [
            {"document": place, "version": one["number"]}
            for place, made in enumerate(self.documents, start=1)
            for one in made["versions"]
        ]
        self.file = st.sampled_from(self.files)

    def _mapping(self, **parts: Any) -> Any:
        return self.draw(st.fixed_dictionaries(parts))

    def people(self) -> list[dict[str, Any]]:
        """Draw people who can be told apart."""
        names = ("given_name", "family_name", "telephone", "title", "organisation")
        return [
            self._mapping(**dict.fromkeys(names, words)) | {"key": key, "email": f"{key}@x.example"}
            for key in self.keys
        ]

    def cases(self) -> list[dict[str, Any]]:
        """Draw the cases."""
        facts = {"heading": words, "counterpart": texts, "opened_on": days}
        return [{"number": number} | self._mapping(**facts) for number in self.numbers]

    def meeting(self) -> dict[str, Any]:
        """Draw the meeting; it ends after it starts."""
        start = self.draw(st.times(max_value=time(23, 58)))
        soonest = datetime.combine(date(1900, 1, 1), start) + timedelta(microseconds=1)
        end = self.draw(st.times(min_value=soonest.time()))
        people = self.draw(st.lists(st.sampled_from(self.keys), unique=True))
        part = members_of(InviteePart)
        return {
            "body": "Styrelsen",
            "starts_at": written(start),
            "ends_at": written(end),
            "state": str(self.state),
            "invitees": [{"person": key, "part": self.draw(part)} for key in people],
        } | self._mapping(
            held_on=days,
            place=texts,
            details=texts,
            digital_link=texts,
            convener=st.none() | st.sampled_from(self.keys),
            cancelled_because=texts,
            remind_unopened=flags,
            calendar_uid=words,
            calendar_sequence=st.integers(0, 9),
            case=st.sampled_from(self.numbers),
        )

    def agenda(self) -> list[dict[str, Any]]:
        """Draw the agenda."""
        facts = {
            "kind": members_of(ItemKind),
            "standing": members_of(Standing),
            "heading": words,
            "background": texts,
            "presenter": texts,
            "case": self.case,
            "subordinate": flags,
            "added_late": flags,
            "sent_as": texts,
            "planned_minutes": st.none() | st.integers(1, 600),
            "election_of": texts,
            "election_count": st.none() | st.integers(1, 9),
            "election_term": texts,
            "clauses": lists(texts),
        }
        return [self._mapping(**facts) for _ in range(self.items)]

    def annexes(self) -> list[dict[str, Any]]:
        """Draw annexes, so that every file is named by something."""
        place = st.none() | st.integers(1, self.items) if self.items else st.none()
        return [
            {"number": number, "file": file} | self._mapping(title=texts, item=place)
            for number, file in enumerate(self.files, start=1)
        ]

    def summonses(self) -> list[dict[str, Any]]:
        """Draw sendings."""
        people = st.lists(st.sampled_from(self.keys), unique=True)
        made = []
        for number in range(1, self.draw(st.integers(1, 3))):
            kind = self.draw(st.sampled_from(["first", "revised", "cancellation"]))
            recipients = [
                {"person": key} | self._mapping(name=texts, email=texts)
                for key in self.draw(people)
            ]
            made.append(
                {
                    "version": number,
                    "kind": kind,
                    "file": None if kind == "cancellation" else self.draw(self.file),
                    "recipients": recipients,
                }
                | self._mapping(sent_at=moments, sent_by=texts, late=flags)
            )
        return made

    def minutes(self, paragraphs: int) -> dict[str, Any]:
        """Draw the minutes as a whole, with the breaks in their order."""
        clock = st.none() | clocks
        starts = sorted(self.draw(st.lists(st.integers(0, 22), max_size=2)))
        breaks = [
            {
                "paragraph": self.draw(st.integers(1, paragraphs)),
                "starts_at": f"{hour:02}:00",
                "ends_at": f"{hour:02}:30",
            }
            for hour in starts
        ]
        return self._mapping(  # type: ignore[no-any-return]
            opened_at=clock,
            closed_at=clock,
            place=texts,
            attestation_place=texts,
            attestation_on=st.none() | days,
            attestation_time=clock,
            kept_at=texts,
            distance_basis=texts,
            adjournments=st.just(breaks),
        )

    def paragraphs(self) -> list[dict[str, Any]]:
        """Draw §§; all are numbered once the minutes have been frozen."""
        facts = {
            "kind": members_of(ItemKind),
            "standing": members_of(Standing),
            "heading": words,
            "case": self.case,
            "background": texts,
            "notes": texts,
            "dispatch_to": texts,
            "from_proposal": flags,
            "outcome_reason": texts,
            "behind_closed_doors": flags,
            "at_once": flags,
            "deliberation": deliberations(self.roster),
            "clauses": lists(texts),
        }
        places: list[int | None] = [*range(1, self.items + 1), None, None]
        chosen = self.draw(st.permutations(places))[: self.draw(st.integers(1, len(places)))]
        numbered = self.state in {MeetingState.FROZEN, MeetingState.ATTESTED, MeetingState.FINAL}
        first = self.draw(st.integers(1, 400))
        return [
            {"item": place, "number": number if numbered else None}
            | self._outcome()
            | self._mapping(**facts)
            for number, place in enumerate(chosen, start=first)
        ]

    def _outcome(self) -> dict[str, Any]:
        outcome = self.draw(st.sampled_from(Outcome))
        until = st.none() | days if outcome is Outcome.TABLED else st.none()
        return {"outcome": str(outcome), "tabled_until": self.draw(until)}

    def attendance(self, paragraphs: int) -> list[dict[str, Any]]:
        """Draw the roster; nobody both leads and attests, only substitutes replace anybody."""
        return [self._attendee(key, paragraphs) for key in self.roster]

    def _attendee(self, key: str, paragraphs: int) -> dict[str, Any]:
        capacity = self.draw(members_of(Capacity))
        others = st.none() | st.sampled_from([one for one in self.keys if one != key])
        duty = self.draw(st.sampled_from(["chairs", "attests", ""]))
        return {
            "person": key,
            "capacity": capacity,
            "replaces": self.draw(others) if capacity == "substitute" else None,
            "chairs": duty == "chairs",
            "attests": duty == "attests",
            "changes": [
                self._change(others, paragraphs) for _ in range(self.draw(st.integers(0, 2)))
            ],
        } | self._mapping(
            title=texts,
            organisation=texts,
            member_organisation=st.none() | st.sampled_from(MEMBERS),
            present=flags,
            mode=members_of(Mode),
            mode_reason=texts,
            takes_minutes=flags,
        )

    def _change(self, others: Any, paragraphs: int) -> dict[str, Any]:
        start = self.draw(st.integers(1, paragraphs))
        kind = self.draw(st.sampled_from(ChangeKind))
        recusal = kind is ChangeKind.RECUSED
        return {"from": start, "to": self.draw(st.none() | st.integers(start, paragraphs))} | (
            self._mapping(
                kind=st.just(str(kind)),
                ground_kind=st.none() | members_of(RecusalGround) if recusal else st.none(),
                raised_by=others if recusal else st.none(),
                ruling=members_of(Ruling) if recusal else st.none(),
                partly=flags,
                clock=st.none() | clocks,
                replaces=others,
                ground=texts,
            )
        )

    def versions(self) -> list[dict[str, Any]]:
        """Draw voided versions and, where the state wants one, the standing one."""
        voided = [self._version(n, voided=True) for n in range(1, self.draw(st.integers(1, 3)))]
        if self.state in {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}:
            return voided
        return [*voided, self._version(len(voided) + 1, voided=False)]

    def _version(self, number: int, *, voided: bool) -> dict[str, Any]:
        signers = self.draw(st.lists(st.sampled_from(self.keys), min_size=1, unique=True))
        # What everybody has signed is never unlocked (rule UNL).
        waits = voided or self.state is MeetingState.FROZEN
        signed = len(signers) - 1 if waits else len(signers)
        attesting = self.draw(st.permutations(signers))[:signed]
        return {
            "number": number,
            "file": self.draw(self.file),
            "voided_at": self.draw(moments) if voided else None,
            "void_reason": self.draw(words) if voided else "",
            "signers": [
                {"person": key} | self._mapping(role=members_of(SignerRole), name=texts)
                for key in signers
            ],
            "attestations": [self._attestation(key) for key in attesting],
            "extracts": [
                {"file": self.draw(self.file)}
                | self._mapping(paragraphs=texts, made_at=moments, made_by=texts)
                for _ in range(self.draw(st.integers(0, 2)))
            ],
        } | self._mapping(frozen_at=moments, frozen_by=texts)

    def _attestation(self, key: str) -> dict[str, Any]:
        method = self.draw(members_of(AttestationMethod))
        return {
            "person": key,
            "method": method,
            "scan": self.draw(self.file) if method == "on_paper" else None,
            "evidence": self.draw(self.file) if method in {"remote", "uploaded"} else None,
            "assurance": {"on_paper": "", "in_tool": "password_totp"}.get(method, "certificate"),
        } | self._mapping(attested_on=days, registered_at=moments, registered_by=texts)


@st.composite
def meetings(draw: Draw) -> dict[str, Any]:
    """A whole meeting, in any state, as the file writes it (keys and order aside)."""
    writer = Writer(draw)
    held = writer.state not in {
        MeetingState.PLANNED,
        MeetingState.DRAFTING,
        MeetingState.SUMMONED,
        MeetingState.CANCELLED,
    }
    paragraphs = writer.paragraphs() if held else []
    return {
        "format": "klubba-meeting",
        "version": 1,
        "people": writer.people(),
        "cases": writer.cases(),
        "documents": writer.documents,
        "meeting": writer.meeting(),
        "agenda": writer.agenda(),
        "annexes": writer.annexes(),
        "summonses": writer.summonses(),
        "minutes": writer.minutes(len(paragraphs)) if held else None,
        "attendance": writer.attendance(len(paragraphs)) if held else [],
        "paragraphs": paragraphs,
        "versions": writer.versions() if held else [],
    }
