"""What the sweeper calls recovered was lost indeed; what waits as it should is none of it."""

import asyncio
from dataclasses import replace

from sqlalchemy import update

from fake import delivery, parts
from inboxes import change
from receiver import Delivery, on, wiring
from receiver.background.inprocess import STRATEGY
from receiver.deliveries import State
from receiver.services.running import Running
from receiver.storage.opening import open_database
from receiver.storage.schema import deliveries
from serving import accept, settled

RECOVERED = "webhook_sweeper_recovered_total"


@on("fake")
async def handle(_delivery: Delivery) -> None:
    """Take a moment."""
    await asyncio.sleep(0.02)


def recovered(running: Running) -> float | None:
    """Return how many deliveries a service counts as recovered."""
    return running.metrics.registry.get_sample_value(RECOVERED)


async def test_workers_apart(database_url: str) -> None:
    """What a service stores that only receives, a worker without an engine finds as it should."""
    receives = replace(parts(database_url=database_url, workers=0), strategy=STRATEGY)
    async with wiring.run(receives) as web:
        await accept(web, *(delivery(str(each)) for each in range(3)))
    handles = replace(parts([handle], database_url=database_url), strategy=STRATEGY)
    async with wiring.run(handles) as worker:
        await settled(worker)
    assert (0.0, 0.0) == (recovered(web), recovered(worker))


async def test_a_queue_that_is_long(database_url: str) -> None:
    """What has waited in a service's own queue for longer than its grace was not lost."""
    begun, goes_on = asyncio.Event(), asyncio.Event()

    @on("fake")
    async def wait(_delivery: Delivery) -> None:
        begun.set()
        await goes_on.wait()

    built = replace(parts([wait], database_url=database_url, workers=1), strategy=STRATEGY)
    with open_database(database_url) as database:
        async with wiring.run(built) as running:
            await accept(running, *(delivery(str(each)) for each in range(40)))
            await begun.wait()  # a claim passes by what is locked
            with database.transaction() as connection:
                waits = deliveries.c.state == State.RECEIVED
                connection.execute(update(deliveries).where(waits).values(due_at=0))
            await running.sweeper.sweep()
            goes_on.set()
            await settled(running)
    assert 0.0 == recovered(running)


async def test_a_crash(database_url: str) -> None:
    """What another process was hinted at, or was at, before it died was lost: each counts once."""
    with open_database(database_url) as database:
        async with wiring.run(replace(parts(database_url=database_url), strategy=STRATEGY)) as web:
            await web.inbox.accept(delivery("hinted"))
        change(database, due_at=0)
        handles = replace(parts([handle], database_url=database_url), strategy=STRATEGY)
        async with wiring.run(handles) as worker:
            await settled(worker)
        assert 1.0 == recovered(worker)
        change(database, state=State.PROCESSING, due_at=0)
        async with wiring.run(handles) as worker:
            await settled(worker)
    assert 2.0 == recovered(worker)
