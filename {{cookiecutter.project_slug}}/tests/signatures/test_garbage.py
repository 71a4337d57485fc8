"""Whatever is sent, a source raises a refusal of its own and nothing else."""

from random import Random

import pytest

from fake import message, signed, source
from receiver.errors import Malformed, ReceiverError
from receiver.messages import Message
from receiver.services.verification import Outcome, Source, Verified
from schemes import NOW

NAMES = (b"fake-signature", b"fake-id", b"fake-event", b"content-type", b"content-encoding", b"x")
PIECES = (b"t=", b"v1=", b",", b"=", b"1760000000", b"nan", b"ab" * 32, b"\xff", b"\x00", b" ", b"")
BODIES = (
    b"",
    b"{}",
    b"[" * 3000,
    b"\xff",
    b'{"id": 1e999}',
    b"payload=%",
    b"\xef\xbb\xbf",
    b"1" * 5000,
)
TEXTS = ("", "ping", "x" * 256, "\x00", "é", "application/x-www-form-urlencoded", "a/b, c/d")


def garbage(random: Random) -> Message:
    """Return a request made of pieces that have broken parsers."""
    lines = [
        (random.choice(NAMES), b"".join(random.choices(PIECES, k=random.randrange(8))))
        for _ in range(random.randrange(6))
    ]
    body = random.choice(BODIES) + random.randbytes(random.randrange(9))
    return Message(random.choice(("POST", "POST", "POST", "GET", "", "é")), "", lines, body)


def outcome_of(fake: Source, random: Random) -> Outcome | None:
    """Have a signed request with garbage around it received; None if it was malformed."""
    body = random.choice(BODIES)
    headers = signed(body, now=NOW)
    for name in random.sample(["Fake-Id", "Fake-Event", "Content-Type"], k=random.randrange(4)):
        headers[name] = random.choice(TEXTS)
    try:
        return fake.receive(message(headers, body), NOW)
    except Malformed:
        return None


def test_unsigned() -> None:
    """Of 5,000 requests made of garbage each one is refused."""
    random, fake = Random(19), source()  # noqa: S311 - the same garbage each time
    for _ in range(5_000):
        with pytest.raises(ReceiverError) as refused:
            fake.receive(garbage(random), NOW)
        assert refused.value.status in {400, 401, 405, 415}


def test_signed() -> None:
    """Of 5,000 signed requests with garbage in them each is a delivery or malformed."""
    random, fake = Random(20), source()  # noqa: S311 - the same garbage each time
    outcomes = [outcome_of(fake, random) for _ in range(5_000)]
    assert {Verified, type(None)} == {type(each) for each in outcomes}
