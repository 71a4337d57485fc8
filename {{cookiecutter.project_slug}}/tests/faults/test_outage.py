"""What happens when all that handlers need is away for half an hour, and comes back."""

import asyncio
import time
from bisect import bisect_left
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import ceil

import pytest
from sqlalchemy import select

from fake import delivery
from proof import Proof
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.services.backoff import backoff
from receiver.settings import Settings
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries
from serving import accept, serving, true_in_time

OUTAGE = 1800.0
MOST = 0.05
"""The share of the retries that may come in any one second."""
FASTER = 10
"""How much faster than in reality the time goes for the real processor: all settings with it."""
SEEN = 0.6
"""The share of the retries that is waited for: the last of them come after an hour."""


def fullest(times: Sequence[float], second: float = 1.0) -> int:
    """Return how many of the times lie within one second at most."""
    ordered = sorted(times)
    return max(bisect_left(ordered, began + second) - index for index, began in enumerate(ordered))


def retries(arrivals: Sequence[float], settings: Settings) -> tuple[list[float], int]:
    """Return when deliveries are tried again once the outage is over, and how many died in it.

    What is due is found by the sweeper in its next round.
    """
    waiting = [(arrival, 1) for arrival in arrivals]
    heapify(waiting)
    times, dead = [], 0
    while waiting:
        now, attempt = heappop(waiting)
        if now >= OUTAGE:
            times.append(now)
        elif attempt == settings.attempts:
            dead += 1
        else:
            due = now + backoff(attempt, settings.retry_base, settings.retry_cap)
            rounds = ceil(due / settings.sweep_interval)
            heappush(waiting, (rounds * settings.sweep_interval, attempt + 1))
    return times, dead


@pytest.mark.fault(34, "an outage of 30 min, with the default settings")
@pytest.mark.parametrize("last", [OUTAGE, 1.0], ids=["steady", "all at its start"])
def test_simulated(proof: Proof, last: float) -> None:
    """Of what failed in it no more than 5 % is tried again in any second, and nothing died."""
    count = proof.of(5_000, 50_000)
    arrivals = [number / count * last for number in range(count)]
    times, dead = retries(arrivals, Settings())
    share = fullest(times) / count
    proof.figure(f"simulated: {share:.1%} of {len(times):,} retries in a second, {dead} dead")
    assert share <= MOST
    assert 0 == dead


def due_again(database: Database) -> list[float]:
    """Return when the deliveries that failed are due, on the database's clock."""
    retrying = select(deliveries.c.due_at).where(deliveries.c.state == State.RETRYING)
    with database.snapshot() as connection:
        return [*connection.scalars(retrying)]


@pytest.mark.fault(34, "an outage of 30 min, with all times a tenth of the defaults")
async def test_real(database: Database, database_url: str, proof: Proof) -> None:
    """The real processor, on a real database, spreads the retries as well.

    It is judged by when they are due: a machine that is busy with something else for a second
    is late with ten seconds' worth of them, since the time goes that fast here.
    """
    if not proof.full:
        pytest.skip("it takes four minutes: --faults=full")
    count, over, tried = 2_000, time.monotonic() + OUTAGE / FASTER, dict[str, float]()

    @on("fake")
    async def need(delivery: Delivery) -> None:
        if time.monotonic() < over:
            raise ConnectionError
        tried[delivery.id] = time.monotonic()

    names = ("retry_base", "retry_cap", "sweep_interval")
    given = {name: Settings.model_fields[name].default / FASTER for name in names}
    async with serving(database_url, need, **given) as running:
        for number in range(count):
            await accept(running, delivery(str(number)))
            ahead = (over - time.monotonic()) / (count - number)
            await asyncio.sleep(max(0.0, ahead))
        due = due_again(database)
        await true_in_time(lambda: len(tried) >= SEEN * count, OUTAGE)
    second = 1 / FASTER
    share, measured = (fullest(each, second) / count for each in (due, [*tried.values()]))
    proof.figure(
        f"real: {share:.1%} of {count:,} retries due in {second} s, {measured:.1%} tried in it"
    )
    assert count * 0.8 < len(due)  # the others are at a worker, or on their way to one
    assert share <= MOST
