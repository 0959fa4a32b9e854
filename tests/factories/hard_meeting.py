"""A meeting where everything happens, played through the services; every name is invented.

Six seats, one of them vacant, so that the votes can be equal. What the minutes are to say about it
stands in tests/data/hard_meeting.txt, § by §.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.association.models import Setting
from app.kernel import clock
from app.kernel.actor import Actor
from app.meetings import services as meetings
from app.meetings.domain import ItemKind
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    ChangeKind,
    Choice,
    DissentFacts,
    MinutesFacts,
    Mode,
    MotionFacts,
    MotionKind,
    Outcome,
    PropositionFacts,
    RecusalGround,
    Ruling,
    StatementFacts,
    StatementKind,
)
from app.minutes.services import ModeMark, RosterMark
from tests.factories.cycle import office
from tests.factories.people import World

HELD = date(2017, 2, 24)
SEATS = 6
_SAID = Path(__file__).parents[1] / "data" / "hard_meeting.txt"
YES, NO, ABSTAINS = Choice.YES, Choice.NO, Choice.ABSTAINS

# Heading, kind and proposal of the meeting's own items.
ITEMS: tuple[tuple[str, ItemKind, tuple[str, ...]], ...] = (
    (
        "Förlängning av insatsen Språnget",
        ItemKind.DECISION,
        ("förlänga insatsen Språnget till och med den 31 december 2017",),
    ),
    (
        "Budget för grundutbildningen",
        ItemKind.DECISION,
        ("anslå 120 000 kr till grundutbildningen 2017",),
    ),
    (
        "Ansökan om Växthuset",
        ItemKind.DECISION,
        ("bevilja Växthuset medfinansiering med högst 300 000 kr för 2017",),
    ),
    (
        "Val av representant i länsnätverket",
        ItemKind.ELECTION,
        ("välja en representant i länsnätverket för 2017",),
    ),
    (
        "Yttrande över regionens rapport",
        ItemKind.DECISION,
        ("avge kansliets förslag till yttrande som förbundets eget",),
    ),
    (
        "Ny lokal för kansliet",
        ItemKind.DECISION,
        ("ge förbundschefen i uppdrag att säga upp kansliets lokal",),
    ),
)


@dataclass
class Play:
    """The meeting under way: who is who on the roster, and which § is about what."""

    session: Session
    world: World
    meeting: Meeting
    actor: Actor
    rows: dict[str, int] = field(default_factory=dict)  # given name: id on the roster

    def at(self, heading: str) -> int:
        """Return the id of the § with a heading."""
        return next(one.id for one in self.facts.paragraphs if one.heading == heading)

    @property
    def facts(self) -> MinutesFacts:
        """Return the minutes as they stand."""
        return queries.minutes_whole(self.session, self.meeting.id)

    def do(self, verb: Any, **values: Any) -> Any:
        """Do one thing with the meeting."""
        return verb(self.session, actor=self.actor, meeting=self.meeting, **values)


def played(session: Session, world: World) -> Play:
    """Plan, summon, hold and close the meeting."""
    play = planned(session, world)
    play.do(meetings.send_summons, after_version=0, late_accepted=True)
    play.do(services.open_meeting)
    play.rows = {one.name.partition(" ")[0]: one.id for one in play.facts.attendees}
    attend(play)
    for part in (extension, budget, application, election, opinion, premises):
        part(play)
    play.do(services.close_meeting, closed_at=time(14, 30))
    motivate(play)
    return play


def settle_seats(session: Session) -> None:
    """Let the charter say how many seats the board has."""
    session.add(Setting(name="board_seats", value=SEATS, changed_at=clock.now()))


def planned(session: Session, world: World) -> Play:
    """Plan the meeting with its own items, in a board of six seats."""
    settle_seats(session)
    actor = office(world)
    meeting = meetings.create_meeting(
        session,
        actor=actor,
        body_id=world.board.id,
        held_on=HELD,
        starts_at=time(9),
        ends_at=time(15),
        place="Kansliet, Storgatan 1, Älvby",
    )
    for heading, kind, clauses in ITEMS:
        meetings.add_item(
            session, actor=actor, meeting=meeting, heading=heading, kind=kind, clauses=clauses
        )
    return Play(session, world, meeting, actor)


def attend(play: Play) -> None:
    """Seats, a vacant one, distance, duties, and who comes and goes."""
    rows = play.rows
    play.do(
        services.set_attendance,
        marks=[
            RosterMark(rows["Kent"], present=True),
            RosterMark(rows["Rut"], present=True),
            RosterMark(rows["Jon"], present=True),
            RosterMark(rows["Hans"], present=True),
            RosterMark(rows["Britt"], present=False),
            RosterMark(rows["Asta"], present=False),
        ],
    )
    play.do(
        services.set_distance,
        basis="styrelsens beslut den 18 november 2016, § 62",
        marks=[
            ModeMark(rows["Mats"], Mode.VIDEO),
            ModeMark(rows["Jon"], Mode.AUDIO, "att kameran på mötesplatsen har gått sönder"),
        ],
    )
    play.do(
        services.set_duties,
        chair_id=rows["Bo"],
        secretary_id=rows["Maj"],
        attester_ids=[rows["Ann"], rows["Kent"]],
        attestation_place="Kansliet i Älvby",
        attestation_on=date(2017, 3, 6),
        attestation_time=time(13),
    )


def extension(play: Play) -> None:
    """Two are recused in one §, and a third is tried and found not to be."""
    here, rows = play.at(ITEMS[0][0]), play.rows
    span = {"from_paragraph_id": here, "to_paragraph_id": here}
    play.do(
        services.recuse,
        attendance_id=rows["Kent"],
        ground_kind=RecusalGround.REPRESENTS,
        substitute_id=rows["Hans"],
        **span,
    )
    play.do(
        services.recuse,
        attendance_id=rows["Mia"],
        ruling=Ruling.RECUSED,
        ground_kind=RecusalGround.PARTY,
        raised_by_id=rows["Ann"],
        substitute_id=rows["Jon"],
        **span,
    )
    play.do(
        services.recuse,
        attendance_id=rows["Mats"],
        ruling=Ruling.NOT_RECUSED,
        ground_kind=RecusalGround.OTHER,
        raised_by_id=rows["Bo"],
        **span,
    )
    decide(play, here, ITEMS[0][2])


def decide(play: Play, paragraph_id: int, clauses: tuple[str, ...]) -> None:
    """Write the decision of a §."""
    here = next(one for one in play.facts.paragraphs if one.id == paragraph_id)
    play.do(
        services.save_paragraph,
        paragraph_id=paragraph_id,
        version=here.version,
        heading=here.heading,
        background=here.background,
        clauses=clauses,
        notes=here.notes,
        dispatch_to=here.dispatch_to,
        confirmed=True,
    )


def budget(play: Play) -> None:
    """A substitute in the vacant seat for this § only; equal votes, decided by the chair."""
    here, rows = play.at(ITEMS[1][0]), play.rows
    play.do(
        services.add_change,
        attendance_id=rows["Rut"],
        kind=ChangeKind.SERVING,
        from_paragraph_id=here,
        to_paragraph_id=here,
        vacant=True,
    )
    motions = [
        MotionFacts(0, MotionKind.APPROVAL, (rows["Kent"], rows["Mia"])),
        MotionFacts(0, MotionKind.REJECTION, (rows["Mats"],)),
        MotionFacts(0, MotionKind.AMENDMENT, (rows["Ann"],), "beloppet är 100 000 kr", True),
    ]
    for motion in motions:
        play.do(services.save_motion, paragraph_id=here, motion=motion)
    put(play, here, "bifall respektive avslag", "styrelsen bifaller förslaget")
    votes = {"Bo": YES, "Kent": YES, "Mia": YES, "Ann": NO, "Mats": NO, "Rut": NO}
    vote(play, here, votes, yes="bifall till förslaget", no="avslag på förslaget", casting=YES)
    decide(play, here, ITEMS[1][2])
    against = next(
        motion.id
        for one in play.facts.paragraphs
        if one.id == here
        for motion in one.deliberation.motions
        if motion.kind is MotionKind.REJECTION
    )
    play.do(
        services.save_dissent,
        paragraph_id=here,
        dissent=DissentFacts(0, rows["Mats"], time(14, 20), motion_id=against),
    )
    adjourned = {"starts_at": time(11, 30), "ends_at": time(12, 30)}
    play.do(services.adjourn, paragraph_id=here, **adjourned)


def put(play: Play, paragraph_id: int, asked: str, found: str) -> None:
    """Let the chair put a question."""
    proposition = PropositionFacts(0, asked, found)
    play.do(services.save_proposition, paragraph_id=paragraph_id, proposition=proposition)


def vote(
    play: Play,
    paragraph_id: int,
    votes: dict[str, Choice],
    *,
    yes: str,
    no: str,
    casting: Choice | None = None,
) -> None:
    """Take a vote by name."""
    ballot = BallotFacts(
        0,
        yes_means=yes,
        no_means=no,
        votes=tuple((play.rows[name], choice) for name, choice in votes.items()),
        casting=casting,
    )
    play.do(services.save_ballot, paragraph_id=paragraph_id, ballot=ballot)


def application(play: Play) -> None:
    """Two ballots in one §; in the second a yes is for rejection. One abstains, one stays out."""
    here, rows = play.at(ITEMS[2][0]), play.rows
    back = MotionFacts(
        0,
        MotionKind.REFERRAL_BACK,
        (rows["Ann"],),
        "ärendet återremitteras för att budgeten ska förtydligas",
    )
    play.do(services.save_motion, paragraph_id=here, motion=back)
    rejection = MotionFacts(0, MotionKind.REJECTION, (rows["Kent"],))
    play.do(services.save_motion, paragraph_id=here, motion=rejection)
    play.do(services.set_not_taking_part, paragraph_id=here, attendance_ids=[rows["Mia"]])
    put(play, here, "återremiss mot avgörande i dag", "ärendet ska avgöras i dag")
    first = {"Bo": YES, "Kent": YES, "Mats": YES, "Ann": NO}
    vote(play, here, first, yes="att ärendet avgörs i dag", no="att ärendet återremitteras")
    put(play, here, "bifall respektive avslag", "styrelsen avslår ansökan")
    second = {"Bo": YES, "Kent": YES, "Mats": NO, "Ann": ABSTAINS}
    vote(play, here, second, yes="avslag på ansökan", no="bifall till ansökan")
    reasons = "avslå ansökan med motiveringen att insatsen inte bygger på ett gemensamt behov"
    decide(play, here, (reasons,))
    statement = StatementFacts(
        0,
        StatementKind.PARTICULAR,
        "Jag hade velat se en fördjupad beredning innan styrelsen tog ställning.",
        rows["Ann"],
    )
    play.do(services.save_statement, paragraph_id=here, statement=statement)


def election(play: Play) -> None:
    """An election by slips, where the votes are equal and the lot decides."""
    here = play.at(ITEMS[3][0])
    ballot = BallotFacts(
        0,
        kind=BallotKind.ELECTION,
        secret=True,
        abstain_count=1,
        candidates=(CandidateFacts("Kent Arvidsson", 2), CandidateFacts("Mia Brolin", 2)),
        lot_fell_on="Mia Brolin",
    )
    play.do(services.save_ballot, paragraph_id=here, ballot=ballot)
    decide(play, here, ("välja Mia Brolin till representant i länsnätverket för 2017",))


def opinion(play: Play) -> None:
    """Another chair and another secretary for one §, behind closed doors, attested at once."""
    here, rows = play.at(ITEMS[4][0]), play.rows
    span = {"from_paragraph_id": here, "to_paragraph_id": here}
    play.do(services.add_change, attendance_id=rows["Ann"], kind=ChangeKind.CHAIRING, **span)
    play.do(services.set_closed_doors, paragraph_id=here, closed=True)
    decide(play, here, ITEMS[4][2])
    play.do(services.attest_at_once, paragraph_id=here)


def premises(play: Play) -> None:
    """The matter is tabled until the meeting in June."""
    here = play.at(ITEMS[5][0])
    play.do(
        services.set_outcome,
        paragraph_id=here,
        outcome=Outcome.TABLED,
        until=date(2017, 6, 16),
    )


def motivate(play: Play) -> None:
    """The one who dissented hands in the reasons before the attestation."""
    here = play.at(ITEMS[1][0])
    paragraph = next(one for one in play.facts.paragraphs if one.id == here)
    dissent = paragraph.deliberation.dissents[0]
    play.do(
        services.save_dissent,
        paragraph_id=here,
        version=services.seen_version(dissent),
        dissent=DissentFacts(
            dissent.id,
            dissent.attendee_id,
            dissent.notified_at,
            dissent.motion_id,
            "Utbildningen bör bekostas av medlemmarna var för sig.",
        ),
    )


def said() -> dict[str, list[str]]:
    """Return what the minutes are to say, by the heading of the §, in official Swedish."""
    found: dict[str, list[str]] = {}
    for line in _SAID.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line.removeprefix("# ")] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found
