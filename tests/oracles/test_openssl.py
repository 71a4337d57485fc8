"""The command `openssl dgst`, for our own senders: it needs no SDK."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from senders import Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("generic")
NAME = "X-Signature"
OPENSSL = shutil.which("openssl")


def digest(text: str, body: bytes) -> str:
    """Return what the command prints; Python's own, where there is no such command."""
    if OPENSSL is None:
        return hmac.new(text.encode(), body, hashlib.sha256).hexdigest()
    command = [OPENSSL, "dgst", "-sha256", "-hmac", text]
    done = subprocess.run(command, input=body, capture_output=True, check=True)
    return done.stdout.decode().split()[-1]


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign with the command."""
    return request.with_headers({NAME: digest(our.text, request.body)})


def verify(our: Sender, request: Request) -> bool:
    """Compare with what the command prints."""
    return digest(our.text, request.body) == request.headers[NAME].removeprefix("sha256=")


SDK = Oracle(provider="generic", distribution="openssl", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("body", [b"", b"\xff\x00\r\n", "é€𝄞".encode(), bytes(1 << 20)])
def test_any_bytes(body: bytes) -> None:
    """We receive any bytes that the command has signed."""
    unsigned = OURS.unsigned().with_headers({"X-Event-Type": "any"})
    request = sign(OURS, with_body(unsigned, body), 0)
    assert 200 == OURS.status(request)


@pytest.mark.parametrize(
    ("spelling", "status"),
    [("sha256={}", 200), ("sha1={}", 401), ("{}\n", 401), ("sha256=sha256={}", 401), ("{}0", 401)],
)
def test_prefixes(spelling: str, status: int) -> None:
    """The digest may be named, once, and holds nothing else."""
    request = sign(OURS, OURS.unsigned(), 0)
    request = request.with_headers({NAME: spelling.format(request.headers[NAME])})
    assert status == OURS.status(request)
