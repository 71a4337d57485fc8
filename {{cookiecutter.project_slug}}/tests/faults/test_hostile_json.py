"""JSON that is made to hurt whoever parses it: it is stored or refused, and holds up nobody."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Event, Thread

import httpx2
import pytest

from fake import signed
from proof import Proof
from resources import work
from world import World

LONGEST_STALL = 1.0
MILLION = 1_000_000


def bodies(million: int) -> dict[str, bytes]:
    """Return hostile JSON, as large as a million is."""
    many = dict.fromkeys(map(str, range(million)), 0)
    return {
        "depth": b"[" * 100_000 + b"]" * 100_000,
        "depth of objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "keys": json.dumps(many).encode(),
        "whole number": b"1" * 10 * million,
        "number": b"1." + b"7" * 10 * million,
        "small number": b"1e-" + b"7" * 10 * million,
        "large number": b"7" * 10 * million + b"e400",
        "escapes": b'"' + b"\\u00e9" * million + b'"',
        "string without an end": b'"' + b"\\" * 10 * million,
    }


@contextmanager
def pinged(port: int, pid: int) -> Iterator[list[float]]:
    """Ask without pause whether the service is alive.

    Yields how many seconds it worked before each answer. On a busy machine more time goes by,
    in which it is others that work.
    """
    waits, over = [0.0], Event()

    def ping() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while not over.wait(0.005):
            began = work(pid)
            connection.request("GET", "/livez")
            connection.getresponse().read()
            waits.append(work(pid) - began)
        connection.close()

    thread = Thread(target=ping)
    thread.start()
    try:
        yield waits
    finally:
        over.set()
        thread.join()


@pytest.mark.fault(29, "JSON with a depth of 100,000, a million keys, a number of 10 MB")
def test_hostile_json(world: World, proof: Proof) -> None:
    """Each is stored or refused as malformed, and meanwhile others are answered."""
    told = {}
    with (
        world.service(RECEIVER_BODY_CAP="33554432") as process,
        pinged(world.port, process.pid) as waits,
    ):
        for name, body in bodies(proof.of(MILLION // 20, MILLION)).items():
            headers = signed(body, delivery_id=name, event="unknown")
            answer = httpx2.post(world.url(), content=body, headers=headers, timeout=60)
            told[name] = answer.status_code
        stored = set(world.stored())
    accepted = {name for name, status in told.items() if status == 202}
    proof.figure(
        f"{len(accepted)} x 202, {len(told) - len(accepted)} x 400; stall {max(waits):.2f} s"
    )
    assert {"keys", "number", "escapes"} <= accepted
    assert ({202, 400}, accepted) == (set(told.values()), stored)
    assert max(waits) <= LONGEST_STALL
