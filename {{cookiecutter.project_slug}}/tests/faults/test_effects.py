"""A handler's rows are there once, whenever its worker is killed."""

import time
from itertools import cycle, islice
from random import uniform

import pytest

from processes import until
from proof import Proof
from receiver.deliveries import State
from workers import Workers, workers
from world import World

POINTS = ("before", "flushed", "committing", "committed", "hanging")
"""Where in its work a handler is killed; while it hangs, it is killed from outside."""
OTHERS = 3
LEASE = 0.5


def killed(working: Workers, number: int, point: str) -> None:
    """Have a worker killed at this point of a handler, while others are in the middle as well."""
    plans = {
        f"{number}-{each}": {"pause": uniform(0.1, 0.2)}  # noqa: S311 - no secret
        for each in range(OTHERS)
    }
    name = f"{number}-{point}"
    working.store({name: {"die": point, "pause": 0.1}} | plans)
    if point == "hanging":
        until(lambda: any(each[0] == name for each in working.traces("hangs")))
        time.sleep(uniform(0, 0.05))  # noqa: S311 - no secret
        working.kill()
    expected = (number + 1) * (OTHERS + 1)
    until(lambda: len(working.attempts(State.DONE)) == expected)


def reclaimed(working: Workers) -> float:
    """Return the longest time in seconds from a kill to the next attempt at what it hit."""
    began = {name: float(at) for name, attempt, at in working.traces("began") if attempt == "2"}
    ends = [*working.traces("died"), *working.traces("hangs")]
    return max(began[name] - float(at) for name, at in ends if name in began)


@pytest.mark.fault(3, "kill -9 the worker in the middle of a handler that writes in its session")
def test_killed_within_the_handler(world: World, proof: Proof) -> None:
    """Every delivery is handled, its row is there once, and it is taken up again in time."""
    kills = proof.of(len(POINTS), 100)
    with workers(world) as working:
        with working.at_work(0, lease=LEASE):
            for number, point in enumerate(islice(cycle(POINTS), kills)):
                killed(working, number, point)
        done, rows, took = working.attempts(State.DONE), working.rows(), reclaimed(working)
        lives = len(working.traces("up"))
    doubles = [name for name, count in rows.items() if count > 1]
    lost = set(done) - set(rows)
    proof.figure(
        f"{kills} kills, {len(done)} deliveries: {len(lost)} lost, {len(doubles)} double; "
        f"taken up {took:.1f} s after a kill (lease {LEASE} s)"
    )
    assert (kills * (OTHERS + 1), set(), []) == (len(done), lost, doubles)
    assert lives > kills
    assert took < LEASE + 5
