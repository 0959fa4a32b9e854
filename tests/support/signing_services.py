"""Outside signing services for tests: real servers on this machine, with an authority of their own.

``Authority`` issues certificates to people and to the service. ``RemoteService`` makes the answer
that a service which signs digests sends back, and ``UploadService`` is a web server of the kind
that is sent the document. What they do wrong is chosen by the test.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

R = TypeVar("R")
FROM, TO = datetime(2010, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
_PEM, _DER = serialization.Encoding.PEM, serialization.Encoding.DER
_PLAIN = serialization.NoEncryption()


def _apart(work: Callable[[], R]) -> R:
    """Do something in a thread of its own: a browser of another test may have a loop in this."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


class Authority:
    """A certificate authority; ``name`` tells one from another."""

    def __init__(self, name: str = "Provutfärdaren") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = _usage(key_cert_sign=True, crl_sign=True)
        builder = _builder(self.name, self.name, self.key.public_key(), FROM, TO)
        builder = builder.add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        self.certificate = builder.add_extension(usage, critical=True).sign(self.key, SHA256())

    def pem(self) -> bytes:
        return self.certificate.public_bytes(_PEM)

    def issue(
        self, name: str, *, since: datetime = FROM, until: datetime = TO
    ) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        """Return a key and the certificate of a person or a service."""
        key = ec.generate_private_key(ec.SECP256R1())
        given, _, surname = name.rpartition(" ")
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.GIVEN_NAME, given or name),
                x509.NameAttribute(NameOID.SURNAME, surname),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, "PNOSE-ett prov"),
            ]
        )
        usage = _usage(digital_signature=True, content_commitment=True)
        builder = _builder(subject, self.name, key.public_key(), since, until)
        made = builder.add_extension(usage, critical=True).sign(self.key, SHA256())
        return key, made

    def signer(self, name: str, **values: datetime) -> signers.SimpleSigner:
        """Return what pyHanko signs with, for a person."""
        key, certificate = self.issue(name, **values)
        store = SimpleCertificateStore()
        store.register(asn1_x509.Certificate.load(self.certificate.public_bytes(_DER)))
        pkcs8 = key.private_bytes(_DER, serialization.PrivateFormat.PKCS8, _PLAIN)
        return signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(_DER)),
            signing_key=asn1_keys.PrivateKeyInfo.load(pkcs8),
            cert_registry=store,
        )


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names.split()})


def _builder(subject, issuer, key, since, until) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def write_pem(folder: Path, name: str, authority: Authority) -> tuple[Path, Path]:
    """Write a key and a certificate that the authority issues, and return where they are."""
    key, certificate = authority.issue(name)
    own, cert = folder / "own-key.pem", folder / "own.pem"
    own.write_bytes(key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, _PLAIN))
    cert.write_bytes(certificate.public_bytes(_PEM))
    return own, cert


def over_digest(signer: signers.SimpleSigner, digest: bytes) -> bytes:
    """Return a detached signature over a digest; nobody needs the document for it."""
    return _apart(lambda: asyncio.run(signer.async_sign(digest, "sha256"))).dump()


class RemoteService:
    """Reads the form that a person's browser brings, and makes the form that it takes back."""

    def __init__(self, people: Authority, own: Authority | None = None) -> None:
        self.people = people
        self.own = own or Authority("Underskriftstjänsten")
        self.seal = self.own.signer("Underskriftstjänsten AB")

    def answer(self, form, at, *, name="", signer=None, seal=None, sign_digest=None, **changed):
        """Answer a request; ``changed`` replaces what is told, the rest what is signed with."""
        asked = json.loads(b64decode(form["request"]))
        digest = bytes.fromhex(sign_digest or asked["digest"]["value"])
        by = signer or self.people.signer(name or asked["signer"]["name"])
        told = {
            "request": asked["request"],
            "status": "signed",
            "issuedAt": at.isoformat(),
            "digest": asked["digest"],
            "signature": b64encode(over_digest(by, digest)).decode(),
            **changed,
        }
        content = json.dumps(told).encode()
        own = over_digest(seal or self.seal, hashlib.sha256(content).digest())
        return {"response": b64encode(content).decode(), "signature": b64encode(own).decode()}


def small_pdf(text: str = "Protokoll") -> bytes:
    """Return a PDF of one page, the same bytes each time."""
    out = BytesIO()
    page = Canvas(out, invariant=1)
    page.drawString(72, 720, text)
    page.save()
    return out.getvalue()


class UploadService:
    """A web server that keeps documents by our reference and has people sign them."""

    def __init__(self, people: Authority) -> None:
        self.people = people
        self.documents: dict[str, dict] = {}
        self.calls: list[str] = []
        self.down = False
        self.status = 200
        self.address = ""
        self.token = "hemligt"
        self.always: bytes | None = None
        self.during: Callable[[], None] = lambda: None

    def sign(self, reference: str, *names: str, content: bytes | None = None, **values) -> None:
        """Have people sign, one after the other."""
        kept = self.documents[reference]
        out = content or b64decode(kept["content"])
        for number, name in enumerate(names, 1):
            metadata = signers.PdfSignatureMetadata(field_name=f"Underskrift{number}")
            writer = IncrementalPdfFileWriter(BytesIO(out))
            signer = self.people.signer(name, **values)
            made = _apart(partial(signers.sign_pdf, writer, metadata, signer=signer))
            out = made.getvalue()
        kept["signed"], kept["status"] = out, "signed"

    def always_links(self, people: list[str], link: str) -> None:
        """Answer everything with the same link for each."""
        links = [{"id": person, "link": link} for person in people]
        self.always = json.dumps({"signers": links}).encode()

    def changed_afterwards(self, content: bytes) -> bytes:
        """Add something to a signed document that is no signature."""
        writer = IncrementalPdfFileWriter(BytesIO(content))
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Rotate"] = generic.NumberObject(90)
        writer.update_container(page)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    def handle(self, method: str, path: str, body: bytes, token: str) -> tuple[int, bytes]:
        self.calls.append(f"{method} {path}")
        self.during()
        if self.always is not None:
            return 200, self.always
        if self.down:
            return 503, b""
        if self.status != 200 or token != f"Bearer {self.token}":
            return (self.status if self.status != 200 else 401), b""
        reference, _, rest = path.removeprefix("/api/documents/").partition("/")
        if method == "PUT":
            told = json.loads(body)
            kept = self.documents.setdefault(reference, {**told, "status": "waiting"})
            links = [
                {"id": s["id"], "link": f"{self.address}/s/{s['id']}"} for s in kept["signers"]
            ]
            return 200, json.dumps({"signers": links}).encode()
        kept = self.documents[reference]
        if rest == "signed":
            return 200, kept["signed"]
        return 200, json.dumps({k: kept.get(k, "") for k in ("status", "message")}).encode()


@contextmanager
def serving(service: UploadService) -> Iterator[UploadService]:
    """Let the service answer on this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body, token = self.rfile.read(size), self.headers.get("Authorization", "")
            status, content = service.handle(self.command, self.path, body, token)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = _do  # noqa: N815 -- the names that the library calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
