"""Certificates: RSA signatures (PKCS #1 v1.5) by the key of an X.509 certificate in PEM."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from receiver.signatures import pem
from receiver.signatures.key_pairs import KeyPairs

HASHES: dict[str, hashes.HashAlgorithm] = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}  # noqa: S303 - SNS's version 1
LEAST_BITS = 2048


def certificate(document: bytes) -> x509.Certificate:
    """Return the first certificate in PEM; raises `ValueError` if there is none."""
    return x509.load_pem_x509_certificate(document)


def public_key(document: bytes) -> rsa.RSAPublicKey:
    """Return the key of the first certificate; raises `ValueError` if it is no good RSA key."""
    try:
        key = certificate(document).public_key()
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_BITS:
        message = f"the certificate has no RSA key of {LEAST_BITS} bits or more"
        raise ValueError(message)
    return key


def fits(document: bytes, content: bytes, signature: bytes, digest: str, now: float) -> bool:
    """Say whether the certificate is valid now and its key made the signature.

    `digest` is a key of `HASHES`, `now` is in Unix seconds. False for whatever is malformed.
    """
    with suppress(InvalidSignature, ValueError):
        key = public_key(document)
        if is_valid(certificate(document), now):
            key.verify(signature, content, padding.PKCS1v15(), HASHES[digest])
            return True
    return False


def is_valid(found: x509.Certificate, now: float) -> bool:
    """Say whether a certificate is neither expired nor of the future."""
    return (
        found.not_valid_before_utc <= datetime.fromtimestamp(now, UTC) <= found.not_valid_after_utc
    )


def names(found: x509.Certificate) -> list[str]:
    """Return the host names that a certificate is for: its common name and alternative ones."""
    common = found.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    names = [str(each.value) for each in common]
    with suppress(x509.ExtensionNotFound, x509.DuplicateExtension):
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names += extension.value.get_values_for_type(x509.DNSName)
    return names


def check(document: bytes, now: float, *domains: str) -> None:
    """Raise `ValueError` unless the document is a certificate of a domain's host, valid now.

    `now` is in Unix seconds, a domain such as ``.amazonaws.com``.
    """
    found = certificate(document)
    if not (any(name.endswith(domains) for name in names(found)) and is_valid(found, now)):
        message = f"is no valid certificate of a host in {domains[0].removeprefix('.')}"
        raise ValueError(message)


def sign(key: bytes, content: bytes, digest: str) -> bytes:
    """Return the signature that a private key, in PEM, makes."""
    return _private(key).sign(content, padding.PKCS1v15(), HASHES[digest])


def _private(key: bytes) -> rsa.RSAPrivateKey:
    return pem.read(key, rsa.RSAPrivateKey)  # type: ignore[type-abstract]  # never instantiated


def _make() -> bytes:
    return pem.written(rsa.generate_private_key(65537, LEAST_BITS))


def _self_signed(key: bytes) -> bytes:
    private = _private(key)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver test key")])
    since = datetime.now(UTC) - timedelta(days=1)
    until = since + timedelta(3650)
    built = x509.CertificateBuilder(
        name, name, private.public_key(), x509.random_serial_number(), since, until
    )
    return built.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


PAIRS = KeyPairs(_make, _self_signed)
