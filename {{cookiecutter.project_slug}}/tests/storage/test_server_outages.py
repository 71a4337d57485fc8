"""A database's server that goes away and comes back, or hangs: what its clients notice of that."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

import servers
from fake import delivery
from receiver.storage.engine import LAST_SECONDS, Database
from receiver.storage.health import depths, writable
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from servers import Server


@pytest.fixture(scope="module", params=servers.with_servers())
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server whose misfortunes harm these tests alone."""
    with servers.own(request.param) as own:
        yield own


@pytest.fixture
def opened(server: Server, tmp_path: Path) -> Iterator[Database]:
    """An inbox there, and every connection to it that one process may have open."""
    with server.migrated(tmp_path) as url, open_database(url) as database:
        yield database


async def all_at_once(database: Database) -> None:
    """Use as many connections as there are writers, and the reader's."""
    writes = (database.write(writable) for _ in range(database.kind.writers))
    await asyncio.gather(*writes, database.read(depths))


@pytest.mark.parametrize("immediate", [False, True], ids=["orderly", "at once"])
async def test_restarted(opened: Database, server: Server, *, immediate: bool) -> None:
    """Of a restart between two writes nothing is noticed: what was open is opened anew."""
    await all_at_once(opened)
    server.stop(immediate=immediate)
    server.start()
    await all_at_once(opened)


async def test_stopped(opened: Database, server: Server) -> None:
    """While it is stopped each write fails at once; the first one afterwards succeeds."""
    server.stop()
    for _ in range(5):
        with pytest.raises(DBAPIError):
            await asyncio.wait_for(opened.write(insert_new, [delivery()]), 2)
    server.start()
    assert [1] == await opened.write(insert_new, [delivery()])


async def test_stopped_within_a_transaction(opened: Database, server: Server) -> None:
    """What was being written then is not there afterwards, and said to have failed."""

    def insert_and_lose(connection: Connection) -> None:
        insert_new(connection, [delivery()])
        server.stop(immediate=True)

    with pytest.raises(DBAPIError):
        await opened.write(insert_and_lose)
    server.start()
    assert {} == await opened.read(depths)
    await all_at_once(opened)


async def test_frozen(opened: Database, server: Server) -> None:
    """Callers leave when they like, and once it goes on so does everything, at once."""
    await all_at_once(opened)
    server.freeze()
    for _ in range(50):
        for call in (opened.write(writable), opened.read(depths)):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(call, 0.01)
    server.thaw()
    await asyncio.wait_for(all_at_once(opened), 5)


async def test_closed_while_frozen(server: Server, tmp_path: Path) -> None:
    """A process that ends does not wait for it for long."""
    with server.migrated(tmp_path) as url:
        with open_database(url) as database:
            await all_at_once(database)
            server.freeze()
            rescue = threading.Timer(2 * LAST_SECONDS + 5, server.thaw)
            rescue.start()
            calls = [asyncio.create_task(database.write(writable)) for _ in range(9)]
            await asyncio.wait(calls, timeout=0.1)
            began = time.monotonic()
        took = time.monotonic() - began
        rescue.cancel()
        server.thaw()
        assert LAST_SECONDS <= took < LAST_SECONDS + 5
        ended = await asyncio.gather(*calls, return_exceptions=True)
        assert all(isinstance(each, DBAPIError | RuntimeError) for each in ended)
