"""Whose signature it is, how it is told, which ways are offered. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.errors import DomainError
from app.minutes.domain import AttestationMethod
from app.minutes.domain.terms import METHOD_WORDS
from app.signing.domain import again_after, how_signed, initials, same_person, sha256_groups
from app.signing.domain.checked import Checked, refuse_faulty
from app.signing.domain.offered import Offered, offered_from
from app.signing.domain.refusals import SENTENCES
from app.signing.domain.words import METHOD_EXPLAINED

REMOTE = {
    "name": "Legitjänsten",
    "address": "https://leg.example/sign",
    "entity": "https://klubba.example",
    "trust": "trust.pem",
    "service": "service.pem",
    "key": "key.pem",
    "certificate": "own.pem",
}
UPLOAD = {"name": "Signera", "address": "https://signera.example/api", "trust": "trust.pem"}


@pytest.mark.parametrize(
    ("name", "certified", "same"),
    [
        ("Bo Almqvist", "Bo Almqvist", True),
        ("Bo Almqvist", "BO ERIK ALMQVIST", True),
        ("Åsa-Karin Öberg", "åsa-karin Öberg", True),
        ("Bo Almqvist", "Bo Almkvist", False),
        ("Bo Almqvist", "Erik Almqvist", False),
        ("Bo Almqvist", "Almqvist Bo", False),
        ("Bo Erik Almqvist", "Bo Almqvist", False),
        ("Bo Almqvist", "", False),
    ],
)
def test_rule_att_a_certificate_is_about_the_person_whom_the_minutes_name(name, certified, same):
    assert same_person(name, certified) is same


def test_a_signature_is_told_by_what_it_is():
    at = datetime(2016, 11, 21, 13, 2, tzinfo=UTC)

    def told(method, assurance=""):
        day = date(2016, 11, 21)
        return how_signed(method, assurance=assurance, attested_on=day, registered_at=at)

    assert told(AttestationMethod.IN_TOOL, "password_totp") == (
        "Godkänt i Klubba 2016-11-21 kl. 14.02, med lösenord och engångskod"
    )
    assert told(AttestationMethod.IN_TOOL) == "Godkänt i Klubba 2016-11-21 kl. 14.02"
    assert told(AttestationMethod.ON_PAPER) == "Undertecknat på papper 2016-11-21"
    assert told(AttestationMethod.REMOTE, "certificate") == (
        "Undertecknat hos en underskriftstjänst 2016-11-21"
    )


def test_every_way_is_called_something_and_only_services_are_called_signatures():
    assert METHOD_WORDS.keys() == METHOD_EXPLAINED.keys() == set(AttestationMethod)
    in_tool = METHOD_WORDS[AttestationMethod.IN_TOOL] + METHOD_EXPLAINED[AttestationMethod.IN_TOOL]
    assert "Undertecknat" not in in_tool
    assert "inte en avancerad elektronisk underskrift" in in_tool


def test_initials_and_the_groups_of_a_checksum():
    assert initials("Anna-Karin af Geijer") == "AKAG"
    assert sha256_groups("0123456789abcdef") == ["01234567", "89abcdef"]


def test_a_service_is_asked_more_seldom_the_longer_it_is_silent():
    pauses = [again_after(tries) for tries in range(9)]
    assert pauses[0] == timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)


def test_without_settings_the_tool_and_paper_are_offered_and_nothing_outside():
    for found in (Offered(), offered_from({})):
        assert found.methods == (AttestationMethod.IN_TOOL, AttestationMethod.ON_PAPER)
        assert "remote" not in found
        assert not found.asks_outside


def test_a_service_that_is_described_is_offered_unless_left_out():
    both = offered_from({"remote": REMOTE, "uploaded": UPLOAD})
    paper = offered_from({"methods": ["on_paper"], "remote": REMOTE})

    assert both.methods == tuple(AttestationMethod)
    assert both.asks_outside
    assert (both.remote.name, both.upload.name) == ("Legitjänsten", "Signera")
    assert paper.methods == (AttestationMethod.ON_PAPER,)
    assert not paper.asks_outside


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"methods": ["in_tool", "fax"]}, "'fax' is no way of signing"),
        ({"methods": ["remote"]}, "[remote] lacks a setting"),
        ({"uploaded": {**UPLOAD, "address": "http://signera.example"}}, "starts with https"),
        ({"methods": ["uploaded"], "uploaded": {**UPLOAD, "extra": "1"}}, "one too many"),
        ({"methods": ["uploaded"], "uploaded": {**UPLOAD, "trust": 3}}, "[uploaded] lacks"),
    ],
)
def test_what_is_wrong_with_the_settings_is_named(table, words):
    assert words in "; ".join(offered_from(table).faults)


def test_nothing_goes_in_the_clear_but_to_the_machine_itself():
    near = {**UPLOAD, "address": "http://127.0.0.1:8099/api"}
    assert offered_from({"uploaded": near}).faults == ()


GOOD = Checked("Bo Erik Almqvist", whole=True, valid=True, trusted=True, in_force=True, at=None)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"whole": False}, "signing.other_bytes"),
        ({"valid": False}, "signing.invalid"),
        ({"in_force": False}, "signing.expired"),
        ({"trusted": False}, "signing.untrusted"),
        ({"name": "Eva Ask"}, "signing.other_person"),
    ],
)
def test_rule_att_what_is_wrong_with_a_signature_is_named(wrong, code):
    from dataclasses import replace

    refuse_faulty(GOOD, wanted="Bo Almqvist", service="Legitjänsten")
    with pytest.raises(DomainError) as refused:
        refuse_faulty(replace(GOOD, **wrong), wanted="Bo Almqvist", service="Legitjänsten")

    assert refused.value.code == code
    assert code in SENTENCES
