"""Migrating on PostgreSQL: one process after the other, and none in the way of the service."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select

UNLIMITED = "SET lock_timeout = '1500ms'; SET statement_timeout = 0"
MIGRATING = 8_243_103_980_183_774_578  # "receiver" as a number: whose lock this is


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Open the connection that migrations run on, one process after the other.

    Asking again and again, not waiting: a statement that waits would in turn hold up an index
    that is built concurrently.
    """
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(UNLIMITED)
        while not connection.scalar(select(func.pg_try_advisory_lock(MIGRATING))):
            time.sleep(0.1)
        connection.rollback()
        connection.execution_options(isolation_level="READ COMMITTED")
        try:
            yield connection
        finally:
            connection.invalidate()  # with it end its settings, and the lock
