"""SIGTERM: others are told first, what has begun is finished or given up, and nobody is cut off."""

import signal
import time
from subprocess import Popen

import httpx2
import pytest
from sqlalchemy import select

from processes import until
from proof import Proof
from receiver.storage.opening import open_database
from receiver.storage.schema import attempts
from world import World


def stops(process: Popen[bytes], number: signal.Signals) -> float:
    """Send a signal; return after how many seconds the process was gone."""
    began = time.monotonic()
    process.send_signal(number)
    process.wait(60)
    return time.monotonic() - began


def outcomes(world: World) -> list[tuple[int, str]]:
    """Return the attempts in the ledger: their numbers, and how they ended."""
    statement = select(attempts.c.attempt, attempts.c.outcome).order_by(attempts.c.key)
    with open_database(world.database_url) as database, database.snapshot() as connection:
        return [(number, outcome) for number, outcome in connection.execute(statement)]


@pytest.mark.fault(9, "SIGTERM: not ready, and accepting")
def test_told_first(world: World, proof: Proof) -> None:
    """For a while the service is not ready and still accepts, each answer the last of its kind."""
    with world.service(RECEIVER_SHUTDOWN_DELAY="3") as process:
        first = world.deliver()
        began = time.monotonic()
        process.terminate()
        until(lambda: httpx2.get(world.url("/readyz")).status_code == 503)
        told = time.monotonic() - began
        last = world.deliver()
        process.wait(60)
        took = time.monotonic() - began
    world.settled()
    proof.figure(f"not ready after {told:.1f} s, gone after {took:.1f} s of which 3 s were delay")
    assert [202, 202] == [first.status_code, last.status_code]
    assert (None, "close") == (first.headers.get("connection"), last.headers.get("connection"))
    assert 2.5 < took


@pytest.mark.fault(9, "SIGTERM while a handler hangs")
def test_given_up(world: World, proof: Proof) -> None:
    """What is not done within the grace is given up: another process has it at once, uncounted."""
    hanging = world.folder / "hanging"
    settings = {"RECEIVER_LEASE": "300", "RECEIVER_SHUTDOWN_GRACE": "0.5"}
    with world.service(FAKE_HANG=str(hanging), **settings) as process:
        assert 202 == world.deliver(delivery_id="one").status_code
        until(hanging.exists)
        with world.beside().service(RECEIVER_LEASE="300"):
            took = stops(process, signal.SIGTERM)
            began = time.monotonic()
            world.settled(60)
            waited = time.monotonic() - began
    proof.figure(f"gone after {took:.1f} s, done elsewhere {waited:.1f} s later, lease 300 s")
    assert {"one": 1} == world.effects()
    assert [(1, "released"), (1, "done")] == outcomes(world)


def test_interrupted(world: World) -> None:
    """Ctrl-C stops without delay, and a second time without grace."""
    hanging = world.folder / "hanging"
    with world.service(RECEIVER_SHUTDOWN_DELAY="60") as process:
        assert stops(process, signal.SIGINT) < 30
    with world.service(FAKE_HANG=str(hanging), RECEIVER_SHUTDOWN_GRACE="60") as process:
        assert 202 == world.deliver(delivery_id="one").status_code
        until(hanging.exists)
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert process.poll() is None
        assert stops(process, signal.SIGINT) < 30
    with world.service():
        world.settled()
    assert {"one": 1} == world.effects()
