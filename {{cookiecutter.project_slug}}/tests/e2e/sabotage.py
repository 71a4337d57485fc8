"""Sabotage: what is done to an inbox from outside the service, in each kind of database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from disks import Disk
from receiver.storage.opening import open_database
from world import World

LOCK = {
    "postgresql": (
        "SET LOCAL idle_in_transaction_session_timeout = 0",
        "LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE",
    )
}
"""What locks the table in a writing transaction; on SQLite that alone locks out other writers."""


def execute(world: World, *statements: str) -> None:
    """Execute statements of the database's own dialect in one transaction."""
    with open_database(world.database_url) as database, database.transaction() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def kind(world: World) -> str:
    """Return the name of the kind of database."""
    with open_database(world.database_url) as database, database.snapshot() as connection:
        return connection.dialect.name


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Keep every writer out of the inbox, by a transaction that does not end."""
    statements: Sequence[str] = LOCK.get(kind(world), ())
    with open_database(world.database_url) as database, database.transaction() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield
        connection.rollback()


@contextmanager
def read_only(world: World, disk: Disk) -> Iterator[None]:
    """Let the inbox take no write: a server's by its own setting, a file by its disk."""
    if kind(world) == "sqlite":
        with disk.read_only():
            yield
    else:
        settings(world, "ALTER SYSTEM SET default_transaction_read_only = on")
        try:
            yield
        finally:
            settings(world, "ALTER SYSTEM RESET default_transaction_read_only")


def settings(world: World, statement: str) -> None:
    """Change a setting of the server, also for the connections that there are."""
    with open_database(world.database_url) as database, database.migrating() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql("SELECT pg_reload_conf()")
