"""The sweeper hints at what is due and counts what should not have been."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from inboxes import before_commit, change, disk_full, stored
from receiver.deliveries import State
from receiver.observability.metrics import Metrics
from receiver.services.sweeper import BATCH, PAUSE, ROOM, Sweeper
from receiver.storage.engine import Database
from receiver.storage.schema import deliveries


class Hints:
    """A notifier that remembers, and takes as long as it is told."""

    def __init__(self) -> None:
        self.keys = asyncio.Queue[list[int]]()
        self.may_end = asyncio.Event()

    async def notify(self, keys: Sequence[int]) -> None:
        """Remember the keys."""
        self.keys.put_nowait(list(keys))
        await self.may_end.wait()


async def nothing_held() -> None:
    """Renew the claims of a process that is at nothing."""


async def swept(database: Database, metrics: Metrics | None = None) -> list[int]:
    """Return what one sweep hints at, which has to be something."""
    hints = Hints()
    await Sweeper(database, nothing_held, hints.notify, metrics or Metrics()).sweep()
    async with asyncio.timeout(5):
        return await hints.keys.get()


@pytest.mark.parametrize(
    ("state", "recovered"),
    [(State.RECEIVED, 2.0), (State.PROCESSING, 2.0), (State.RETRYING, 0.0)],
)
async def test_sweep(database: Database, state: State, recovered: float) -> None:
    """What is due is hinted at; lost hints and expired leases count as recovered."""
    metrics = Metrics()
    keys = stored(database, "a", "b")
    change(database, state=state, due_at=0)
    assert keys == await swept(database, metrics)
    assert recovered == metrics.registry.get_sample_value("webhook_sweeper_recovered_total")


async def test_expected(database: Database) -> None:
    """What waits here for its turn is hinted at again, and was not lost."""
    hints, metrics = Hints(), Metrics()
    first, _ = stored(database, "a", "b")
    change(database, due_at=0)
    await Sweeper(database, nothing_held, hints.notify, metrics, {first}).sweep()
    assert 1.0 == metrics.registry.get_sample_value("webhook_sweeper_recovered_total")


async def test_nothing_due(database: Database) -> None:
    """When nothing is due, nobody is bothered."""
    hints = Hints()
    stored(database)
    await Sweeper(database, nothing_held, hints.notify, Metrics()).sweep()
    await asyncio.sleep(0)
    assert hints.keys.empty()


async def test_stopped(database: Database) -> None:
    """Once stopped it takes up nothing more, which would keep others from it."""
    hints = Hints()
    stored(database)
    change(database, due_at=0)
    sweeper = Sweeper(database, nothing_held, hints.notify, Metrics())
    sweeper.stop()
    await sweeper.sweep()
    assert 1 == len(await swept(database))
    assert hints.keys.empty()


async def test_slow_hints(database: Database) -> None:
    """A hint that takes as long as the handlers do does not hold up the next sweep."""
    hints = Hints()
    sweeper = Sweeper(database, nothing_held, hints.notify, Metrics())
    for name in ("a", "b"):
        keys = stored(database, name)
        change(database, due_at=0)
        await sweeper.sweep()
        assert keys[0] in await hints.keys.get()
    hints.may_end.set()


async def test_trouble(database: Database) -> None:
    """A sweep that cannot be committed hints at nothing, and leaves it to the next one."""
    failures = [disk_full]
    hints = Hints()
    stored(database)
    change(database, due_at=0)
    before_commit(database, lambda: failures.pop()() if failures else None)
    with pytest.raises(OperationalError):
        await Sweeper(database, nothing_held, hints.notify, Metrics()).sweep()
    assert hints.keys.empty()
    assert [1] == await swept(database)


async def test_room(database: Database) -> None:
    """It gives no more hints than are worked off, and goes on when there is room again."""
    hints, more = Hints(), BATCH // 2
    keys = stored(database, *(str(each) for each in range(ROOM + more)))
    change(database, due_at=0)
    sweeping = asyncio.create_task(Sweeper(database, nothing_held, hints.notify, Metrics()).sweep())
    hints.may_end.set()
    async with asyncio.timeout(20):
        first = [key for _ in range(ROOM // BATCH) for key in await hints.keys.get()]
        await asyncio.sleep(2 * PAUSE)
        assert hints.keys.empty()
        with database.transaction() as connection:
            done = update(deliveries).where(deliveries.c.key.in_(first)).values(state=State.DONE)
            connection.execute(done)
        rest = await hints.keys.get()
        await sweeping
    assert (ROOM, more, sorted(keys)) == (len(first), len(rest), sorted([*first, *rest]))


async def test_in_a_flood(database: Database) -> None:
    """What is due is taken up although hints are on their way to more than there is room for."""
    hints = Hints()
    (due, *_) = stored(database, *(str(each) for each in range(ROOM)))
    with database.transaction() as connection:
        statement = update(deliveries).where(deliveries.c.key == due).values(due_at=0)
        connection.execute(statement)
    sweeper = Sweeper(database, nothing_held, hints.notify, Metrics())
    await asyncio.wait_for(sweeper.sweep(), 5)
    assert [due] == await asyncio.wait_for(hints.keys.get(), 5)
