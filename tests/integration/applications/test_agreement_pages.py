"""The pages of the agreement, from draft to signed (rule AGR)."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.applications.domain import AgreementState, ApplicationState, DecisionKind
from app.applications.queries import deciding as queries
from app.followup.models import Initiative
from tests.factories import board
from tests.factories.meetings import PDF
from tests.factories.people import create_person, create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def applicant(db_session) -> Person:
    return create_person(db_session, "Fatima Hadad", email="fatima@medlefors.example")


@pytest.fixture
def application(db_session, world, applicant):
    return board.ready(db_session, world, applicant=applicant)


@pytest.fixture
def office(new_client, sign_in, world, db_session):
    browser = new_client()
    sign_in(browser, world.director)
    return browser


def _agreed(office, application) -> str:
    address = f"/ansokningar/{application.id}/overenskommelse"
    office.post(address)
    return address


def _values(row, **changes):
    values = {"version": str(row.version_id), "do": "save", "terms": row.terms}
    for at, cost in enumerate(row.budget["costs"]):
        values |= {f"costs-{at}-category": cost["category"], f"costs-{at}-text": cost["text"]}
        values |= {
            f"costs-{at}-ore_{year}": str(ore // 100) for year, ore in cost["amounts"].items()
        }
    for at, report in enumerate(row.reports):
        values[f"reports-{at}-due_on"] = report.due_on.isoformat()
        if report.final:
            values[f"reports-{at}-final"] = "y"
    for at, payment in enumerate(row.payments):
        values[f"payments-{at}-due_on"] = payment.due_on.isoformat()
        values[f"payments-{at}-ore"] = str(payment.ore // 100)
    return {**values, "owner_signatory": row.owner_signatory, "our_signatory": "Maj", **changes}


def test_rule_agr_the_agreement_from_draft_to_initiative(
    office, sign_in, db_session, world, application, outbox, clock
):
    """Rule AGR: the initiative exists when the agreement is signed, not before."""
    board.decided(db_session, world, application=application)
    clock.stop("2017-02-28T12:00")
    sign_in(office, world.director)
    address = _agreed(office, application)
    row = queries.agreement(db_session, application.id)
    page = office.get(address).text
    assert "Skriv vem som undertecknar för förbundet." in page
    assert "Skicka för underskrift" not in page
    office.post(address, data=_values(row))
    assert "Skicka för underskrift" in office.get(address).text
    before = len(outbox())
    office.post(f"{address}/steg", data={"do": "offer"})
    db_session.expire_all()
    assert row.state is AgreementState.OFFERED
    assert len(outbox()) == before + 1
    assert db_session.scalars(select(Initiative)).all() == []
    signing = f"{address}/underskrift"
    refused = office.post(signing, data={"signed_on": "2017-02-24", "signed_by": "on_paper"})
    assert "Lägg till den undertecknade överenskommelsen" in refused.text
    for wrong, said in (("2017-02-15", "före beslutet"), ("2017-03-01", "inte varit ännu")):
        assert said in office.post(signing, data=_signed(wrong)).text
    word = {**_signed("2017-02-27"), "file": (io.BytesIO(b"text"), "namn.txt")}
    assert "pdf" in office.post(signing, data=word).text
    office.post(signing, data=_signed("2017-02-27"))
    db_session.expire_all()
    assert (row.state, application.state) == (AgreementState.SIGNED, ApplicationState.CLOSED)
    (made,) = db_session.scalars(select(Initiative)).all()
    assert (made.agreement_id, made.granted_ore) == (row.id, 60_000_000)
    assert "De undertecknade sidorna" in office.get(address).text
    assert office.get(f"{address}/undertecknad").data == PDF
    assert office.get(f"{address}/word").data[:2] == b"PK"
    assert office.get(signing).status_code == 303


def _signed(day: str) -> dict[str, object]:
    return {
        "signed_on": day,
        "signed_by": "on_paper",
        "file": (io.BytesIO(PDF), "undertecknad.pdf"),
    }


def test_an_agreement_that_does_not_add_up_is_saved_but_not_offered(
    office, db_session, world, application
):
    board.decided(db_session, world, application=application)
    address = _agreed(office, application)
    row = queries.agreement(db_session, application.id)
    office.post(address, data=_values(row, **{"costs-0-ore_2017": "100000"}))
    page = office.get(address).text
    assert "Budgeten för 2017 är 100\xa0000\xa0kr men 150\xa0000\xa0kr är beviljat." in page
    assert office.post(f"{address}/steg", data={"do": "offer"}).status_code == 422
    db_session.expire_all()
    assert row.state is AgreementState.DRAFT


def test_rows_are_added_to_the_agreement_without_losing_what_is_typed(
    office, db_session, world, application
):
    board.decided(db_session, world, application=application)
    address = _agreed(office, application)
    row = queries.agreement(db_session, application.id)
    page = office.post(address, data=_values(row, do="add:costs", terms="Nya villkor")).text
    assert 'name="costs-1-text"' in page
    assert "Nya villkor" in page
    half = office.post(address, data=_values(row, **{"payments-9-ore": "5"}))
    assert "Fyll i både dag och belopp" in half.text


def test_an_offered_agreement_can_be_taken_back_and_given_up(
    office, db_session, world, application, outbox
):
    board.decided(db_session, world, application=application)
    address = _agreed(office, application)
    row = queries.agreement(db_session, application.id)
    office.post(address, data=_values(row))
    assert "får ett brev" not in office.get(f"{address}/lat-falla").words
    for act, state in (
        ("offer", AgreementState.OFFERED),
        ("recall", AgreementState.DRAFT),
        ("offer", AgreementState.OFFERED),
    ):
        office.post(f"{address}/steg", data={"do": act})
        db_session.expire_all()
        assert row.state is state
    assert office.post(f"{address}/steg", data={"do": "annat"}).status_code == 404
    question = office.get(f"{address}/lat-falla")
    assert "får ett brev om att överenskommelsen inte ska skrivas under" in question.words
    assert row.state is AgreementState.OFFERED
    office.post(f"{address}/lat-falla")
    db_session.expire_all()
    assert row.state is AgreementState.GIVEN_UP
    assert [mail.heading for mail in outbox()][-4:] == [
        "Överenskommelse om insatsen Vägen vidare",
        "Överenskommelsen om insatsen Vägen vidare är tillbakatagen",
        "Överenskommelse om insatsen Vägen vidare",
        "Överenskommelsen om insatsen Vägen vidare är tillbakatagen",
    ]
    _agreed(office, application)
    assert queries.agreement(db_session, application.id).number == 2


def test_a_rejected_application_gets_no_agreement(office, db_session, world, application):
    board.decided(
        db_session, world, DecisionKind.REJECT, application=application, reasons="Medel saknas."
    )
    address = f"/ansokningar/{application.id}/overenskommelse"
    assert "när styrelsen har beviljat pengar" in office.get(address).text
    assert office.post(address).status_code == 422


def test_a_draft_falls_without_a_letter_and_what_is_signed_does_not_fall(
    office, sign_in, db_session, world, application, outbox, clock
):
    board.decided(db_session, world, application=application)
    clock.stop("2017-02-28T12:00")
    sign_in(office, world.director)
    address = _agreed(office, application)
    before = len(outbox())
    office.post(f"{address}/lat-falla")
    assert queries.agreement(db_session, application.id) is None
    assert len(outbox()) == before

    _agreed(office, application)
    row = queries.agreement(db_session, application.id)
    office.post(address, data=_values(row))
    office.post(f"{address}/steg", data={"do": "offer"})
    office.post(f"{address}/underskrift", data=_signed("2017-02-27"))
    assert office.get(f"{address}/lat-falla").location == address
    office.post(f"{address}/lat-falla")
    db_session.expire_all()
    assert row.state is AgreementState.SIGNED
