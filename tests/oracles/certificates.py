"""Certificates as the senders' hosts yield them, signed by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

KEY = generate_private_key(65537, 2048)
OTHER_KEY = generate_private_key(65537, 2048)


def certificate(name: str, key: RSAPrivateKey = KEY, days: float = 1) -> bytes:
    """Return a certificate in PEM that is valid from yesterday on, for some days from now."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    since, until = now - timedelta(days=2), now + timedelta(days=days)
    number = x509.random_serial_number()
    built = x509.CertificateBuilder(subject, subject, key.public_key(), number, since, until)
    return built.sign(key, SHA256()).public_bytes(Encoding.PEM)
