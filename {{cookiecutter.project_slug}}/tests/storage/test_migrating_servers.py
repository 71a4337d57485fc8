"""Migrating an inbox on a server while others use it: one migrates, and nobody has to stop."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from alembic import command
from sqlalchemy import inspect, text

import servers
from inboxes import stored_of_old
from receiver.storage.engine import Database
from receiver.storage.migrations import Standing, migrate, standing
from receiver.storage.migrations.scripts import config
from receiver.storage.opening import open_database

INDEX = "deliveries_undone"


@pytest.fixture(params=servers.with_servers())
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind that has a server: the others belong to one service."""
    return str(request.param)


@contextmanager
def of_version(url: str, revision: str) -> Iterator[Database]:
    """Yield an inbox that is as a revision has left it."""
    with open_database(url) as database:
        with database.migrating() as connection:
            command.upgrade(config(connection), revision)
        yield database


def migrated(database_url: str) -> Standing:
    """Migrate as a process of its own does, and return how the database stands then."""
    with open_database(database_url) as database:
        with database.migrating() as connection:
            migrate(connection)
        with database.snapshot() as connection:
            return standing(connection)


def test_two_at_once(empty_url: str) -> None:
    """Of two processes that migrate at the same time one waits, and finds it done."""
    together = threading.Barrier(2)

    def migrate_it() -> Standing:
        together.wait(timeout=20)
        return migrated(empty_url)

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(migrate_it) for _ in "ab"]
        assert [Standing.CURRENT] * 2 == [each.result(timeout=60) for each in both]


def test_receiving_goes_on(empty_url: str) -> None:
    """While the indexes of 0007 wait for a transaction that is open, the older version stores."""
    with of_version(empty_url, "0006") as older, ThreadPoolExecutor(1) as threads:
        with older.transaction() as connection:
            stored_of_old(connection, "open")
            migrating = threads.submit(migrated, empty_url)
            for number in range(50):
                with older.transaction() as another:
                    stored_of_old(another, str(number))
                assert not migrating.done()
                threading.Event().wait(0.01)
        assert Standing.CURRENT == migrating.result(timeout=60)


def test_broken_off(empty_url: str) -> None:
    """What an attempt has left behind that was broken off is built anew."""
    with of_version(empty_url, "0003") as older, older.transaction() as connection:
        for name in (INDEX, f"{INDEX}_new"):
            connection.execute(text(f"CREATE INDEX {name} ON deliveries (event)"))
    assert Standing.CURRENT == migrated(empty_url)
    with open_database(empty_url) as database, database.snapshot() as connection:
        found = {each["name"]: each for each in inspect(connection).get_indexes("deliveries")}
    assert ["key", "state", "source", "event"] == found[INDEX]["column_names"]
    assert f"{INDEX}_new" not in found
