"""Deadlines: missed when they are, met without a timer for each."""

import asyncio
import math
import time

from receiver.server.deadlines import Deadline


async def test_missed() -> None:
    """One that is not met is missed, once, in its time."""
    missed: list[float] = []
    deadline = Deadline(asyncio.get_running_loop(), 0.05, lambda: missed.append(time.monotonic()))
    began = time.monotonic()
    deadline.start()
    deadline.start()
    assert deadline.is_running
    await asyncio.sleep(0.15)
    assert [True] == [0.045 <= each - began < 0.14 for each in missed]
    assert (False, math.inf) == (deadline.is_running, deadline.at)


async def test_met_again_and_again() -> None:
    """One that is met is not missed, whatever timer is left of the times before."""
    missed: list[int] = []
    deadline = Deadline(asyncio.get_running_loop(), 0.1, lambda: missed.append(1))
    for _ in range(10):
        deadline.start()
        await asyncio.sleep(0.03)
        deadline.stop()
    assert [] == missed
    deadline.start()
    await asyncio.sleep(0.15)
    assert [1] == missed


async def test_shorter() -> None:
    """A shorter time counts although a timer for a longer one is there."""
    missed: list[int] = []
    deadline = Deadline(asyncio.get_running_loop(), 60, lambda: missed.append(1))
    deadline.start()
    deadline.stop()
    deadline.start(0.05)
    await asyncio.sleep(0.1)
    assert [1] == missed


async def test_ended() -> None:
    """One that has ended goes off no more."""
    missed: list[int] = []
    deadline = Deadline(asyncio.get_running_loop(), 0.02, lambda: missed.append(1))
    deadline.start()
    deadline.end()
    await asyncio.sleep(0.05)
    assert [] == missed
