"""The service in a process that an engine runs, and one that needs no engine."""

import asyncio
import signal
from dataclasses import replace

import pytest

from fake import delivery, parts
from inboxes import change, look, stored
from receiver import Delivery, on, worker
from receiver.assembly import Parts
from receiver.background.base import Engine, Strategy
from receiver.background.inprocess import background
from receiver.deliveries import State
from receiver.errors import SettingsInvalid
from receiver.storage.engine import Database
from receiver.wiring import run
from receiver.worker import Worker, app_of, work
from serving import true_in_time


async def until_state(database: Database, key: int, state: State) -> None:
    """Wait until a delivery is in a state."""
    await true_in_time(lambda: look(database, key)[0] is state)


@on("fake")
async def handle(_delivery: Delivery) -> None:
    """Do nothing."""


def with_engine(built: Parts) -> Parts:
    """Return the parts with a strategy whose app says what it was made of."""
    engine = Engine(lambda settings, made: (settings, type(made)), lambda _settings, _app: ())
    return replace(built, strategy=Strategy(open=background, engine=engine))


async def test_process(database: Database, database_url: str) -> None:
    """A worker handles what the engine says, and once."""
    stored(database, "one")
    working = Worker(parts([handle], database_url=database_url, sweep_interval=60))
    await working.process(1)
    assert State.RECEIVED is look(database, 1)[0]
    await working.open()
    await asyncio.gather(*(working.process(1) for _ in range(3)))
    assert State.DONE is look(database, 1)[0]
    await working.process(99)
    await working.close()
    await working.process(1)


async def test_what_is_due(database: Database, database_url: str) -> None:
    """What nobody hinted at is handled by an engine's worker, without its broker or the service."""
    stored(database, "one")
    change(database, due_at=0)
    built = with_engine(parts([handle], database_url=database_url, workers=0))
    async with run(built) as running:
        await running.sweeper.sweep()
        assert State.RECEIVED is look(database, 1)[0]
    working = Worker(built)
    await working.open()
    await asyncio.wait_for(until_state(database, 1, State.DONE), 3)
    await working.close()


async def test_what_waited_is_hinted_at(database: Database, database_url: str) -> None:
    """What waited in its order for a delivery gets its hint when that is done."""

    @on("fake", ordering="id")
    async def in_order(_delivery: Delivery) -> None: ...

    built = parts([in_order], database_url=database_url, sweep_interval=60)
    async with run(built) as running:
        body = b'{"id": "same"}'
        await running.inbox.accept(delivery("a", body=body), delivery("b", body=body))
    working = Worker(built)
    await working.open()
    await working.process(1)
    await until_state(database, 2, State.DONE)
    await working.close()


async def test_close_releases(database: Database, database_url: str) -> None:
    """What is not done at the end is cut off and released, so that others take it at once."""
    began = asyncio.Event()

    @on("fake")
    async def hang(_delivery: Delivery) -> None:
        began.set()
        await asyncio.Event().wait()

    stored(database, "one")
    working = Worker(parts([hang], database_url=database_url, sweep_interval=60))
    await working.open()
    hint = asyncio.create_task(working.process(1))
    await began.wait()
    working.drain()
    await asyncio.wait_for(working.close(), 5)
    await asyncio.gather(hint, return_exceptions=True)
    assert look(database, 1)[0] in (State.RECEIVED, State.RETRYING)


async def test_without_an_engine(database: Database, database_url: str) -> None:
    """A worker of our own handles what the sweeper finds, until it is told to stop."""
    stored(database, "one")
    change(database, due_at=0)
    working = asyncio.create_task(work(parts([handle], database_url=database_url)))
    await until_state(database, 1, State.DONE)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.wait_for(working, 10)
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().remove_signal_handler(each)


async def test_who_only_receives(database: Database, database_url: str) -> None:
    """With no workers a service hands what it stores to the sweepers of others, at once."""
    only = parts([handle], database_url=database_url, workers=0)
    async with run(only) as running:
        (receipt,) = await running.inbox.accept(delivery("one"))
        assert receipt.key
        await running.notify([receipt.key])
        await running.sweeper.sweep()
        assert State.RECEIVED is look(database, receipt.key)[0]
        async with run(parts([handle], database_url=database_url)):
            await asyncio.wait_for(until_state(database, receipt.key, State.DONE), 3)


def test_app() -> None:
    """The app of an engine is made of the settings and the service."""
    built = with_engine(parts())
    assert (built.settings, Worker) == app_of(built)


def test_no_app() -> None:
    """A strategy without engine has no app, and that is said."""
    with pytest.raises(SettingsInvalid, match="RECEIVER_BACKGROUND: inprocess is run by"):
        app_of(parts())


def test_nothing_else() -> None:
    """The module makes an app when it is asked for, and nothing else."""
    with pytest.raises(AttributeError):
        _ = worker.application
