"""Asks a service as its platform and its senders do."""

from __future__ import annotations

import hashlib
import hmac
import time
from http.client import HTTPConnection

BODY = b'{"event":"user_created","user_id":42}'
PATIENCE = 30


def ready(port: int) -> int:
    """Wait until the service says that it is ready, and return the status by which it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if (status := _ask(port, "GET", "/readyz")) == 200:
                return status
        except OSError:
            time.sleep(0.1)
    return 0


def deliver(port: int, secret: str) -> int:
    """Send a delivery that is signed with a secret; return the answer's status."""
    signature = hmac.new(secret.encode(), BODY, hashlib.sha256).hexdigest()
    return _ask(port, "POST", "/webhooks/generic", BODY, {"X-Signature": signature})


def _ask(
    port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
