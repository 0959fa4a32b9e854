"""Initiatives: begun by a signed agreement, extended by a later one (rules AGR, TYPE)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Person
from app.applications.domain import Direction, Kind, SignedBy
from app.applications.domain.agreeing import SignedAgreement
from app.applications.models import Agreement, Application
from app.applications.queries import deciding
from app.applications.services import agreeing
from app.applications.services.agreement_terms import terms_of
from app.followup import queries, services
from app.followup.domain import InitiativeState
from app.followup.models import Initiative
from app.kernel.actor import Role
from app.kernel.errors import DomainError
from tests.factories import board, cycle
from tests.factories.applications import full_answers
from tests.factories.meetings import PDF, create_meeting
from tests.factories.people import create_login, create_person, create_seat, create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


def agreed(session, world, clock, application: Application) -> Agreement:
    """Write, offer and sign the agreement of a decided application."""
    actor, own = cycle.office(world), {"application_id": application.id}
    clock.stop(f"{application.decided_on + timedelta(days=3)}T12:00")
    row = agreeing.begin_agreement(session, actor=actor, **own)
    terms = terms_of(row)
    values = {name: getattr(terms, name) for name in ("budget", "reports", "payments", "terms")}
    agreeing.save_agreement(
        session,
        actor=actor,
        version=row.version_id,
        terms=type(terms)(**values, owner_signatory="Gunvor", our_signatory="Maj"),
        **own,
    )
    agreeing.offer_agreement(session, actor=actor, **own)
    return agreeing.sign_agreement(
        session,
        actor=actor,
        signed_on=application.decided_on,
        signed_by=SignedBy.ON_PAPER,
        filename="sida.pdf",
        content=PDF,
        **own,
    )


@pytest.fixture
def initiative(db_session, world, clock) -> Initiative:
    person = create_person(db_session, "Fatima Hadad", email="fatima@medlefors.example")
    application = board.ready(db_session, world, applicant=person)
    board.decided(db_session, world, application=application)
    agreed(db_session, world, clock, application)
    return db_session.scalars(select(Initiative)).one()


def _extension(session, world, initiative, **changes: Any) -> Application:
    head = {"kind": "extension", "starts_on": "2020-04-01", "ends_on": "2021-03-31", **changes}
    budget = {"applied": {"2020": 5_000_000, "2021": 5_000_000}}
    answers = full_answers(initiative=head, budget=budget)
    return board.ready(session, world, answers=answers, extends_id=initiative.application_id)


def test_rule_agr_a_signed_agreement_begins_the_initiative(initiative):
    """Rule AGR."""
    assert initiative.state is InitiativeState.AGREED
    assert (initiative.name, initiative.owner) == ("Vägen vidare", "Medlefors folkhögskola")
    assert initiative.granted_ore == 60_000_000
    assert initiative.ends_on == date(2020, 3, 31)
    assert initiative.goals[0]["target"] == "40 procent"


def test_rule_agr_the_database_asks_for_a_signed_agreement(db_session, world):
    """Rule AGR: around the service, by SQL, with an agreement that is only offered."""
    application = board.decided(db_session, world)
    row = agreeing.begin_agreement(
        db_session, actor=cycle.office(world), application_id=application.id
    )
    db_session.add(
        Initiative(
            application_id=application.id,
            case_id=application.case_id,
            agreement_id=row.id,
            agreement_signed_on=date(2017, 2, 24),
            name="Vägen vidare",
            owner="Medlefors",
            direction=Direction.INDIVIDUAL,
            starts_on=date(2017, 4, 3),
            ends_on=date(2020, 3, 31),
            granted_ore=1,
            goals=[],
        )
    )
    with pytest.raises(DBAPIError):
        db_session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement SET state = 'draft'",
        "UPDATE agreement SET signed_on = '2017-02-25'",
        "UPDATE agreement SET terms = 'Annat'",
        "DELETE FROM agreement",
        "UPDATE initiative SET direction = 'structural'",
        "DELETE FROM initiative",
    ],
)
def test_rule_agr_and_type_what_is_signed_stands(db_session, initiative, statement):
    """Rules AGR, TYPE: the database itself refuses."""
    assert initiative.id
    with pytest.raises(DBAPIError):
        db_session.execute(text(statement))


def test_the_same_signature_twice_begins_one_initiative(db_session, world, initiative):
    signed = SignedAgreement(
        initiative.agreement_id, initiative.application_id, initiative.agreement_signed_on
    )
    services.begin_or_extend(db_session, cycle.office(world), signed)
    assert len(db_session.scalars(select(Initiative)).all()) == 1


def test_rule_agr_it_starts_on_its_day_and_ends(db_session, world, initiative, clock):
    """Rule AGR."""
    actor = cycle.office(world)
    with pytest.raises(DomainError) as refusal:
        services.start(db_session, actor=actor, initiative_id=initiative.id)
    assert refusal.value.details["reasons"] == ["initiative.too_early"]
    clock.stop("2017-04-03T08:00")
    services.start(db_session, actor=actor, initiative_id=initiative.id)
    services.end(db_session, actor=actor, initiative_id=initiative.id)
    assert initiative.state is InitiativeState.ENDED


def test_a_granted_extension_adds_to_the_same_initiative(db_session, world, initiative, clock):
    application = _extension(db_session, world, initiative)
    clock.stop("2019-10-01T12:00")
    _seat_the_board_on(db_session, world)
    meeting = create_meeting(db_session, world, held_on=date(2019, 10, 25))
    board.placed(db_session, world, application, meeting)
    board.opened(db_session, world, meeting)
    board.state(db_session, world, application)
    (first, second) = board.clauses_of(db_session, meeting, application.case_id)
    assert first == "förlänga insatsen Vägen vidare till och med den 31 mars 2021"
    assert second.startswith("bevilja Medlefors folkhögskola medfinansiering med högst 100\xa0000")
    board.attested(db_session, world, meeting)
    agreed(db_session, world, clock, application)
    assert len(db_session.scalars(select(Initiative)).all()) == 1
    assert (initiative.ends_on, initiative.granted_ore) == (date(2021, 3, 31), 70_000_000)
    assert queries.granted_by_year(db_session, initiative) == {
        2017: 15_000_000,
        2018: 15_000_000,
        2019: 15_000_000,
        2020: 20_000_000,
        2021: 5_000_000,
    }
    assert queries.initiative_of(db_session, application.id) is initiative
    assert [row.granted_ore for row in queries.grants(db_session, initiative)] == [
        60_000_000,
        10_000_000,
    ]


def test_an_extension_shows_what_was_granted_before(
    new_client, sign_in, db_session, world, initiative
):
    application = _extension(db_session, world, initiative)
    office = new_client()
    sign_in(office, world.director)
    for part in ("", "/forslag"):
        page = office.get(f"/ansokningar/{application.id}{part}").text
        assert "Tidigare beslut om insatsen" in page
        assert "600\xa0000\xa0kr" in page


def _seat_the_board_on(session, world) -> None:
    """Let the terms go on: those of the factory end in March 2019."""
    session.execute(text("UPDATE seat SET valid_to = NULL"))
    session.expire_all()
    assert world.chair


def _signed(session, world, application: Application) -> SignedAgreement:
    row = Agreement(
        application_id=application.id,
        number=1,
        state="signed",
        budget={},
        signed_on=date(2017, 2, 24),
        signed_by=SignedBy.ELSEWHERE,
    )
    session.add(row)
    session.flush()
    assert world
    return SignedAgreement(row.id, application.id, row.signed_on)


def test_rule_type_an_extension_keeps_the_direction(db_session, world, initiative):
    """Rule TYPE."""
    application = _extension(db_session, world, initiative, direction="structural")
    signed = _signed(db_session, world, application)
    with pytest.raises(DomainError, match=r"initiative\.other_direction"):
        services.begin_or_extend(db_session, cycle.office(world), signed)


def test_an_extension_of_nothing_is_refused(db_session, world):
    first = board.ready(db_session, world)
    second = board.ready(
        db_session,
        world,
        answers=full_answers(initiative={"kind": "extension"}),
        extends_id=first.id,
    )
    assert [one.id for one in deciding.chain(db_session, second)] == [second.id, first.id]
    with pytest.raises(DomainError, match=r"agreement\.no_initiative"):
        services.begin_or_extend(
            db_session, cycle.office(world), _signed(db_session, world, second)
        )


def test_an_application_without_period_begins_nothing(db_session, world):
    application = board.ready(db_session, world)
    application.starts_on = application.ends_on = None
    with pytest.raises(DomainError, match=r"initiative\.incomplete"):
        services.begin_or_extend(
            db_session, cycle.office(world), _signed(db_session, world, application)
        )
    assert application.kind is Kind.ESF


def test_the_pages_of_initiatives(new_client, sign_in, db_session, world, initiative, clock):
    office = new_client()
    sign_in(office, world.director)
    page = office.get("/insatser").text
    assert "Vägen vidare" in page
    assert "600\xa0000\xa0kr" in page
    one = office.get(f"/insatser/{initiative.id}").text
    assert "Utbetalningar och rapporterat utfall finns inte i Klubba ännu." in one
    assert "Ansök om förlängning eller ändring" in one
    assert "Slutrapport" in one
    assert "Insatsen kan starta 3 april 2017." in one
    clock.stop("2017-04-03T08:00")
    sign_in(office, world.director)
    office.post(f"/insatser/{initiative.id}", data={"do": "start"})
    assert "Avsluta insatsen" in office.get(f"/insatser/{initiative.id}").text
    assert office.post(f"/insatser/{initiative.id}", data={"do": "annat"}).status_code == 404
    assert office.get("/insatser/999").status_code == 404


def test_owners_see_their_own_and_nobody_elses(new_client, sign_in, db_session, world, initiative):
    owner = create_login(db_session, _owner(db_session, initiative))
    create_seat(db_session, owner.person, Role.APPLICANT)
    stranger = create_login(db_session, create_person(db_session, "Siv Främmande"))
    create_seat(db_session, stranger.person, Role.APPLICANT)
    mine, other = new_client(), new_client()
    sign_in(mine, owner)
    sign_in(other, stranger)
    assert "Vägen vidare" in mine.get("/insatser").text
    assert mine.get(f"/insatser/{initiative.id}").status_code == 200
    assert "Inga insatser ännu" in other.get("/insatser").text
    assert other.get(f"/insatser/{initiative.id}").status_code == 404


def _owner(session, initiative) -> Person:
    (person_id,) = queries.access(session, initiative).owner_side
    return session.get_one(Person, person_id)
