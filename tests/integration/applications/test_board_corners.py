"""The corners of the board's services: what is refused, and what changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.applications.domain import AgreementState, ApplicationState, DecisionKind, SignedBy
from app.applications.domain.agreeing import Report
from app.applications.queries import deciding as queries
from app.applications.queries import frame as frames
from app.applications.services import agreeing, framing, lettering, proposing
from app.applications.services.agreement_terms import terms_of
from app.documents import services as documents
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.meetings import queries as meeting_queries
from app.registry import services as registry
from tests.factories import board, cycle
from tests.factories.meetings import PDF, create_meeting
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def actor(world):
    return cycle.office(world)


def test_a_draft_has_neither_case_nor_papers(db_session, world):
    draft = board.ready(db_session, world, state=ApplicationState.DRAFT)
    assert proposing.standing_on(db_session, draft) == ()
    assert proposing.application_paper(db_session, draft) == ()
    with pytest.raises(NotFound):
        queries.case_id_of(draft)


def test_on_an_agenda_without_a_proposal_it_is_not_written_anew(db_session, world, actor):
    meeting = create_meeting(db_session, world)
    application = board.ready(db_session, world, state=ApplicationState.ON_AGENDA)
    with pytest.raises(DomainError, match=r"application\.no_proposal"):
        proposing.put_on_agenda(
            db_session, actor=actor, application_id=application.id, meeting_id=meeting.id
        )
    registry.matter_lost(db_session, actor, application.case_id)
    assert application.state is ApplicationState.READY_FOR_BOARD


def test_tabled_without_a_proposal_the_next_round_has_none(db_session, world, actor):
    application = board.ready(db_session, world, state=ApplicationState.ON_AGENDA)
    registry.record_decision(
        db_session,
        actor=actor,
        case_id=application.case_id,
        meeting_on=date(2017, 2, 15),
        body_name="Styrelsen",
        paragraph_label="§ 1",
        clauses=("bordlägga ärendet",),
    )
    registry.matter_lost(db_session, actor, application.case_id)
    assert application.state is ApplicationState.ON_AGENDA  # its § waits to be stated
    stated = board.state(
        db_session, world, application, DecisionKind.TABLE, table_to=date(2017, 4, 28)
    )
    assert stated.applied
    assert application.state is ApplicationState.READY_FOR_BOARD
    assert queries.proposal(db_session, application.id) is None


def test_the_same_proposal_again_needs_no_version(db_session, world, actor):
    application = board.ready(db_session, world)
    for _ in range(2):
        proposing.save_proposal(
            db_session,
            actor=actor,
            application_id=application.id,
            version=0,
            kind=DecisionKind.REJECT,
            reasons="Medel saknas.",
        )
    assert len(queries.rulings(db_session, application.id)) == 1


def test_rule_frame_the_frame_is_written_changed_and_kept(db_session, actor):
    """Rule FRAME."""
    made = framing.set_frame(db_session, actor=actor, year=2017, ore=100, source="Budget")
    db_session.flush()
    again = framing.set_frame(db_session, actor=actor, year=2017, ore=100, source="Budget")
    assert again is made
    with pytest.raises(EditConflict):
        framing.set_frame(db_session, actor=actor, year=2017, ore=300)
    framing.set_frame(db_session, actor=actor, year=2017, ore=200, version=made.version_id)
    assert frames.frame_of(db_session, 2017).ore == 200
    for year, ore in ((1900, 1), (2017, None), (2017, -1)):
        with pytest.raises(DomainError):
            framing.set_frame(db_session, actor=actor, year=year, ore=ore)


def test_rule_frame_reserved_decided_and_proposed_are_each_counted_once(db_session, world, actor):
    """Rule FRAME."""
    decided = board.decided(db_session, world)
    assert decided.granted_ore == 60_000_000
    waiting = board.ready(db_session, world, reserved=True)
    placed = board.ready(db_session, world, reserved=True)
    framing.set_frame(db_session, actor=actor, year=2017, ore=100_000_000)
    meeting = create_meeting(db_session, world, held_on=date(2017, 4, 28))
    board.placed(db_session, world, placed, meeting)
    board.propose(db_session, world, waiting)
    ruling = queries.ruling_of(queries.proposal(db_session, waiting.id))
    year = frames.room(db_session, application=waiting, ruling=ruling)[0]
    assert (year.decided, year.reserved, year.on_agenda) == (15_000_000, 30_000_000, 15_000_000)
    assert (year.room, year.if_agenda, year.if_here) == (55_000_000, 55_000_000, 55_000_000)


@pytest.mark.parametrize("on_agenda", [False, True])
def test_the_official_letters_rows_add_up_from_the_frame_to_what_is_left(
    db_session, world, actor, on_agenda
):
    framing.set_frame(db_session, actor=actor, year=2017, ore=100_000_000)
    meeting = board.placed(db_session, world, board.ready(db_session, world, reserved=True))
    board.ready(db_session, world, reserved=True)
    application = board.ready(db_session, world, reserved=True)
    if on_agenda:
        board.placed(db_session, world, application, meeting)
    else:
        board.propose(db_session, world, application)

    context, _ = lettering.official_letter(db_session, application)

    first = {name: text.replace("\xa0", " ") for name, text in context["ram"][0].items()}
    assert first == {
        "ar": "2017",
        "ram": "1 000 000 kr",
        "beslutat": "0 kr",
        "reserverat": "150 000 kr",
        "andra": "150 000 kr",
        "forslag": "150 000 kr",
        "kvar": "550 000 kr",
    }


def test_a_decision_is_told_once_also_without_addresses(db_session, world, actor, outbox):
    application = board.ready(db_session, world)
    with pytest.raises(DomainError, match=r"agreement\.nothing_decided"):
        lettering.send_letter(db_session, actor=actor, application_id=application.id)
    with pytest.raises(DomainError, match=r"application\.no_proposal"):
        lettering.official_letter(db_session, application)
    board.decided(db_session, world, application=application)
    before = len(outbox())
    sent = lettering.send_letter(db_session, actor=actor, application_id=application.id)
    assert (sent.sent_to, len(outbox())) == ("", before)
    with pytest.raises(DomainError, match=r"agreement\.letter_sent"):
        lettering.send_letter(db_session, actor=actor, application_id=application.id)


@pytest.fixture
def agreement(db_session, world, actor):
    application = board.decided(db_session, world)
    return agreeing.begin_agreement(db_session, actor=actor, application_id=application.id)


def test_an_agreement_begins_with_what_adds_up(db_session, agreement):
    codes = [f.code for f in agreeing.faults(db_session, agreement.application, agreement)]
    assert codes == ["agreement.no_our_signatory"]
    assert agreement.owner_signatory == "Gunvor Hellsing, rektor"


def test_what_an_agreement_refuses(db_session, world, actor, agreement):
    own = {"actor": actor, "application_id": agreement.application_id}
    with pytest.raises(DomainError, match=r"agreement\.exists"):
        agreeing.begin_agreement(db_session, **own)
    undecided = board.ready(db_session, world)
    with pytest.raises(DomainError, match=r"agreement\.not_granted"):
        agreeing.begin_agreement(db_session, actor=actor, application_id=undecided.id)
    with pytest.raises(NotFound):
        agreeing.offer_agreement(db_session, actor=actor, application_id=undecided.id)
    terms, version = terms_of(agreement), agreement.version_id
    assert agreeing.save_agreement(db_session, version=0, terms=terms, **own) is agreement
    twice = replace(terms, reports=(Report(date(2018, 1, 1)), Report(date(2018, 1, 1))))
    secret = replace(terms, terms="Gäller 19811218-9876.")
    for wrong, code in ((twice, "agreement.report_twice"), (secret, "grant.personal_number")):
        with pytest.raises(DomainError) as refusal:
            agreeing.save_agreement(db_session, version=version, terms=wrong, **own)
        assert refusal.value.code == code
    with pytest.raises(EditConflict):
        agreeing.save_agreement(db_session, version=0, terms=replace(terms, terms="Nytt"), **own)
    with pytest.raises(DomainError, match=r"agreement\.no_our_signatory"):
        agreeing.offer_agreement(db_session, **own)


def test_an_offered_agreement_is_not_written_in_and_keeps_its_document(
    db_session, actor, agreement, clock
):
    own = {"actor": actor, "application_id": agreement.application_id}
    whole = replace(terms_of(agreement), our_signatory="Maj Lindell")
    agreeing.save_agreement(db_session, version=agreement.version_id, terms=whole, **own)
    agreeing.offer_agreement(db_session, **own)
    first = agreement.file_version
    with pytest.raises(DomainError, match=r"agreement\.not_draft"):
        agreeing.save_agreement(db_session, version=agreement.version_id, terms=whole, **own)
    agreeing.recall_agreement(db_session, **own)
    agreeing.offer_agreement(db_session, **own)
    assert agreement.file_version.document_id == first.document_id
    assert agreement.file_version.number == 2
    clock.stop("2017-02-28T12:00")
    agreement.application.state = ApplicationState.CLOSED  # the office has closed it already
    agreeing.sign_agreement(
        db_session,
        signed_on=date(2017, 2, 27),
        signed_by=SignedBy.ELSEWHERE,
        filename="avtal.pdf",
        content=PDF,
        **own,
    )
    assert agreement.state is AgreementState.SIGNED


def test_a_newer_version_of_a_paper_takes_the_place_of_the_older(db_session, world, actor):
    application = board.ready(db_session, world)
    board.propose(db_session, world, application)
    meeting = create_meeting(db_session, world)
    document_id = None
    for number in (1, 2, 2):
        file = documents.store(
            db_session,
            actor=actor,
            kind="underlag",
            title="Underlag",
            filename=f"underlag-{number}.pdf",
            media_type="application/pdf",
            content=PDF + bytes([number]),
            document_id=document_id,
        )
        db_session.flush()
        document_id = file.document_id
        proposing.put_on_agenda(
            db_session,
            actor=actor,
            application_id=application.id,
            meeting_id=meeting.id,
            papers=[proposing.paper("Underlag", file)],
        )
    (annex,) = meeting_queries.annexes(db_session, meeting.id)
    assert annex.file_version_id == file.id
