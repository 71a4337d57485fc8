"""Strategy `procrastinate`: jobs beside the deliveries, in one PostgreSQL."""

from collections.abc import Iterator

import pytest
from procrastinate.schema import migrations_path
from sqlalchemy import Connection, text

from fake import delivery, settings
from receiver.background.procrastinate import STRATEGY
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database

JOBS = STRATEGY.jobs
COUNTS = text("SELECT (SELECT count(*) FROM procrastinate_jobs), (SELECT count(*) FROM deliveries)")
WAITING = text(
    "SELECT queue_name, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
)


@pytest.fixture
def database_kind() -> str:
    """The kind of database that has to be."""
    return "postgresql"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An inbox with the tables of the jobs."""
    assert JOBS
    with open_database(database_url) as database:
        with database.migrating() as connection:
            JOBS.migrate(connection)
        yield database


def keys(connection: Connection) -> list[int]:
    """Return the keys in the jobs that wait, in their order."""
    return [row.args["key"] for row in connection.execute(WAITING)]


@pytest.mark.parametrize("commits", [True, False])
def test_together_or_not_at_all(database: Database, *, commits: bool) -> None:
    """A job and its delivery are committed together, or rolled back together."""
    assert JOBS
    with database.transaction() as connection:
        JOBS.hint(
            settings(), connection, [key for key in insert_new(connection, [delivery()]) if key]
        )
        assert (1, 1) == connection.execute(COUNTS).one()
        if not commits:
            connection.rollback()
    with database.snapshot() as connection:
        assert ((1, 1) if commits else (0, 0)) == connection.execute(COUNTS).one()


def test_jobs(database: Database) -> None:
    """There is a job for each key, in their order, for the task and the queue of the workers."""
    assert JOBS
    with database.transaction() as connection:
        for hinted in ([3, 1, 2**40], []):
            JOBS.hint(settings(), connection, hinted)
        found = [tuple(row) for row in connection.execute(WAITING)]
    assert [("webhooks", "receiver.process", {"key": key}) for key in (3, 1, 2**40)] == found


def test_tables(database_url: str) -> None:
    """The tables are made once, and it is known whether they are there."""
    assert JOBS
    with open_database(database_url) as database:
        for there in (False, True):
            with database.snapshot() as connection:
                assert there == JOBS.has_tables(connection)
            with database.migrating() as connection:
                JOBS.migrate(connection)


def test_tables_of_an_older_version(database_url: str) -> None:
    """Tables that an older version made here are brought to the newest schema."""
    assert JOBS
    oldest = min(migrations_path.glob("*.sql"))
    unparsed = {"no_parameters": True}
    with open_database(database_url) as database:
        with database.transaction() as connection:
            connection.exec_driver_sql(oldest.read_text(), execution_options=unparsed)
            mark = f"COMMENT ON TABLE procrastinate_jobs IS 'receiver: {oldest.name}'"
            connection.exec_driver_sql(mark)
        with database.snapshot() as connection:
            assert not JOBS.has_tables(connection)
        with database.migrating() as connection:
            JOBS.migrate(connection)
        with database.transaction() as connection:
            assert JOBS.has_tables(connection)
            JOBS.hint(settings(), connection, [1])
            assert [1] == keys(connection)


def test_tables_of_somebody_else(database_url: str) -> None:
    """Tables that somebody else made are his to migrate."""
    assert JOBS
    with open_database(database_url) as database:
        with database.transaction() as connection:
            JOBS.migrate(connection)
            connection.exec_driver_sql("COMMENT ON TABLE procrastinate_jobs IS NULL")
        with database.snapshot() as connection:
            assert JOBS.has_tables(connection)
