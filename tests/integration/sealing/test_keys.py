"""The key that seals: from a file, or made here; what is told when it cannot be used."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from app.config import SealSettings, Settings, SettingsError
from app.kernel.errors import DomainError
from app.sealing.services import check_seal, keys, own_authority
from app.sealing.services.keys import SealKey
from tests.integration.sealing.conftest import NAME, NOW, own_seal, p12, pem, seal

pytestmark = pytest.mark.slow


def test_the_own_authority_is_made_once_and_only_the_owner_reads_it(tmp_path):
    first, second = own_seal(tmp_path / "own"), own_seal(tmp_path / "own")

    assert first.certificate == second.certificate
    assert own_authority.existing(tmp_path / "own") == first.authority
    assert own_authority.existing(tmp_path / "annan") is None
    for file in (tmp_path / "own").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    names = {file.name for file in (tmp_path / "own").iterdir()}
    assert names == {"authority.pem", "seal.pem"}


def test_an_old_seal_of_ones_own_is_renewed_by_the_same_authority(tmp_path):
    before = own_seal(tmp_path / "own")
    later = before.certificate.not_valid_after_utc - timedelta(days=59)

    after = own_authority.seal_of(tmp_path / "own", NAME, later, timedelta(days=60))

    assert after.authority == before.authority
    assert after.certificate.not_valid_before_utc > before.certificate.not_valid_before_utc
    again = own_authority.seal_of(tmp_path / "own", NAME, later, timedelta(days=60))
    assert again.certificate == after.certificate


def test_the_first_process_that_makes_the_authority_decides(tmp_path, monkeypatch):
    folder = tmp_path / "own"
    real = own_authority._new_authority

    def slow(name):
        monkeypatch.setattr(own_authority, "_new_authority", real)
        own_seal(folder, "Den andra processen")
        return real(name)

    monkeypatch.setattr(own_authority, "_new_authority", slow)

    assert "Den andra processen" in own_seal(folder).authority.subject.rfc4514_string()


def test_a_key_of_another_kind_in_its_place_is_refused(tmp_path):
    made = own_seal(tmp_path / "own")
    from cryptography.hazmat.primitives.asymmetric import rsa

    other = rsa.generate_private_key(65537, 2048)
    (tmp_path / "own" / "seal.pem").write_bytes(pem(SealKey(other, made.certificate, ())))

    with pytest.raises(TypeError):
        own_seal(tmp_path / "own")


def test_in_production_the_own_authority_has_to_be_asked_for(configured):
    configured(production=True)
    with pytest.raises(DomainError) as refused:
        keys.seal_key(NAME)
    assert refused.value.code == "sealing.no_key"
    assert keys.trusted() == ()

    configured(production=True, self_made=True)
    assert keys.seal_key(NAME).holder == NAME
    assert len(keys.trusted()) == 1
    assert (keys.known_holder(), keys.expires_on()) == ("", None)


@pytest.mark.parametrize("form", ["pem", "p12"])
def test_a_key_file_seals_and_is_trusted(configured, own, tagged, tmp_path, form):
    file = tmp_path / "nyckel"
    file.write_bytes(pem(own, b"hemligt") if form == "pem" else p12(own, b"hemligt"))
    configured(production=True, key_file=file, password="hemligt")

    key = keys.seal_key("Någon annan")

    assert (key.holder, keys.known_holder()) == (NAME, NAME)
    assert keys.expires_on() == own.expires_at
    assert keys.trusted() == own.others
    assert check_seal(seal(tagged, key)).valid


@pytest.mark.parametrize("fault", ["password", "empty", "no certificate", "gone", "no key"])
def test_a_key_file_that_cannot_be_read_is_told(configured, own, tmp_path, fault):
    file = tmp_path / "nyckel"
    stranger = own_seal(tmp_path / "annan").certificate
    content = {
        "password": p12(own, b"annat"),
        "empty": b"",
        "no certificate": pem(SealKey(own.key, stranger, ())),
        "gone": None,
        "no key": pkcs12.serialize_key_and_certificates(
            None, None, own.certificate, None, serialization.NoEncryption()
        ),
    }[fault]
    if content is not None:
        file.write_bytes(content)
    configured(key_file=file, password="" if fault in {"no certificate", "no key"} else "hemligt")

    with pytest.raises(DomainError) as refused:
        keys.seal_key(NAME)
    assert refused.value.code == "sealing.key_unreadable"


def test_a_certificate_outside_its_days_seals_nothing(configured, own, tmp_path, clock):
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(own))
    configured(key_file=file)

    clock.stop(own.expires_at)
    with pytest.raises(DomainError) as refused:
        keys.seal_key(NAME)
    assert refused.value.code == "sealing.key_expired"


def test_a_certificate_alone_in_the_key_file_is_its_own_root(configured, own, tmp_path):
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(SealKey(own.key, own.certificate, ())))
    configured(key_file=file)
    assert keys.trusted() == (own.certificate,)
    odd = SealKey(own.key, own.certificate, (own.certificate,))
    assert keys._root_of(odd) == own.certificate


def test_the_settings_of_the_seal_come_from_the_environment(tmp_path):
    key, word = tmp_path / "nyckel.p12", tmp_path / "losenord"
    key.write_bytes(b"x")
    word.write_text("hemligt\n")
    env = {
        "KLUBBA_SEAL_KEY": str(key),
        "KLUBBA_SEAL_PASSWORD_FILE": str(word),
        "KLUBBA_SEAL_TRUST": str(key),
        "KLUBBA_SEAL_TIMESTAMP": "https://tid.example",
        "KLUBBA_SEAL_SELF_MADE": "1",
    }

    found = Settings.from_env(env).seal

    assert found == SealSettings(key, "hemligt", key, "https://tid.example", self_made=True)
    assert "hemligt" not in repr(found)
    assert Settings.from_env({"KLUBBA_SEAL_PASSWORD": "annat"}).seal.password == "annat"
    for name, value in (("KLUBBA_SEAL_KEY", "/finns/inte"), ("KLUBBA_SEAL_TIMESTAMP", "tid")):
        with pytest.raises(SettingsError, match=name):
            Settings.from_env({name: value})


def test_the_holder_is_the_organisation_else_the_name_else_nobody(own):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    def named(*attributes):
        made = own_authority._begun(
            x509.Name(attributes), x509.Name([]), own.key, NOW, NOW + timedelta(days=1)
        )
        return made.sign(own.key, hashes.SHA256())

    alone = x509.NameAttribute(x509.NameOID.COMMON_NAME, "Sigill")
    assert keys.holder_of(own.certificate) == NAME
    assert keys.holder_of(named(alone)) == "Sigill"
    assert keys.holder_of(named()) == ""


def test_the_root_is_found_through_the_chain_even_when_the_file_holds_more(own):
    more = SealKey(own.key, own.certificate, (*own.others, own.certificate))

    assert keys._root_of(more) == own.others[0]
