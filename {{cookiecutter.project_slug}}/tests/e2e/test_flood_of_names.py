"""A flood of names that a sender makes up leaves no more series, and no more memory, behind."""

from http.client import HTTPConnection
from itertools import cycle

import httpx2
import pytest

from fake import signed
from proof import Proof
from resources import memory
from world import World

METHODS = ("GET", "PUT", "DELETE", "PROPFIND", "MKCALENDAR")
WARM, GROWTH = 60, 15.0
"""Rounds until a process has what it needs, and the megabytes that it may need after that."""
LABELS = {"source", "outcome", "reason", "state", "handler", "key", "le", "method", "status"}


def flood(world: World, start: int, rounds: int) -> None:
    """Send made-up paths, sources, events, ids, request ids, queries and methods."""
    connection, methods = HTTPConnection("127.0.0.1", world.port), cycle(METHODS)
    for number in range(start, start + rounds):
        name = f"canary-{number}"
        sent = {**signed(event=name, delivery_id=name), "X-Request-Id": name}
        for method, path, headers in (
            ("POST", f"/webhooks/fake?{name}=1", sent),
            ("POST", f"/webhooks/{name}", sent),
            ("POST", "/webhooks/fake", sent | {"Fake-Signature": name}),
            (next(methods), f"/{name}/{number}", {"X-Request-Id": name}),
            (next(methods), f"/livez?{name}", {}),
        ):
            connection.request(method, path, b"{}", headers)
            connection.getresponse().read()
    connection.close()


def series(world: World) -> set[str]:
    """Return the names and labels of all that the service tells."""
    lines = httpx2.get(world.url("/metrics")).text.splitlines()
    return {line.rpartition(" ")[0] for line in lines if not line.startswith("#")}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_flood(world: World, proof: Proof) -> None:
    """After the first of each kind nothing is added, whatever comes, and no name is told."""
    rounds = proof.of(150, 20_000)
    with world.service(RECEIVER_LOG_LEVEL="error", RECEIVER_WORKERS="0") as process:
        flood(world, 0, WARM)
        series(world)
        before, held = series(world), memory(process.pid)
        flood(world, WARM, rounds)
        after, grown = series(world), memory(process.pid) - held
    print(f"{5 * rounds:,} requests: {len(after)} series, {grown:+.1f} MB")  # noqa: T201 - the figure
    assert before == after
    assert not any("canary" in each for each in after)
    assert grown < GROWTH
