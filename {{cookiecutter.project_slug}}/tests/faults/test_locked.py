"""While somebody else locks the inbox, senders hear so in time, and then it goes on by itself."""

import time

import httpx2
import pytest

from load import Load
from processes import until
from proof import Proof
from resources import memory
from sabotage import locked
from world import World

LIMIT, GROWTH = 2.5, 50.0
UNDER_WAY = 0.5
"""Seconds in which answers may still come to what was committed before."""


@pytest.mark.fault(6, "the inbox is locked by another session")
def test_locked(world: World, proof: Proof) -> None:
    """Each answer comes in time and is no 2xx; memory stays; it recovers without an operator."""
    with world.service() as process, Load(world.port, senders=32) as load:
        until(lambda: load.has(100))
        before = memory(process.pid)
        with locked(world):
            began = time.monotonic()
            answer, unready = world.deliver(), httpx2.get(world.url("/readyz"))
            unhealthy = httpx2.get(world.url("/healthz"))
            time.sleep(proof.of(0, 11))
            told = load.answers.between(began + UNDER_WAY)
            grown = memory(process.pid) - before
        free, accepted = time.monotonic(), len(load.accepted)
        until(lambda: load.has(accepted + 1))
        back = time.monotonic() - free
        load.stop()
        world.settled(60)
    proof.figure(f"{told}, {grown:+.0f} MB, back after {back:.1f} s")
    assert (503, "5", 503, 503) == (
        answer.status_code,
        answer.headers["Retry-After"],
        unready.status_code,
        unhealthy.status_code,
    )
    assert {503} == set(told.statuses())
    assert load.answers.slowest() < LIMIT
    assert grown < GROWTH
    assert set() == world.lost(load.accepted)
