"""The running service: what it takes up, keeps and finishes."""

import asyncio
from dataclasses import replace

import pytest

from fake import delivery, parts
from hosts import Hosts
from inboxes import change, look, stored
from published import DOCUMENT, URL, check
from receiver import Delivery, on, wiring
from receiver.deliveries import State
from receiver.storage.engine import Database
from strategies import INSIDE


class Bare(BaseException):
    """What few catch."""


@pytest.mark.parametrize("name", INSIDE)
async def test_run(database: Database, database_url: str, name: str) -> None:
    """What is accepted and hinted at gets handled; what waited from before, too."""
    handled = asyncio.Queue[str]()

    @on("fake")
    async def handle(each: Delivery) -> None:
        handled.put_nowait(each.id)

    stored(database, "before")
    change(database, due_at=0)
    async with wiring.run(parts([handle], database_url=database_url, background=name)) as running:
        (receipt,) = await running.inbox.accept(delivery("now"))
        assert receipt.key
        await running.notify([receipt.key])
        async with asyncio.timeout(5):
            ids = {await handled.get(), await handled.get()}
    assert {"before", "now"} == ids
    assert {State.DONE} == {look(database, key)[0] for key in (1, 2)}


@pytest.mark.parametrize("name", INSIDE)
async def test_stop(database: Database, database_url: str, name: str) -> None:
    """A service that stops says so first, and finishes what its handlers are at."""
    began, may_end = asyncio.Event(), asyncio.Event()

    @on("fake")
    async def handle(_delivery: Delivery) -> None:
        began.set()
        await may_end.wait()
        await asyncio.sleep(0.01)

    stored(database)
    change(database, due_at=0)
    async with wiring.run(parts([handle], database_url=database_url, background=name)) as running:
        await began.wait()
        may_end.set()
    assert running.stopping
    assert State.DONE == look(database)[0]


@pytest.mark.parametrize("name", INSIDE)
async def test_whatever_handlers_raise(database: Database, database_url: str, name: str) -> None:
    """No worker ends by what a handler raises, were it the end of the process that it asks for."""
    errors: list[BaseException] = [KeyboardInterrupt(), SystemExit(), GeneratorExit(), Bare()]
    handled = asyncio.Event()

    @on("fake")
    async def handle(_delivery: Delivery) -> None:
        if errors:
            raise errors.pop()
        handled.set()

    keys = stored(database, "a", "b", "c", "d", "e")
    built = parts([handle], database_url=database_url, background=name, workers=1, attempts=1)
    async with wiring.run(built) as running, asyncio.timeout(5):
        await running.notify(keys)
        await handled.wait()
    states = [look(database, key)[0] for key in keys]
    assert [*[State.DEAD] * 4, State.DONE] == states


async def test_leases_are_renewed(database: Database, database_url: str) -> None:
    """A handler that takes longer than the lease keeps its delivery."""
    attempts = []

    @on("fake")
    async def handle(each: Delivery) -> None:
        attempts.append(each.attempt)
        await asyncio.sleep(0.4)

    (key,) = stored(database)
    async with wiring.run(parts([handle], database_url=database_url, lease=0.15)) as running:
        await running.notify([key])
        await asyncio.sleep(0.3)
    assert ([1], State.DONE) == (attempts, look(database)[0])


async def test_keys_are_let_go(database_url: str) -> None:
    """A key that is being fetched does not hold up a service that stops."""
    hosts = Hosts({URL: DOCUMENT})
    hosts.open.clear()
    keys = hosts.keys()
    async with asyncio.timeout(5):
        async with wiring.run(replace(parts(database_url=database_url), keys=keys)):
            waiting = asyncio.create_task(keys.document(URL, check))
            await asyncio.sleep(0.01)
        with pytest.raises(asyncio.CancelledError):
            await waiting
