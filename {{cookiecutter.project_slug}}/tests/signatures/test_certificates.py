"""A certificate's key is believed if it is RSA and strong, at the times it is good for."""

from datetime import UTC, datetime
from functools import cache
from ssl import DER_cert_to_PEM_cert, PEM_cert_to_DER_cert

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from receiver.signatures import certificates, pem
from schemes import NOW

DAY, KEY = 86_400, certificates.PAIRS.make()
WEAK = pem.written(rsa.generate_private_key(65537, 1024))  # noqa: S505 - to be refused
CURVE = pem.written(ec.generate_private_key(ec.SECP256R1()))


@cache
def certified(
    *hosts: str, key: bytes = KEY, since: int = NOW - DAY, until: int = NOW + DAY
) -> bytes:
    """Return a certificate of a key, in PEM; the first of the hosts is its common name."""
    private = serialization.load_pem_private_key(key, None)
    assert isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, each) for each in hosts[:1]])
    first, last = (datetime.fromtimestamp(each, UTC) for each in (since, until))
    built = x509.CertificateBuilder(name, name, private.public_key(), 1, first, last)
    if others := [x509.DNSName(each) for each in hosts[1:]]:
        built = built.add_extension(x509.SubjectAlternativeName(others), critical=False)
    return built.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def changed(document: bytes, old: str, new: str) -> bytes:
    """Return a certificate that has other bytes in it, in hex, with no care for its signature."""
    der = PEM_cert_to_DER_cert(document.decode())
    assert bytes.fromhex(old) in der
    return DER_cert_to_PEM_cert(der.replace(bytes.fromhex(old), bytes.fromhex(new))).encode()


BAD = {
    "weak": certified(key=WEAK),
    "no RSA": certified(key=CURVE),
    "unknown kind": changed(certified(), "2a864886f70d010101", "2a864886f70d01017f"),
    "a key": KEY,
    "cut off": certified()[:200],
    "no PEM": b"\xff",
    "nothing": b"",
}


@pytest.mark.parametrize("digest", certificates.HASHES)
def test_fits(digest: str) -> None:
    """What the certificate's key signed fits, and no other content, key, digest or signature."""
    signature, other = certificates.sign(KEY, b"a", digest), certificates.PAIRS.make()
    assert certificates.fits(certified(), b"a", signature, digest, NOW)
    assert not certificates.fits(certified(), b"b", signature, digest, NOW)
    assert not certificates.fits(certified(key=other), b"a", signature, digest, NOW)
    for name in certificates.HASHES.keys() - {digest}:
        assert not certificates.fits(certified(), b"a", signature, name, NOW)
    for bad in (b"", signature[:-1], signature + b"\x00", bytes(256), b"\xff" * 256):
        assert not certificates.fits(certified(), b"a", bad, digest, NOW)


@pytest.mark.parametrize(
    ("offset", "expected"), [(-DAY - 1, False), (-DAY, True), (DAY, True), (DAY + 0.5, False)]
)
def test_validity(offset: float, expected: bool) -> None:  # noqa: FBT001 - the expected answer
    """A certificate counts from its first second to its last."""
    signature = certificates.sign(KEY, b"", "sha256")
    assert expected is certificates.fits(certified(), b"", signature, "sha256", NOW + offset)


@pytest.mark.parametrize("document", BAD.values(), ids=BAD)
def test_bad_document(document: bytes) -> None:
    """What is no certificate of a strong RSA key fits nothing."""
    key = WEAK if document == BAD["weak"] else KEY
    assert not certificates.fits(
        document, b"", certificates.sign(key, b"", "sha256"), "sha256", NOW
    )
    with pytest.raises(ValueError, match=r".*"):
        certificates.public_key(document)


@pytest.mark.parametrize("hosts", [("a.example.org",), ("x", "b.example.org"), ("*.example.org",)])
def test_host(hosts: tuple[str, ...]) -> None:
    """A certificate is of a domain if one of its names is of a host there, until it expires."""
    certificates.check(certified(*hosts), NOW, ".example.com", ".example.org")
    for now, domain in ((NOW, ".example.com"), (NOW + 2 * DAY, ".example.org")):
        with pytest.raises(ValueError, match=r"is no valid certificate of a host in example\."):
            certificates.check(certified(*hosts), now, domain)


@pytest.mark.parametrize("hosts", [(), ("example.org",), ("evilexample.org", "a.example.org.x")])
def test_another_host(hosts: tuple[str, ...]) -> None:
    """Names that only look like the domain's are none of its hosts."""
    with pytest.raises(ValueError, match="is no valid certificate"):
        certificates.check(certified(*hosts), NOW, ".example.org")
