"""Bodies of any size and kind are read to the cap and no further, and never decoded."""

import gzip
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from fake import signed
from proof import Proof
from resources import memory, most_memory
from world import World

CAP = 1_048_576
MB = 1_048_576
CHUNK = b"10000\r\n" + b" " * 65_536 + b"\r\n"
ENDLESS = (
    b"POST /webhooks/fake HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


def send_endless(port: int, size: int) -> tuple[int, int]:
    """Send a body of unknown size; return the status and how many bytes were taken of it."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            connection.sendall(ENDLESS)
            while sent < size:
                connection.sendall(CHUNK)
                sent += len(CHUNK)
            connection.sendall(b"0\r\n\r\n")
        except OSError:  # closed, or so we hope
            pass
        return int(connection.recv(1000).split()[1]), sent


def at_once(number: int, work: Callable[[], tuple[int, int]]) -> list[tuple[int, int]]:
    """Do something in so many threads."""
    with ThreadPoolExecutor(number) as threads:
        return [each.result() for each in [threads.submit(work) for _ in range(number)]]


@pytest.mark.fault(26, "huge bodies without a Content-Length, at once")
def test_endless_bodies(world: World, proof: Proof) -> None:
    """A body past the cap is refused while it comes, so that the memory holds no more of it."""
    senders, size = proof.of(5, 20), proof.of(20, 300) * MB
    cap = proof.of(CAP, 5 * MB)
    with world.service(RECEIVER_BODY_CAP=f"{cap}") as process:
        assert 202 == world.deliver().status_code
        before = memory(process.pid)
        told = at_once(senders, lambda: send_endless(world.port, size))
        growth = most_memory(process.pid) - before
        assert 202 == world.deliver().status_code
    taken = max(sent for _, sent in told)
    statuses = {status for status, _ in told}
    proof.figure(
        f"{senders} x {statuses} after at most {taken / MB:.0f} of {size / MB:.0f} MiB; "
        f"{growth:.0f} MB more memory"
    )
    assert {413} == statuses
    assert taken < min(size, cap + 12 * MB)
    assert growth * MB <= 2 * cap * senders


@pytest.mark.fault(28, "gzip bomb")
def test_bomb(world: World, proof: Proof) -> None:
    """A body with a coding is refused, signed as it may be, and nobody decodes it."""
    size = proof.of(50, 500) * MB
    bomb = gzip.compress(bytes(size))
    statuses = set()
    with world.service() as process:
        assert 202 == world.deliver().status_code
        before = memory(process.pid)
        for coding in ("gzip", "deflate", "GZIP", "identity, gzip"):
            headers = signed(bomb) | {"Content-Encoding": coding}
            statuses.add(world.client.post(world.url(), content=bomb, headers=headers).status_code)
        growth = most_memory(process.pid) - before
    proof.figure(
        f"{statuses} for {size / MB:.0f} MiB in {len(bomb) / 1000:.0f} kB; "
        f"{growth:.0f} MB more memory"
    )
    assert ({415}, 1) == (statuses, len(world.deliveries()))
    assert growth < 20
