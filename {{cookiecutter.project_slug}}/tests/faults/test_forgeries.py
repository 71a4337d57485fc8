"""What nobody signed, or somebody for something else, never gets in: with the fake provider."""

import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha1, sha256
from random import Random

import pytest

from behind import NOW, Behind
from covered import pieces
from fake import PROVIDER, SECRET, signed, source
from garbage import flipped
from proof import Proof
from receiver.errors import ReceiverError
from receiver.headers import Header
from receiver.messages import Message
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import encoded
from schemes import SCHEMES, verified
from schemes import signed as signed_by

KEY, ID = SECRET.encode(), {"Fake-Id": "1", "Fake-Event": "ping"}
GOOD = {**signed(b"{}", delivery_id="1", now=NOW), "Content-Type": "application/json"}
TIME, _, RIGHT = GOOD["Fake-Signature"].partition(",")
SHA1, SHA256 = (hmac.new(KEY, b"{}", each).hexdigest() for each in (sha1, sha256))
SHA1_WITH_TIME = hmac.new(KEY, f"{NOW}.".encode() + b"{}", sha1).hexdigest()
UNSIGNED = "eyJhbGciOiJub25lIn0.e30."  # pragma: allowlist secret
DOWNGRADES: list[Mapping[str, str]] = [
    {},
    {"Fake-Signature": f"{TIME},v1={SHA1_WITH_TIME}"},
    {"Fake-Signature": f"{TIME},v1=sha1={SHA1_WITH_TIME}"},
    {"Fake-Signature": f"{TIME},sha1={SHA1_WITH_TIME}"},
    {"Fake-Signature": f"{TIME},{RIGHT.replace('v1=', 'v0=')}"},
    {"Fake-Signature": f"{TIME},{RIGHT.replace('v1=', 'V1=')}"},
    {"Fake-Signature": RIGHT},
    {"Fake-Signature": f"{TIME},v1="},
    {"Fake-Signature": f"{TIME},v1=none"},
    {"Fake-Signature": "alg=none"},
    {"Fake-Signature": f"sha1={SHA1}"},
    {"Fake-Signature": f"sha256={SHA256}"},
    {"X-Hub-Signature": f"sha1={SHA1}"},
    {"X-Hub-Signature-256": f"sha256={SHA256}"},
    {"X-Signature": SHA256},
    {"Stripe-Signature": GOOD["Fake-Signature"]},
    {"Authorization": f"Bearer {UNSIGNED}"},
    {"Authorization": f"Bearer {SECRET}"},
]
PREFIXED = replace(PROVIDER, scheme=Scheme(place=Header("Fake-Signature"), prefix=b"sha256="))


def status(scheme: Scheme, message: Message) -> int:
    """Return the status that a message is refused with, 200 if it is not."""
    try:
        verified(scheme, message)
    except ReceiverError as error:
        return error.status
    return 200


@pytest.mark.fault(17, "one-bit flips of body, signature, timestamp and id")
def test_flips(proof: Proof) -> None:
    """No bit of what any kind of scheme covers can be flipped, nor of the signature."""
    random, flips = Random(17), proof.of(2_000, 20_000)  # noqa: S311 - no secret
    covered = [
        (scheme, piece)
        for scheme in SCHEMES.values()
        for piece in pieces(scheme, signed_by(scheme))
    ]
    told = Counter[int]()
    for _ in range(flips):
        scheme, piece = random.choice(covered)
        told[status(scheme, piece.put(flipped(random, piece.value)))] += 1
    proof.figure(f"{told[200]} of {flips:,} accepted, {len(SCHEMES)} kinds of schemes")
    assert {401: flips} == told


@pytest.mark.fault(22, "sha1, v0, no algorithm, another sender's header")
async def test_downgrades(proof: Proof) -> None:
    """A signature of another kind, or in another place, is none, be its key the right one."""
    plain, prefixed = Behind(source()), Behind(replace(source(), provider=PREFIXED))
    told = [(await plain.get(headers={**ID, **each})).status for each in DOWNGRADES]
    values = (SHA256, SHA1, f"sha1={SHA1}", f"sha1={SHA256}", f"sha256={SHA1}")
    sent = [{**ID, "Fake-Signature": value} for value in values]
    told += [(await prefixed.get(headers=each)).status for each in sent]
    proof.figure(f"{told.count(401)} of {len(told)} refused")
    assert {401} == set(told)
    right = {**ID, "Fake-Signature": f"sha256={SHA256}"}
    assert (202, 202) == (
        (await plain.get(headers=GOOD)).status,
        (await prefixed.get(headers=right)).status,
    )


@pytest.mark.fault(23, "signature and Content-Type twice, or folded into one line")
async def test_repeated(proof: Proof) -> None:
    """Neither may stand there twice, be it the same, nor may a proxy have made one of two."""
    behind, lines, told = Behind(source()), dict(encoded(GOOD)), list[int | None]()
    for name in (b"fake-signature", b"content-type"):
        value = lines[name]
        others = [each for each in lines.items() if each[0] != name]
        for values in ((value, value), (value, b"x"), (b"x", value), (value + b", " + value,)):
            sent = [*others, *((name, each) for each in values)]
            told.append((await behind.get(headers=sent)).status)
    proof.figure(f"{sum(each in (400, 401) for each in told)} of {len(told)} refused")
    assert ([401] * 4, {400, 401}) == (told[:4], {401, *told[4:]})
    assert 202 == (await behind.get(headers=GOOD)).status


@pytest.mark.fault(16, "bodies that are no JSON, and signed by nobody")
async def test_verified_before_it_is_read(proof: Proof) -> None:
    """Nothing of a body is looked at before its signature fits: 401, and never 400 or 5xx."""
    behind, told = Behind(source()), list[int | None]()
    bodies = [b"no JSON", b"", b"\xff", b"[" * 100_000, b'{"a":' * 50_000, b"9" * 5_000]
    for body in bodies:
        for forged in ({}, ID, GOOD, signed(body, secret="somebody-else's", now=NOW)):
            told.append((await behind.get(chunks=[body], headers=forged)).status)
    proof.figure(f"{told.count(401)} of {len(told)} refused with 401")
    assert {401} == set(told)
    right = signed(bodies[0], now=NOW)
    assert 400 == (await behind.get(chunks=bodies[:1], headers=right)).status
