"""Processing: a worker that is silent for too long loses its delivery, and writes nothing."""

import asyncio
from collections.abc import Sequence

import pytest

from calls import Calls
from inboxes import change, claimed, due_in, look, processor, stored
from receiver.deliveries import State
from receiver.observability.metrics import Metrics
from receiver.services.sweeper import Sweeper
from receiver.storage.acts import replay
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep
from receiver.storage.schema import deliveries


async def test_lease_is_renewed(database: Database) -> None:
    """While a handler runs, its claim is renewed; afterwards nothing is."""
    calls = Calls()
    (key,) = stored(database)
    working = processor(database, calls.handler, lease=60)
    running = asyncio.create_task(working.process(key))
    await calls.began.get()
    change(database, due_at=0)
    await working.renew()
    assert due_in(database) > 50
    calls.ends[0].set()
    await running
    change(database, due_at=0)
    await working.renew()
    assert due_in(database) < 0


async def test_lost_claim(database: Database) -> None:
    """Whoever lost the claim while the handlers ran writes nothing."""
    calls = Calls()
    (key,) = stored(database)
    running = asyncio.create_task(processor(database, calls.handler).process(key))
    await calls.began.get()
    change(database, due_at=0)
    with database.transaction() as connection:
        sweep(connection, 10)
    held = claimed(database, key)
    calls.ends[0].set()
    await running
    assert (State.PROCESSING, []) == look(database)
    assert 2 == held.delivery.attempt


async def test_replayed_while_it_runs(database: Database) -> None:
    """A delivery that is replayed while it is handled is held anew, by the same process too."""
    calls = Calls()
    (key,) = stored(database)
    working = processor(database, calls.handler, lease=60)
    old = asyncio.create_task(working.process(key))
    await calls.began.get()
    with database.transaction() as connection:
        replay(connection, key)
    new = asyncio.create_task(working.process(key))
    await calls.began.get()
    calls.ends[0].set()
    await old
    change(database, due_at=0)
    await working.renew()
    assert due_in(database) > 50
    calls.ends[1].set()
    await new
    assert State.DONE == look(database)[0]


@pytest.mark.parametrize("jump", [3600, -3600])
async def test_clock_jumps(database: Database, jump: float) -> None:
    """A process that sweeps never takes over what it is at itself, whatever the clock says."""
    calls = Calls()
    (key,) = stored(database)
    working = processor(database, calls.handler, lease=60)
    running = asyncio.create_task(working.process(key))
    await calls.began.get()
    change(database, due_at=deliveries.c.due_at - jump)
    hinted: list[int] = []

    async def notify(keys: Sequence[int]) -> None:
        hinted.extend(keys)

    await Sweeper(database, working.renew, notify, Metrics()).sweep()
    assert 50 < due_in(database) <= 60
    calls.ends[0].set()
    await running
    assert ([], State.DONE, 1) == (hinted, look(database)[0], len(look(database)[1]))
