"""PostgreSQL: how it is opened, what its connections are set to, what a snapshot is."""

import asyncio
import threading
from typing import Any

import pytest
from sqlalchemy import URL, Connection, make_url, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from fake import delivery, settings
from inboxes import stored
from receiver.commands.inbox.schema import prepare
from receiver.errors import CommandFailed, SettingsInvalid
from receiver.storage import databases, health
from receiver.storage.clock import now
from receiver.storage.databases.postgresql.statements import arrange
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from receiver.storage.schema import deliveries, is_pending

KIND = databases.load("postgresql")
SETTINGS = {
    "synchronous_commit": "on",
    "lock_timeout": "1500ms",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "10s",
    "application_name": "receiver",
}
LESS = "?options=-csynchronous_commit%3Doff%20-cstatement_timeout%3D0%20-clock_timeout%3D0"


@pytest.fixture
def database_kind() -> str:
    """PostgreSQL alone."""
    return "postgresql"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
async def test_urls(database_url: str, scheme: str) -> None:
    """A URL opens the database however it begins, whatever driver it names."""
    with open_database(database_url.replace("postgresql", scheme, 1)) as database:
        assert [1] == await database.write(insert_new, [delivery()])


@pytest.mark.parametrize("url", ["postgre://x", "postgresql", "pg://x/y"])
def test_no_urls(url: str) -> None:
    """What is no URL of it is a mistake, and one that would be right is shown."""
    with pytest.raises(SettingsInvalid, match="postgresql://receiver:"), open_database(url):
        pass


@pytest.mark.parametrize("more", ["", LESS])
def test_settings(database_url: str, more: str) -> None:
    """Commits are on the disk when they return, and waits end, whatever the URL asks for."""
    with open_database(database_url + more) as database:
        for opened in (database.transaction, database.snapshot):
            with opened() as connection:
                found = {name: connection.scalar(text(f"SHOW {name}")) for name in SETTINGS}
                assert SETTINGS == found


async def test_settings_of_sessions(database_url: str) -> None:
    """The sessions of handlers commit to the disk too; how long they take is theirs."""
    with open_database(database_url + LESS) as database:
        engine = KIND.connect_async(database.url)
        async with AsyncSession(engine) as session:
            assert "on" == await session.scalar(text("SHOW synchronous_commit"))
            assert "0" == await session.scalar(text("SHOW statement_timeout"))
        await engine.dispose()


def test_what_the_url_says(database_url: str) -> None:
    """What a URL says of the connection itself is kept."""
    url = f"{database_url}?application_name=other"
    with open_database(url) as database, database.snapshot() as connection:
        assert "other" == connection.scalar(text("SHOW application_name"))


def test_snapshots_do_not_write(database: Database) -> None:
    """A snapshot cannot write, and a transaction on the same connection can afterwards."""
    with pytest.raises(DBAPIError, match="read-only transaction"), database.snapshot() as reader:
        health.writable(reader)
    assert [1] == stored(database)


def test_snapshots_stand_still(database: Database) -> None:
    """What is committed while a snapshot is open is not in it."""
    with database.snapshot() as reader:
        assert {} == health.depths(reader)
        stored(database)
        assert {} == health.depths(reader)


def test_the_clock(database: Database) -> None:
    """The time of a statement is one for all of its rows, so that an index finds what is due."""
    due = select(deliveries.c.key).where(is_pending(deliveries), deliveries.c.due_at <= now())
    stored(database, *map(str, range(500)))
    with database.transaction() as connection:
        connection.execute(text("ANALYZE deliveries"))
        sql = due.compile(connection, compile_kwargs={"literal_binds": True})
        plan = " ".join(connection.scalars(text(f"EXPLAIN {sql}")))
        assert "Index Cond: (due_at <=" in plan
        times = [connection.scalar(select(now())) or 0.0 for _ in "ab"]
    assert times[0] < times[1] < times[0] + 20


def test_one_statement(database: Database) -> None:
    """Batches of all sizes are one statement to the server, which it prepares and keeps."""
    inserts = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'")
    for size in (*range(1, 20), 7, 8):
        stored(database, *(f"{size}-{number}" for number in range(size)))
    with database.transaction() as connection:
        assert 1 == connection.scalar(inserts)


def test_a_lock(database: Database, database_url: str) -> None:
    """A writer waits for a lock less long than senders are kept waiting."""
    with open_database(database_url) as other, other.transaction() as holder:
        holder.execute(text("LOCK TABLE deliveries"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            stored(database)


async def test_deadlocks(database: Database) -> None:
    """Of two transactions that wait for each other one is run again: both are committed."""
    keys, both, runs = stored(database, "a", "b"), threading.Barrier(2), []

    def change(connection: Connection, first: int, second: int) -> None:
        runs.append(first)
        connection.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
        row = update(deliveries).values(attempts=deliveries.c.attempts + 1)
        connection.execute(row.where(deliveries.c.key == first))
        if len(runs) <= len(keys):
            both.wait(timeout=20)
        connection.execute(row.where(deliveries.c.key == second))

    await asyncio.gather(database.write(change, *keys), database.write(change, *reversed(keys)))
    with database.snapshot() as connection:
        assert [2, 2] == list(connection.scalars(select(deliveries.c.attempts)))
    assert 2 < len(runs)


async def test_other_errors(database: Database) -> None:
    """What cannot work is not run again, and what never works is given up."""
    runs = []

    def fail(connection: Connection, state: str) -> None:
        runs.append(state)
        connection.execute(text(f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"))

    for state, expected in (("23502", 1), ("40001", 3)):
        with pytest.raises(DBAPIError) as raised:
            await database.write(fail, state)
        assert (state, expected) == (getattr(raised.value.orig, "sqlstate", ""), runs.count(state))


def test_arranged(database: Database) -> None:
    """A batch is inserted sorted by id; what is to be handled in order stays as it came."""
    batch = [delivery("d", ordering="x"), *map(delivery, "cb"), delivery("a", ordering="x")]
    with database.transaction() as connection:
        arranged = arrange(connection, batch)
    assert ["b", "c", "d", "a"] == [each.id for each in arranged]


@pytest.fixture
def locked(database_url: str) -> URL:
    """The URL of somebody who needs a password, and has a wrong one."""
    role = "CREATE ROLE locked LOGIN PASSWORD 'right'"
    with open_database(database_url) as database, database.transaction() as connection:
        if not connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = 'locked'")):
            connection.execute(text(role))
    return make_url(database_url).set(username="locked", password="wr0ng")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "password authentication failed for user .locked."),
        ({"username": "owner", "database": "elsewhere"}, "database .elsewhere. does not exist"),
        ({"port": 1}, "[Cc]onnection refused"),
        ({"query": {"sslmode": "require"}}, "does not support SSL"),
        ({"query": {"nonsense": "1"}}, "invalid connection option .nonsense."),
    ],
    ids=["password", "database", "server", "TLS", "option"],
)
def test_no_connection(locked: URL, changed: dict[str, Any], reason: str) -> None:
    """Why there is no connection is said in one line, and no password in it."""
    url = locked.set(**changed).render_as_string(hide_password=False)
    with pytest.raises(CommandFailed, match=reason) as raised:
        prepare(settings(database_url=url))
    assert [] == [each for each in ("wr0ng", "\n") if each in str(raised.value)]
