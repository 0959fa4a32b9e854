"""A passkey in software: real keys and signatures, as a telephone would answer a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _ATTESTED = 0x01, 0x40


def encoded(content: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """One passkey at one site."""

    origin: str
    host: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    used: int = 0

    def create(self, options: str) -> str:
        """Answer ``navigator.credentials.create``."""
        client_data = self._client_data("webauthn.create", options)
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        described = b"\0" * 16 + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(_PRESENT | _ATTESTED) + described + cbor2.dumps(cose)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=client_data, attestationObject=attested)

    def get(self, options: str) -> str:
        """Answer ``navigator.credentials.get``."""
        self.used += 1
        client_data = self._client_data("webauthn.get", options)
        data = self._data(_PRESENT)
        signed = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client_data, authenticatorData=data, signature=signed)

    def _client_data(self, kind: str, options: str) -> bytes:
        asked = json.loads(options)
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        site = hashlib.sha256(self.host.encode()).digest()
        return site + bytes([flags]) + self.used.to_bytes(4)

    def _answer(self, **response: bytes) -> str:
        own = encoded(self.credential_id)
        answer: dict[str, Any] = {"id": own, "rawId": own, "type": "public-key"}
        answer["response"] = {name: encoded(content) for name, content in response.items()}
        return json.dumps(answer)
