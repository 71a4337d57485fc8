"""The database's clock is the only one: it may jump, and those of the workers may be wrong."""

import time

import pytest

from processes import until
from proof import Proof
from receiver.deliveries import State
from workers import Workers, workers
from world import World

MINUTE, HOUR = 60, 3600
FAILING = {"fail": 2}
"""It succeeds in the third attempt, each of which is to come 10 minutes after the last."""


def retrying(working: Workers, attempts: int, deliveries: int) -> bool:
    """Say whether so many deliveries wait for another attempt after this one."""
    found = working.attempts(State.RETRYING).values()
    return [attempts] * deliveries == [each for each in found if each == attempts]


@pytest.mark.fault(41, "the clock jumps an hour, under two workers that are two minutes apart")
def test_clock_jumps(world: World, proof: Proof) -> None:
    """No row is there twice, and nothing is tried more often than it is due.

    The clock of the machine stays as it is: that of the database is the only one by which
    anything is due, so every due time is set an hour back instead, or forth.
    """
    count = proof.of(20, 500)
    failing = {f"failing-{each}": FAILING for each in range(count)}
    plain: dict[str, dict[str, float]] = {f"plain-{each}": {} for each in range(count)}
    slow = {f"slow-{each}": {"pause": 1.5} for each in range(6)}
    with workers(world) as working, working.at_work(0, 120, lease=15):
        working.store(failing | plain)
        until(lambda: retrying(working, 1, count))
        until(lambda: len(working.attempts(State.DONE)) == count)
        working.store(slow)
        until(lambda: len(working.attempts(State.PROCESSING)) >= len(slow))
        for jump in (MINUTE, MINUTE, MINUTE, HOUR):  # whichever worker notices first
            working.shift(jump)
            time.sleep(0.1)
        until(lambda: retrying(working, 2, count))
        working.shift(-HOUR)
        until(lambda: len(working.attempts(State.DONE)) == len(slow) + count)
        time.sleep(0.5)
        assert retrying(working, 2, count)
        working.shift(2 * HOUR)
        until(lambda: len(working.attempts(State.DONE)) == len(slow) + 2 * count)
        done, rows = working.attempts(State.DONE), working.rows()
    doubles = sum(rows.values()) - len(rows)
    most = max(done[name] for name in failing)
    again = sum(done[name] - 1 for name in slow)
    proof.figure(
        f"{len(done):,} deliveries, 6 jumps: {doubles} double, {most} attempts at most of 3 due; "
        f"of {len(slow)} in the works {again} begun again"
    )
    assert dict.fromkeys(failing | plain | slow, 1) == rows
    assert (3, 1) == (most, max(done[name] for name in plain))
    assert max(done[name] for name in slow) <= 1 + 6
