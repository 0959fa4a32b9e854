"""The seal: who made it, what it covers, what is told when something is wrong."""

from __future__ import annotations

import dataclasses
import stat
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import page
import pikepdf
import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from app.config import SealSettings, Settings, SettingsError
from app.kernel.errors import DomainError
from app.sealing.services import check_seal, keys, own_authority, pades
from app.sealing.services.field import with_field
from app.sealing.services.keys import SealKey
from tests.integration.sealing.conftest import NAME, NOW, own_seal

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tagged() -> bytes:
    """A small tagged PDF with one page, as an archival one is built."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    document = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document)
    )
    part = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=document)
    document.K = pdf.make_indirect(part)
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot,
            K=document,
            ParentTree=pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array())),
        )
    )
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def blank() -> bytes:
    stream = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(stream)
    return stream.getvalue()


@pytest.fixture
def own(tmp_path) -> SealKey:
    made = own_seal(tmp_path / "own")
    return SealKey(made.key, made.certificate, (made.authority,))


@pytest.fixture
def configured(app, clock, monkeypatch):
    """``configured(key_file=…)`` runs the application with settings of the seal."""

    def use(*, production: bool = False, **values):
        settings = dataclasses.replace(
            app.extensions["settings"], production=production, seal=SealSettings(**values)
        )
        monkeypatch.setitem(app.extensions, "settings", settings)

    with app.app_context():
        yield use


def pem(key: SealKey, password: bytes | None = None) -> bytes:
    hidden = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    private = key.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden
    )
    chain = [key.certificate, *key.others]
    return b"".join([private, *(c.public_bytes(serialization.Encoding.PEM) for c in chain)])


def p12(key: SealKey, password: bytes) -> bytes:
    hidden = serialization.BestAvailableEncryption(password)
    return pkcs12.serialize_key_and_certificates(
        b"sigill", key.key, key.certificate, key.others, hidden
    )


def seal(tagged: bytes, key: SealKey, **values) -> bytes:
    return pades.seal(tagged, key=key, moment=NOW, **values)


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


def test_a_seal_stays_valid_when_the_certificate_has_ended(
    configured, own, tagged, tmp_path, clock
):
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(own))
    configured(key_file=file)
    sealed = seal(tagged, own)

    clock.stop(own.expires_at + timedelta(days=700))

    assert check_seal(sealed).valid


def test_a_seal_dated_outside_the_certificate_is_not_valid(configured, own, tagged, tmp_path):
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(own))
    configured(key_file=file)

    late = pades.seal(tagged, key=own, moment=own.expires_at + timedelta(days=1))

    assert "gällde inte då" in check_seal(late).fault


def test_anothers_seal_from_a_trusted_issuer_is_not_the_associations(
    configured, own, tagged, tmp_path
):
    made = own_authority._load(tmp_path / "own" / "authority.pem")
    key, certificate = own_authority._new_seal("Någon annan", *made, NOW)
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(own))
    trust = tmp_path / "rot.pem"
    trust.write_bytes(made[1].public_bytes(serialization.Encoding.PEM))
    configured(key_file=file, trust_file=trust)

    check = check_seal(seal(tagged, SealKey(key, certificate, (made[1],))))

    assert (check.valid, check.signer) == (False, "Någon annan")
    assert "någon annan än förbundet" in check.fault
    assert check_seal(seal(tagged, own)).valid


def test_a_certificate_alone_in_the_key_file_is_its_own_root(configured, own, tmp_path):
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(SealKey(own.key, own.certificate, ())))
    configured(key_file=file)
    assert keys.trusted() == (own.certificate,)
    odd = SealKey(own.key, own.certificate, (own.certificate,))
    assert keys._root_of(odd) == own.certificate


def test_every_change_of_a_sealed_file_is_seen(own, tagged):
    sealed = seal(tagged, own)
    roots = own.others
    assert pades.examine(sealed, roots=roots).valid
    start = sealed.index(b"<", sealed.rindex(b"/Contents <"))
    inside = range(start + 1, sealed.index(b">", start))

    # Of the seal itself: its beginning, the certificate, the signature and what fills it up.
    outside = (at for at in range(9, len(sealed), 97) if at not in inside)
    for at in (*outside, inside[0], inside[500], inside[1900], inside[-1]):
        changed = bytearray(sealed)
        changed[at] = ord("1") if changed[at] != ord("1") else ord("2")
        found = pades.examine(bytes(changed), roots=roots)
        assert not found.valid, f"byte {at} of {len(sealed)} may be changed"
        assert found.fault


def test_what_is_added_after_the_seal_is_seen(own, tagged):
    sealed = seal(tagged, own)
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.update_root()
    added = BytesIO()
    writer.write(added)

    for content in (added.getvalue(), sealed + b"\n% tillagt"):
        found = pades.examine(content, roots=own.others)
        assert (found.valid, found.whole) == (False, False)
        assert found.fault == "Något har lagts till i filen efter att den förseglades."


def test_an_unknown_sealer_no_seal_and_two_seals_are_told(own, tagged, tmp_path):
    assert "någon annan" in pades.examine(seal(tagged, own), roots=()).fault
    assert pades.examine(tagged, roots=own.others).fault == "Filen har inget sigill."
    assert "inte att läsa" in pades.examine(b"%PDF-1.7 trasig", roots=()).fault
    unfilled = with_field(tagged)
    assert pades.examine(unfilled, roots=own.others).fault == "Filen har inget sigill."
    twice = pades.PdfSigner(
        pades.PdfSignatureMetadata(field_name="Ett till"), pades.signer_of(own)
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(_open_seal(own, tagged))))
    assert "mer än ett" in pades.examine(twice.getvalue(), roots=own.others).fault


def _open_seal(own: SealKey, tagged: bytes) -> bytes:
    """A first signature that allows a second."""
    signer = pades.PdfSigner(pades.PdfSignatureMetadata(field_name="Sigill"), pades.signer_of(own))
    return signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(tagged))).getvalue()


def test_what_is_no_sealed_pdf_is_told_without_reading_it(app):
    with app.app_context():
        assert check_seal(b"PK").fault == "Filen är inte en PDF."
        assert check_seal(b"%PDF-1.7").fault == "Filen har inget sigill."
        assert not check_seal(b"%PDF-1.7 /ByteRange [0 1 2 3]").valid


def test_the_same_bytes_come_before_the_seal_and_their_metadata_is_not_written_anew(own, tagged):
    sealed = seal(tagged, own)

    assert sealed.startswith(with_field(tagged))
    assert page.validate_pdf_bytes(sealed, profile="2b").document.page_count == 1
    with pikepdf.open(BytesIO(sealed)) as pdf:
        assert "/Metadata" not in pdf.Root
        assert pdf.pages[0].Annots[0].T == "Sigill"


class _Authority(BaseHTTPRequestHandler):
    """A timestamp authority, RFC 3161 over HTTP."""

    stamper: DummyTimeStamper
    answers = True

    def do_POST(self):
        if not self.answers:
            self.send_error(503)
            return
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.stamper.request_tsa_response(asked).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def authority(own, tmp_path):
    """The address of a timestamp authority whose clock is an hour ahead."""
    key, certificate = _stamping(tmp_path)
    handler = type("Here", (_Authority,), {})
    handler.stamper = DummyTimeStamper(
        pades.asn1(certificate),
        pades.signer_of(SealKey(key, certificate, ())).signing_key,
        fixed_dt=NOW + timedelta(hours=1),
    )
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler, certificate
    server.shutdown()
    thread.join()
    server.server_close()


def _stamping(tmp_path):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID

    key = rsa.generate_private_key(65537, 2048)
    name = own_authority._named("Stämpeltjänsten", "Stämpeltjänsten")
    made = own_authority._begun(name, name, key, NOW - timedelta(days=1), NOW + timedelta(days=9))
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = made.add_extension(use, critical=True).add_extension(
        own_authority._usage(authority=False), critical=True
    )
    return key, made.sign(key, hashes.SHA256())


def test_with_a_timestamp_authority_its_time_counts(own, tagged, authority):
    address, handler, certificate = authority

    sealed = seal(tagged, own, timestamp_url=address)

    found = pades.examine(sealed, roots=(*own.others, certificate))
    assert (found.valid, found.at) == (True, NOW + timedelta(hours=1))
    unknown = pades.examine(sealed, roots=own.others)
    assert (unknown.valid, "tidsstämpel" in unknown.fault) == (False, True)
    handler.answers = False
    with pytest.raises(DomainError) as refused:
        seal(tagged, own, timestamp_url=address)
    assert refused.value.code == "sealing.no_timestamp"


@pytest.mark.parametrize("fault", ["sealed already", "not tagged", "no PDF"])
def test_what_cannot_be_sealed_is_told(own, tagged, fault):
    content = {"sealed already": seal(tagged, own), "not tagged": blank(), "no PDF": b"x"}[fault]

    with pytest.raises(DomainError) as refused:
        seal(content, own)

    assert refused.value.code == "sealing.not_sealed"


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
