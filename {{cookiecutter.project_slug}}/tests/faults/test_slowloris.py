"""Senders that are slow on purpose: they are dropped, and others hear nothing of it."""

import asyncio
import time
from collections.abc import Callable
from itertools import cycle, islice
from statistics import quantiles
from threading import Thread

import pytest

from fake import signed
from proof import Proof
from world import World

BODY = b'{"a": "' + b"a" * 1000 + b'"}'
LONGEST = 60
"""Seconds after which nothing was dropped, and nothing will be."""
UNNOTICED = 1.0, 0.1
"""Seconds that nobody complains about, of a few and of many answers, however fast others are."""


def requests() -> list[tuple[bytes, bytes]]:
    """Return what slow senders send at once, from nothing to all but the body, and what slowly."""
    headers = signed(BODY) | {"Host": "a", "Content-Length": f"{len(BODY)}"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST /webhooks/fake HTTP/1.1\r\n{lines}".encode()
    return [
        (b"", head),
        (head[:20], head[20:]),
        (head, b"X: a\r\n"),
        (head + b"\r\n", BODY),
        (b"GET /livez HTTP/1.1\r\n\r\n", head),
    ]


async def endure(port: int, at_once: bytes, slowly: bytes) -> float:
    """Send a byte each second; return after how many seconds the connection was dropped."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()
    writer.write(at_once)
    reading, drops = asyncio.create_task(reader.read()), cycle(slowly)
    while not reading.done():
        writer.write(bytes([next(drops)]))
        await asyncio.wait([reading], timeout=1)
    ended = time.monotonic()
    writer.transport.abort()
    await asyncio.wait([reading])
    reading.exception()
    return ended - began


def attack(port: int, connections: int) -> list[float]:
    """Return how long each of so many slow connections lasted, all opened at once."""

    async def all_of_them() -> list[float]:
        chosen = islice(cycle(requests()), connections)
        async with asyncio.timeout(LONGEST):
            return await asyncio.gather(*(endure(port, *each) for each in chosen))

    return asyncio.run(all_of_them())


def honest(world: World, goes_on: Callable[[int], bool]) -> float:
    """Deliver one after the other; return the seconds that 99 of 100 were answered in."""
    waited: list[float] = []
    while goes_on(len(waited)):
        began = time.monotonic()
        assert 202 == world.deliver(BODY).status_code
        waited.append(time.monotonic() - began)
        time.sleep(0.01)
    return quantiles(waited, n=100)[98]


@pytest.mark.fault(27, "slowloris: connections that send a byte a second")
def test_slowloris(world: World, proof: Proof) -> None:
    """Slow connections are dropped in time, and those who are not slow do not wait for them."""
    connections, seconds = proof.of(100, 500), proof.of(2, 10)
    lasted: list[float] = []
    with world.service(RECEIVER_READ_TIMEOUT=f"{seconds}") as process:
        before = honest(world, lambda done: done < proof.of(100, 500))
        slow = Thread(target=lambda: lasted.extend(attack(world.port, connections)))
        slow.start()
        meanwhile = honest(world, lambda _: slow.is_alive())
        slow.join()
        usual = max(before, honest(world, lambda done: done < proof.of(100, 500)))
        assert process.poll() is None
    assert connections == len(lasted)
    proof.figure(
        f"{connections} dropped after {max(lasted):.1f} s, "
        f"honest p99 {meanwhile * 1000:.0f} ms, {usual * 1000:.0f} ms without"
    )
    assert seconds / 2 < min(lasted)
    assert max(lasted) < seconds + 2
    assert meanwhile <= max(2 * usual, proof.of(*UNNOTICED))
