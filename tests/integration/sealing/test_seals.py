"""The seal: who made it, what it covers, what is told when something is wrong."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from types import SimpleNamespace

import page
import pikepdf
import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from app.kernel.errors import DomainError
from app.sealing.services import check_seal, own_authority, pades
from app.sealing.services.field import with_field
from app.sealing.services.keys import SealKey
from tests.integration.sealing.conftest import NOW, pem, seal

pytestmark = pytest.mark.slow


def blank() -> bytes:
    stream = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(stream)
    return stream.getvalue()


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
    twice = _signed(_signed(tagged, "Sigill", own), "Ett till", own)
    assert "mer än ett" in pades.examine(twice, roots=own.others).fault


def _signed(content: bytes, name: str, own: SealKey) -> bytes:
    """A signature that allows more of them."""
    signer = pades.PdfSigner(pades.PdfSignatureMetadata(name), pades.signer_of(own))
    writer = IncrementalPdfFileWriter(BytesIO(content))
    return pades._apart(lambda: signer.sign_pdf(writer)).getvalue()


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


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"intact": False}, "har ändrats"),
        ({"valid": False}, "inte äkta"),
        ({"trusted": False}, "någon annan"),
        ({"bottom_line": False}, "tidsstämpel"),
        ({}, ""),
    ],
)
def test_the_worst_fault_is_told_first(status, words):
    found = {"intact": True, "valid": True, "trusted": True, "bottom_line": True, **status}

    told = pades._fault(SimpleNamespace(**found), whole=True, own=True)

    assert words in told
    assert bool(told) is bool(words)


def test_a_seal_without_a_time_or_with_broken_insides_is_told(own, tagged, monkeypatch):
    sealed = seal(tagged, own)

    def broken(*_):
        raise pades.SignatureValidationError("trasig")

    monkeypatch.setattr(pades, "_validated", broken)
    assert pades.examine(sealed, roots=own.others).fault == "Sigillet är skadat."
    monkeypatch.setattr(pades, "_moment", lambda _: None)
    assert "säger inte när" in pades.examine(sealed, roots=own.others).fault
