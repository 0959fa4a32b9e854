"""Makes the rows of a meeting from a file, all of them or none."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.association.models import Body, MemberOrganisation
from app.config import ROOT
from app.documents.models import FileVersion
from app.kernel import clock, counters, history
from app.kernel.actor import Actor
from app.kernel.json_files import ImportRefused, Problem, parse
from app.kernel.notation import read_clock, read_day, read_moment
from app.meetings.models import (
    AgendaItem,
    Annex,
    Invitee,
    Meeting,
    ProposalClause,
    Summons,
    SummonsRecipient,
)
from app.minutes.domain import counter_name, series_of
from app.minutes.exchange import happening
from app.minutes.exchange.arriving import Arrivals, Place, find_place
from app.minutes.exchange.checking import check
from app.minutes.models import (
    Adjournment,
    Attendance,
    AttendanceChange,
    Attestation,
    DecisionClause,
    Extract,
    Minutes,
    MinutesVersion,
    Paragraph,
    Signer,
)
from app.registry import services as registry
from app.registry.domain import Direction

Json = dict[str, Any]
SCHEMA = ROOT / "docs" / "meeting.schema.json"


def import_meeting(session: Session, *, actor: Actor | None, content: bytes) -> Meeting:
    """Make the meeting that a file holds, with the people and cases that are missing here.

    Never commits: the caller's transaction keeps all of it or nothing.

    Raises:
        ImportRefused: with the path and what was expected, for everything that is wrong.
    """
    document = parse(content, SCHEMA)
    check(document)
    place = find_place(session, document)
    try:
        return _Import(session, actor, document, place).run()
    except DBAPIError as error:
        sentence = "databasen tar inte emot sammanträdet, eftersom uppgifterna inte går ihop."
        raise ImportRefused([Problem("$", f"{sentence} ({error.orig})")]) from error


class _Import:
    """One import under way: the rows made so far, by what the file calls them."""

    def __init__(self, session: Session, actor: Actor | None, document: Json, place: Place) -> None:
        self.session = session
        self.document = document
        self.actor = actor
        self.body: Body = place.body
        self.members: dict[str, MemberOrganisation] = place.members
        self.arrivals = Arrivals(session, actor, document)
        self.items: list[AgendaItem] = []
        self.paragraphs: list[Paragraph] = []
        self.roster: dict[str, Attendance] = {}
        self.meeting = self._meeting()

    def run(self) -> Meeting:
        """Make every row, lower ones first."""
        self._invitees()
        self._agenda()
        self._annexes()
        self._summonses()
        if self.document["minutes"] is not None:
            self._add(self._minutes(self.document["minutes"]))
        self._paragraphs()
        self._attendance()
        self._happenings()
        self._versions()
        self._note()
        self.session.flush()
        # States and kinds are words in the file; read back, they are the domain's own.
        self.session.expire_all()
        return self.meeting

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        return row

    def _file(self, ref: Json | None) -> FileVersion | None:
        return None if ref is None else self.arrivals.files[ref["document"], ref["version"]]

    def _file_id(self, ref: Json | None) -> int | None:
        found = self._file(ref)
        return found.id if found else None

    def _meeting(self) -> Meeting:
        facts = self.document["meeting"]
        made = Meeting(
            body_id=self.body.id,
            case_id=self.arrivals.case_id(facts["case"]),
            held_on=read_day(facts["held_on"]),
            starts_at=read_clock(facts["starts_at"]),
            ends_at=read_clock(facts["ends_at"]),
            convener_id=self.arrivals.person_id(facts["convener"]),
            **_same(facts, "place", "details", "digital_link", "state", "cancelled_because"),
            **_same(facts, "calendar_uid", "calendar_sequence", "remind_unopened"),
        )
        self.session.add(made)
        self.session.flush()
        return made

    def _invitees(self) -> None:
        for one in self.document["meeting"]["invitees"]:
            person_id = self.arrivals.person_id(one["person"])
            self._add(Invitee(meeting_id=self.meeting.id, person_id=person_id, part=one["part"]))

    def _agenda(self) -> None:
        names = ("kind", "standing", "heading", "background", "presenter")
        for position, facts in enumerate(self.document["agenda"], start=1):
            clauses = enumerate(facts["clauses"], start=1)
            item = AgendaItem(
                meeting_id=self.meeting.id,
                position=position,
                case_id=self.arrivals.case_id(facts["case"]),
                clauses=[ProposalClause(position=n, text=text) for n, text in clauses],
                **_same(facts, *names, "subordinate", "added_late", "sent_as", "planned_minutes"),
                **_same(facts, "election_of", "election_count", "election_term"),
            )
            self.items.append(self._add(item))
        self.session.flush()

    def _item_id(self, place: int | None) -> int | None:
        return None if place is None else self.items[place - 1].id

    def _annexes(self) -> None:
        for facts in self.document["annexes"]:
            self._add(
                Annex(
                    meeting_id=self.meeting.id,
                    agenda_item_id=self._item_id(facts["item"]),
                    file_version_id=self._file_id(facts["file"]),
                    **_same(facts, "number", "title"),
                )
            )

    def _summonses(self) -> None:
        for facts in self.document["summonses"]:
            recipients = [
                SummonsRecipient(
                    person_id=self.arrivals.person_id(one["person"]), **_same(one, "name", "email")
                )
                for one in facts["recipients"]
            ]
            self._add(
                Summons(
                    meeting_id=self.meeting.id,
                    sent_at=read_moment(facts["sent_at"]),
                    file_version_id=self._file_id(facts["file"]),
                    recipients=recipients,
                    **_same(facts, "version", "kind", "sent_by", "late"),
                )
            )

    def _minutes(self, facts: Json) -> Minutes:
        return Minutes(
            meeting_id=self.meeting.id,
            opened_at=read_clock(facts["opened_at"]),
            closed_at=read_clock(facts["closed_at"]),
            attestation_on=read_day(facts["attestation_on"]),
            attestation_time=read_clock(facts["attestation_time"]),
            **_same(facts, "place", "attestation_place", "kept_at", "distance_basis"),
        )

    def _paragraphs(self) -> None:
        series = series_of(self.body.id, self.meeting.held_on.year)
        names = ("kind", "standing", "heading", "background", "notes", "dispatch_to")
        for position, facts in enumerate(self.document["paragraphs"], start=1):
            clauses = enumerate(facts["clauses"], start=1)
            paragraph = Paragraph(
                meeting_id=self.meeting.id,
                agenda_item_id=self._item_id(facts["item"]),
                position=position,
                series=series if facts["number"] is not None else None,
                case_id=self.arrivals.case_id(facts["case"]),
                clauses=[DecisionClause(position=n, text=text) for n, text in clauses],
                tabled_until=read_day(facts["tabled_until"]),
                **_same(facts, *names, "number", "from_proposal", "outcome", "outcome_reason"),
                **_same(facts, "behind_closed_doors", "at_once"),
            )
            self.paragraphs.append(self._add(paragraph))
        self.session.flush()
        given = [p.number for p in self.paragraphs if p.number is not None]
        # The series goes on after these, so that no number is given twice (rule NUM).
        counters.continue_from(self.session, counter_name(series), max(given, default=0))

    def _attendance(self) -> None:
        for position, facts in enumerate(self.document["attendance"], start=1):
            self.roster[facts["person"]] = self._add(self._attendee(position, facts))
        self.session.flush()
        for facts in self.document["attendance"]:
            row = self.roster[facts["person"]]
            row.replaces_id = self._attendee_id(facts["replaces"])
            row.changes = [self._change(change) for change in facts["changes"]]
        self.session.flush()

    def _attendee(self, position: int, facts: Json) -> Attendance:
        member = facts["member_organisation"]
        return Attendance(
            meeting_id=self.meeting.id,
            person_id=self.arrivals.person_id(facts["person"]),
            position=position,
            member_organisation_id=self.members[member].id if member else None,
            **_same(facts, "capacity", "title", "organisation", "present"),
            **_same(facts, "mode", "mode_reason"),
            **_same(facts, "chairs", "takes_minutes", "attests"),
        )

    def _attendee_id(self, key: str | None) -> int | None:
        return None if key is None else self.roster[key].id

    def _paragraph_id(self, place: int | None) -> int | None:
        return None if place is None else self.paragraphs[place - 1].id

    def _change(self, facts: Json) -> AttendanceChange:
        return AttendanceChange(
            from_paragraph_id=self._paragraph_id(facts["from"]),
            to_paragraph_id=self._paragraph_id(facts["to"]),
            clock=read_clock(facts["clock"]),
            replaces_id=self._attendee_id(facts["replaces"]),
            raised_by_id=self._attendee_id(facts["raised_by"]),
            **_same(facts, "kind", "partly", "ground", "ground_kind", "ruling"),
        )

    def _happenings(self) -> None:
        """Make the breaks, and what happened at each §."""
        if self.document["minutes"] is not None:
            for one in self.document["minutes"]["adjournments"]:
                self._keep(
                    Adjournment(
                        meeting_id=self.meeting.id,
                        paragraph_id=self._paragraph_id(one["paragraph"]),
                        starts_at=read_clock(one["starts_at"]),
                        ends_at=read_clock(one["ends_at"]),
                    )
                )
        for row, facts in zip(self.paragraphs, self.document["paragraphs"], strict=True):
            happening.rows(facts["deliberation"], row.id, self.roster, self._keep)

    def _keep(self, row: Any) -> None:
        self.session.add(row)
        self.session.flush()

    def _versions(self) -> None:
        for facts in self.document["versions"]:
            version = self._add(self._version(facts))
            self.session.flush()
            self.session.add_all(self._attestation(version, one) for one in facts["attestations"])
            self.session.add_all(self._extract(version, one) for one in facts["extracts"])
            self.session.flush()
            # As it happened: nothing is signed that has been unlocked (rule UNL).
            version.voided_at = read_moment(facts["voided_at"])
            version.void_reason = facts["void_reason"]
            self.session.flush()

    def _version(self, facts: Json) -> MinutesVersion:
        file_version = self.arrivals.files[facts["file"]["document"], facts["file"]["version"]]
        return MinutesVersion(
            meeting_id=self.meeting.id,
            file_version_id=file_version.id,
            sha256=file_version.sha256,
            frozen_at=read_moment(facts["frozen_at"]),
            voided_at=None,
            signers=[
                Signer(
                    person_id=self.arrivals.person_id(one["person"]), **_same(one, "role", "name")
                )
                for one in facts["signers"]
            ],
            **_same(facts, "number", "frozen_by"),
        )

    def _attestation(self, version: MinutesVersion, facts: Json) -> Attestation:
        return Attestation(
            minutes_version_id=version.id,
            person_id=self.arrivals.person_id(facts["person"]),
            sha256=version.sha256,
            attested_on=read_day(facts["attested_on"]),
            registered_at=read_moment(facts["registered_at"]),
            scan_id=self._file_id(facts["scan"]),
            evidence_id=self._file_id(facts["evidence"]),
            **_same(facts, "method", "assurance", "registered_by"),
        )

    def _extract(self, version: MinutesVersion, facts: Json) -> Extract:
        return Extract(
            minutes_version_id=version.id,
            file_version_id=self._file_id(facts["file"]),
            made_at=read_moment(facts["made_at"]),
            **_same(facts, "paragraphs", "made_by"),
        )

    def _note(self) -> None:
        """Register what came in, and write in the log that it did (rules O1, O4)."""
        day = self.meeting.held_on.isoformat()
        registry.register_record(
            self.session,
            actor=self.actor,
            case_id=self.meeting.case_id,
            direction=Direction.INTERNAL,
            dated=clock.today(),
            counterpart="",
            content=f"Sammanträdet {day}, inläst från fil",
            file_version_ids=[version.id for version in self.arrivals.files.values()],
        )
        history.note(
            self.session,
            actor=self.actor,
            action="minutes.import",
            subject=self.meeting,
            sentence=f"läste in sammanträdet {day} från en fil",
            state=self.meeting.state,
            paragraphs=len(self.paragraphs),
            sha256=[version.sha256 for version in self.arrivals.files.values()],
        )


def _same(facts: Json, *names: str) -> Json:
    """Return the values that rows and file write alike."""
    return {name: facts[name] for name in names}
