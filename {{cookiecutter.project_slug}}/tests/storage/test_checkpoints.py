"""Checkpoints: made in one place, when nobody can write, after the answer, and in time."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, create_engine, event, text
from structlog.testing import capture_logs

from fake import delivery
from receiver.storage.databases import sqlite
from receiver.storage.databases.base import NoUpkeep
from receiver.storage.databases.sqlite.checkpoints import LIMIT, TOO_LONG, Checkpoints
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from receiver.storage.sessions import Sessions
from servers import Databases

QUARTER = LIMIT // 4
PRAGMAS = [("wal_autocheckpoint", 0), ("journal_size_limit", LIMIT)]


@pytest.fixture
def file(databases_of: Callable[[str], Databases], tmp_path: Path) -> Iterator[Path]:
    """A migrated inbox."""
    with databases_of("sqlite").migrated(tmp_path) as url:
        yield Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """Its engine, which the tests may look into."""
    made = sqlite.DATABASE.connect(create_engine(f"sqlite:///{file}").url)
    yield made
    made.dispose()


@pytest.fixture
def checkpoints(engine: Engine) -> Checkpoints:
    """What keeps its log short."""
    return Checkpoints(engine)


@pytest.fixture
def database(engine: Engine, checkpoints: Checkpoints) -> Iterator[Database]:
    """The inbox with a log that is kept short only when a test has it so."""
    opened = Database(engine, replace(sqlite.DATABASE, upkeep=NoUpkeep))
    with opened.transaction() as connection:
        assert not checkpoints.due()
        connection.execute(text("SELECT 1"))
    yield opened
    opened.close()


def grow(database: Database, size: int = QUARTER) -> None:
    """Commit a delivery that makes the log so much longer."""
    with database.transaction() as connection:
        insert_new(connection, [delivery(os.urandom(8).hex(), body=bytes(size))])


def log_of(file: Path) -> int:
    """Return the length of the log in bytes."""
    return Path(f"{file}-wal").stat().st_size


@pytest.mark.parametrize(("pragma", "expected"), PRAGMAS)
async def test_every_connection(file: Path, pragma: str, expected: int) -> None:
    """No connection of ours makes a checkpoint by itself: writers, readers and sessions."""
    with open_database(f"sqlite:///{file}") as database:
        for opened in (database.transaction, database.snapshot, database.migrating):
            with opened() as connection:
                assert expected == connection.scalar(text(f"PRAGMA {pragma}"))
        sessions = Sessions(database)
        async with sessions.open() as effects:
            assert expected == await effects.session.scalar(text(f"PRAGMA {pragma}"))
        await sessions.aclose()


def test_in_no_other_place(file: Path, database: Database) -> None:
    """Without upkeep the log only grows, long past SQLite's own 1000 pages."""
    before = file.stat().st_size
    for _ in range(12):
        grow(database)
    assert log_of(file) > 12 * QUARTER
    assert before == file.stat().st_size


def test_kept_short(file: Path) -> None:
    """With it the log stays near its limit, however much is written."""
    with open_database(f"sqlite:///{file}") as database:
        for _ in range(40):
            grow(database)
            assert log_of(file) < LIMIT + 2 * QUARTER
    assert file.stat().st_size > 40 * QUARTER


def test_nobody_writes(file: Path, engine: Engine, database: Database) -> None:
    """While a checkpoint is made, nobody else gets the write lock."""
    found = []

    def trace(statement: str) -> None:
        if "wal_checkpoint" in statement:
            other = sqlite3.connect(file, timeout=0, isolation_level=None)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            other.close()
            found.append(statement)

    event.listen(engine, "connect", lambda connection, _: connection.set_trace_callback(trace))
    engine.dispose()
    grow(database, LIMIT)
    Checkpoints(engine).run()
    assert ["PRAGMA wal_checkpoint(PASSIVE)"] == found


def test_gives_way(file: Path, database: Database, checkpoints: Checkpoints) -> None:
    """While somebody writes there is no checkpoint, nor any waiting; it comes later."""
    grow(database, LIMIT)
    before = file.stat().st_size
    with open_database(f"sqlite:///{file}") as other, other.transaction():
        began = time.monotonic()
        checkpoints.run()
        assert time.monotonic() - began < 1
        assert (before, True) == (file.stat().st_size, checkpoints.due())
    checkpoints.run()
    assert file.stat().st_size > before + LIMIT


def test_begins_anew(file: Path, database: Database, checkpoints: Checkpoints) -> None:
    """The commit after a checkpoint begins the log anew, and cuts it off at its limit."""
    grow(database, 3 * LIMIT)
    checkpoints.run()
    assert not checkpoints.due()
    grow(database)
    assert (LIMIT, False) == (log_of(file), checkpoints.due())


def test_a_reader(file: Path, database: Database, checkpoints: Checkpoints) -> None:
    """What somebody reads stays in the log; the next try is due when that is a quarter longer."""
    counting = text("SELECT count(*) FROM deliveries")
    with database.snapshot() as reader:
        assert 0 == reader.scalar(counting)
        grow(database, LIMIT)
        checkpoints.run()
        assert not checkpoints.due()
        grow(database, QUARTER // 2)
        assert not checkpoints.due()
        grow(database)
        assert checkpoints.due()
        assert 0 == reader.scalar(counting)
    checkpoints.run()
    grow(database)
    assert LIMIT == log_of(file)


async def test_after_the_answer(engine: Engine) -> None:
    """Whoever has committed does not wait for the checkpoint; whoever commits next does."""
    ended = Event()

    class Endless(NoUpkeep):
        def due(self) -> bool:
            return not ended.is_set()

        def run(self) -> None:
            ended.wait(10)

    database = Database(engine, replace(sqlite.DATABASE, upkeep=Endless))
    async with asyncio.timeout(5):
        assert [1] == await database.write(insert_new, [delivery("a")])
    behind = asyncio.create_task(database.write(insert_new, [delivery("b")]))
    await asyncio.wait([behind], timeout=0.1)
    assert not behind.done()
    ended.set()
    assert [2] == await behind
    database.close()


def test_failure() -> None:
    """A checkpoint that fails is told; whoever has committed hears nothing of it."""
    engine = create_engine("sqlite:////nowhere/at/all.sqlite3")
    with capture_logs() as logs:
        Checkpoints(engine).run()
    assert ["checkpoint.failed"] == [each["event"] for each in logs]


def test_held_up(file: Path, database: Database, checkpoints: Checkpoints) -> None:
    """The owner is told when somebody has kept a log from beginning anew for very long."""
    with database.snapshot() as reader, capture_logs() as logs:
        reader.execute(text("SELECT count(*) FROM deliveries"))
        grow(database)
        os.truncate(f"{file}-wal", TOO_LONG + 1)
        checkpoints.run()
    assert ["checkpoint.held_up"] == [each["event"] for each in logs]


def test_no_file() -> None:
    """A database without a file has no log."""
    engine = create_engine("sqlite://")
    checkpoints = Checkpoints(engine)
    with engine.connect():
        assert not checkpoints.due()
