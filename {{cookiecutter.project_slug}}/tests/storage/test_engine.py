"""Connections: commits that have happened or have not, and readers that wait for nobody."""

import asyncio
import threading

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from fake import delivery
from inboxes import before_commit, disk_full, stored
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database

COUNT = text("SELECT count(*) FROM deliveries")


def count(connection: Connection) -> int:
    """Return how many deliveries there are."""
    return int(connection.scalar(COUNT) or 0)


async def test_write_has_committed(database: Database, database_url: str) -> None:
    """When a write returns, everybody else can see it."""
    assert [1] == await database.write(insert_new, [delivery()])
    with open_database(database_url) as other:
        assert 1 == await other.read(count)


async def test_write_rolls_back(database: Database) -> None:
    """A write that raises leaves nothing behind, and the next one works."""

    def fail(connection: Connection) -> None:
        insert_new(connection, [delivery()])
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(fail)
    assert 0 == await database.read(count)
    await database.write(insert_new, [delivery()])
    assert 1 == await database.read(count)


async def test_commit_that_fails(database: Database) -> None:
    """A write whose commit fails raises, and leaves nothing behind."""
    before_commit(database, disk_full)
    with pytest.raises(OperationalError, match="disk is full"):
        await database.write(insert_new, [delivery()])
    assert 0 == await database.read(count)


async def test_readers_do_not_wait(database: Database, database_url: str) -> None:
    """While somebody writes, a reader sees what was committed before."""
    stored(database, "a")
    with open_database(database_url) as other, other.transaction() as connection:
        insert_new(connection, [delivery("b")])
        assert 1 == await database.read(count)


async def test_surveys_hold_up_no_reader(database: Database) -> None:
    """While somebody reads for long, the service itself goes on reading."""
    stored(database)
    began, over, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()

    def survey(connection: Connection) -> int:
        loop.call_soon_threadsafe(began.set)
        assert over.wait(20)
        return count(connection)

    surveying = asyncio.create_task(database.survey(survey))
    await began.wait()
    assert 1 == await database.read(count)
    over.set()
    assert 1 == await surveying


def test_reading_takes_no_lock(database: Database) -> None:
    """A reader keeps nobody from writing."""
    with database.snapshot() as reader:
        reader.execute(COUNT)
        stored(database)


async def test_a_database_that_is_not_there() -> None:
    """A database that cannot be opened is an error of the first use, in SQLAlchemy's terms."""
    with open_database("sqlite:////nowhere/at/all.sqlite3") as nowhere:
        with pytest.raises(OperationalError):
            await nowhere.read(count)
        with pytest.raises(OperationalError):
            await nowhere.write(count)
