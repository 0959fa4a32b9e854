"""Who may be recused: names, organisations and addresses that meet (rules K12, K13)."""

from __future__ import annotations

import pytest

from app.applications.domain.recusal import (
    Involved,
    Sitting,
    involved,
    member_reasons,
    reasons,
    same_organisation,
)
from app.devtools.seed_applications import VAGEN_VIDARE

ABOUT = involved(VAGEN_VIDARE)


def test_the_applicant_the_owner_the_financiers_and_the_contacts_are_involved():
    found = {name for _, name in ABOUT.organisations}

    assert {"Medlefors folkhögskola", "Skellefteå kommun", "Europeiska socialfonden"} <= found
    assert [contact.task for contact in ABOUT.contacts] == [
        "kontaktperson",
        "behörig firmatecknare",
        "ekonomi",
    ]


def test_an_application_without_answers_involves_nobody():
    assert involved({}) == Involved()
    assert involved({"contacts": {"people": [{"role": None}]}}).contacts[0].task == "kontaktperson"


@pytest.mark.parametrize(
    "person",
    [
        Sitting("Gunvor Hellsing"),
        Sitting("gunvor  hellsing"),
        Sitting("Annat Namn", email="GUNVOR@medlefors.example"),
    ],
)
def test_rule_k12_a_contact_is_found_by_name_or_address(person):
    assert "står i ansökan som behörig firmatecknare" in reasons(person, ABOUT)


def test_rule_k12_who_works_for_the_applicant_or_a_financier_is_found():
    assert reasons(Sitting("Bo Ek", organisation="Medlefors Folkhögskola"), ABOUT) == (
        "arbetar hos Medlefors folkhögskola, som är sökande",
        "arbetar hos Medlefors folkhögskola, som är huvudman för insatsen",
    )
    assert reasons(Sitting("Bo Ek", organisation="Skellefteå kommun, socialkontoret"), ABOUT) == (
        "arbetar hos Skellefteå kommun, som är medfinansiär",
    )


def test_rule_k12_a_shared_mail_domain_points_to_the_applicant():
    known = reasons(Sitting("Bo Ek", email="bo@medlefors.example"), ABOUT)

    assert known == ("har e-postadress hos samma organisation som sökandens kontaktpersoner",)


def test_a_mail_provider_that_everybody_uses_says_nothing():
    about = involved({"organisation": {"name": "Föreningen", "email": "vi@gmail.com"}})

    assert reasons(Sitting("Bo Ek", email="bo@gmail.com"), about) == ()
    assert reasons(Sitting("Bo Ek"), about) == ()


def test_rule_k13_a_member_that_finances_is_itself_involved():
    assert member_reasons("Skellefteå kommun", ABOUT) == ("Skellefteå kommun är medfinansiär",)
    assert member_reasons("Försäkringskassan", ABOUT) == ("Försäkringskassan är medfinansiär",)
    assert member_reasons("Norsjö kommun", ABOUT) == ()
    assert reasons(Sitting("Bo Ek", members=("Skellefteå kommun",)), ABOUT) == (
        "företräder en medlem som berörs: Skellefteå kommun är medfinansiär",
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norsjö kommun", "norsjö  KOMMUN", True),
        ("Norsjö kommun, arbetsmarknad", "Norsjö kommun", True),
        ("Urkraft AB", "Urkraft", True),
        ("Region Norrbotten", "Region Västerbotten", False),
        ("Region", "Region Västerbotten", False),
        ("Kommun", "Norsjö kommun", False),
        ("AB", "AB", False),
        ("", "Norsjö kommun", False),
        ("IBF", "IBF Kultur", False),
        ("Arbetsförmedlingen Skellefteå", "Arbetsförmedlingen", True),
    ],
)
def test_organisations_are_the_same_when_one_name_stands_in_the_other(one, other, same):
    assert same_organisation(one, other) is same
    assert same_organisation(other, one) is same
