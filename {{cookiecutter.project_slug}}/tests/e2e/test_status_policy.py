"""Every row of the status policy, as a sender sees it over a real connection."""

import time
from collections.abc import Iterator

import httpx2
import pytest

from fake import signed
from world import World


@pytest.fixture
def served(world: World) -> Iterator[World]:
    """A running service with a small body cap and little patience for slow bodies."""
    with world.service(RECEIVER_BODY_CAP="2048", RECEIVER_READ_TIMEOUT="0.5"):
        yield world


def slowly() -> Iterator[bytes]:
    """Yield a body that never ends in time."""
    for _ in range(20):
        yield b"x"
        time.sleep(0.1)


def test_what_a_sender_is_told(served: World) -> None:
    """Each kind of request gets the status that the policy names for it."""
    good = signed(b"{}", delivery_id="one")
    stale = signed(b"{}", now=time.time() - 400)
    future = signed(b"{}", now=time.time() + 400)
    nameless = {name: value for name, value in signed(b"{}").items() if name != "Fake-Id"}
    requests = [
        (202, "POST", "/webhooks/fake", b"{}", good),
        (200, "POST", "/webhooks/fake", b"{}", good),
        (202, "POST", "/webhooks/fake/", b"{}", signed(b"{}")),
        (202, "POST", "/webhooks/fake", b"{}", signed(b"{}", event="nobody.cares")),
        (401, "POST", "/webhooks/fake", b"{} ", good),
        (401, "POST", "/webhooks/fake", b"{}", {}),
        (401, "POST", "/webhooks/fake", b"{}", stale),
        (401, "POST", "/webhooks/fake", b"{}", future),
        (400, "POST", "/webhooks/fake", b"{}", nameless),
        (400, "POST", "/webhooks/fake", b"no JSON", signed(b"no JSON")),
        (404, "POST", "/webhooks/other", b"{}", good),
        (405, "GET", "/webhooks/fake", b"", {}),
        (413, "POST", "/webhooks/fake", b" " * 2049, signed(b" " * 2049)),
        (415, "POST", "/webhooks/fake", b"{}", good | {"Content-Encoding": "gzip"}),
    ]
    told = [
        httpx2.request(method, served.url(path), content=body, headers=headers)
        for _, method, path, body, headers in requests
    ]
    assert [status for status, *_ in requests] == [answer.status_code for answer in told]
    refusals = {answer.headers["content-type"] for answer in told if answer.is_client_error}
    assert {"application/problem+json"} == refusals
    assert {"done", "unhandled"} >= {str(each.state) for each in served.deliveries()} - {"received"}


def test_a_slow_body(served: World) -> None:
    """A body that does not arrive in time is refused with 408."""
    assert 408 == httpx2.post(served.url(), content=slowly()).status_code
