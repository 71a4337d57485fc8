"""Hints on their way to a broker that is slow, gone or back."""

import asyncio
import time
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from receiver.background.base import in_threads
from receiver.observability.metrics import Metrics
from receiver.services.hints import CAPACITY, MOST, PATIENCE, hinting
from serving import true_in_time


class Broker:
    """What hints are handed to; it may be made to fail, or to take its time."""

    def __init__(self) -> None:
        self.taken: list[Sequence[int]] = []
        self.failing: Exception | None = None
        self.takes = 0.0

    async def publish(self, keys: Sequence[int]) -> None:
        """Take hints."""
        await asyncio.sleep(self.takes)
        if self.failing:
            raise self.failing
        self.taken.append(keys)

    async def took(self, *keys: int) -> None:
        """Wait until it was handed these."""
        await true_in_time(lambda: {*keys} <= {key for each in self.taken for key in each})


def lost(metrics: Metrics) -> float:
    """Return how many hints were counted as lost."""
    return metrics.registry.get_sample_value("webhook_hints_lost_total") or 0


async def until_lost(metrics: Metrics, number: int) -> None:
    """Wait until so many hints were lost."""
    await true_in_time(lambda: lost(metrics) >= number)


async def test_handed_over() -> None:
    """Hints come in their order, so many at once, each key once as long as it waits."""
    broker, metrics = Broker(), Metrics()
    async with hinting(broker.publish, metrics) as notify:
        await notify([*range(MOST + 1), 0])
        await broker.took(MOST)
        await notify([0])
        await broker.took(0)
    assert [[*range(MOST)], [MOST], [0]] == broker.taken
    assert 0 == lost(metrics)


async def test_nobody_waits() -> None:
    """Who hints does not wait for a broker, however slow that is."""
    broker = Broker()
    broker.takes = 60
    async with hinting(broker.publish, Metrics()) as notify:
        began = time.monotonic()
        await notify([1])
        await asyncio.sleep(0.01)
        await notify([2])
        assert time.monotonic() - began < PATIENCE / 2


async def test_one_outage_is_one_line() -> None:
    """What a broker does not take is counted; an outage is logged once, and so is its end."""
    broker, metrics = Broker(), Metrics()
    with capture_logs() as logs:
        async with hinting(broker.publish, metrics) as notify:
            broker.failing = ConnectionError("canary")
            for number in range(1, 4):
                await notify([number])
                await until_lost(metrics, number)
            broker.failing = None
            await notify([4])
            await broker.took(4)
    assert ["broker.unavailable", "broker.available"] == [each["event"] for each in logs]
    assert "ConnectionError" == logs[0]["cause"]
    assert "canary" not in str(logs)
    assert 3 == lost(metrics)


async def test_a_frozen_broker() -> None:
    """One that does not answer is given up after a while, and the next hints get their turn."""
    broker, metrics = Broker(), Metrics()
    async with hinting(broker.publish, metrics) as notify:
        broker.takes = 60
        await notify([1])
        await until_lost(metrics, 1)
        broker.takes = 0
        await notify([2])
        await broker.took(2)


async def test_bounded() -> None:
    """Past the capacity hints are lost, and counted."""
    broker, metrics = Broker(), Metrics()
    broker.takes = 60
    async with hinting(broker.publish, metrics) as notify:
        await notify(range(CAPACITY + 7))
        assert 7 == lost(metrics)


async def test_the_end() -> None:
    """At the end what waits is handed over; a broker that is frozen does not hold that up."""
    broker = Broker()
    async with hinting(broker.publish, Metrics()) as notify:
        await notify([1, 2])
    assert [[1, 2]] == broker.taken
    began = time.monotonic()
    async with hinting(broker.publish, Metrics()) as notify:
        broker.takes = 60
        await notify(range(1000))
    assert time.monotonic() - began < 4 * PATIENCE


@pytest.mark.parametrize("fails", [False, True])
async def test_a_publisher_that_blocks(*, fails: bool) -> None:
    """A function that blocks does so in a thread, and what it raises is raised to who awaits it."""
    taken: list[int] = []

    def publish(keys: Sequence[int]) -> None:
        time.sleep(0.05)
        taken.extend(keys)
        if fails:
            raise ConnectionError

    with in_threads(publish) as notify:
        hint = asyncio.create_task(notify([1, 2]))
        await asyncio.sleep(0.01)
        assert [] == taken
        if fails:
            with pytest.raises(ConnectionError):
                await hint
        else:
            await hint
    assert [1, 2] == taken
