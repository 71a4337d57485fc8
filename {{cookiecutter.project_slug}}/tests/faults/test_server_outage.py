"""The database's server goes away and comes back, and the service goes on by itself."""

import time

import httpx2
import pytest

from answers import BROKEN
from load import Load
from processes import ready, until
from proof import Proof
from resources import memory
from servers import Server
from world import World

LIMIT, GROWTH = 2.5, 50.0
UNDER_WAY = 0.5
"""Seconds in which answers may still come to what was committed before."""


@pytest.mark.fault(5, "the server is stopped at once, and started again, under load")
def test_stopped(own_world: World, own_server: Server, proof: Proof) -> None:
    """Nothing is lost; meanwhile 503, in time; the first 2xx comes soon after the recovery."""
    times, down = proof.of(1, 10), proof.of(2.0, 5.0)
    waits: list[float] = []
    with own_world.service(), Load(own_world.port, senders=16) as load:
        for _ in range(times):
            _more(load, 200)
            own_server.stop(immediate=True)
            stopped = time.monotonic()
            time.sleep(down)
            meanwhile = load.answers.between(stopped + UNDER_WAY)
            assert {503} == set(meanwhile.statuses())
            own_server.start()
            waits.append(_first_success(load, time.monotonic()))
        load.stop()
        own_world.settled(60)
    lost, told = own_world.lost(load.accepted), load.answers.statuses()
    proof.figure(
        f"{times} x: {len(lost)} of {len(load.accepted):,} lost, "
        f"{told[503]:,} x 503, back after {max(waits):.1f} s"
    )
    assert set() == lost
    assert {200, 202, 503} >= set(told)
    assert load.answers.slowest() < LIMIT
    assert max(waits) < 5


@pytest.mark.fault(6, "the server is frozen under load")
def test_frozen(own_world: World, own_server: Server, proof: Proof) -> None:
    """Each answer comes in time and is no 2xx; memory stays; it recovers without an operator."""
    with own_world.service() as process, Load(own_world.port, senders=32) as load:
        _more(load, 200)
        before = memory(process.pid)
        own_server.freeze()
        frozen = time.monotonic()
        time.sleep(proof.of(4, 15))
        told = load.answers.between(frozen + UNDER_WAY)
        grown = memory(process.pid) - before
        asked = time.monotonic()
        health = [httpx2.get(own_world.url(each)).status_code for each in ("/readyz", "/healthz")]
        assert ([503, 503], True) == (health, time.monotonic() - asked < 2 * LIMIT)
        own_server.thaw()
        back = _first_success(load, time.monotonic())
        until(lambda: ready(own_world.url("")))
        load.stop()
        own_world.settled(60)
    lost = own_world.lost(load.accepted)
    proof.figure(f"{told}, {grown:+.0f} MB, back after {back:.1f} s, {len(lost)} lost")
    assert {503} == set(told.statuses())
    assert BROKEN not in load.answers.statuses()
    assert load.answers.slowest() < LIMIT
    assert grown < GROWTH
    assert set() == lost


def _more(load: Load, deliveries: int) -> None:
    """Wait until so many more are accepted."""
    before = len(load.accepted)
    until(lambda: load.has(before + deliveries))


def _first_success(load: Load, moment: float) -> float:
    """Return after how many seconds the first delivery was accepted."""
    until(lambda: load.answers.between(moment).first_success() is not None)
    return (load.answers.between(moment).first_success() or moment) - moment
