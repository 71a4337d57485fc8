"""SQLite's write lock, of which there is one for all processes: whoever waits asks often.

SQLite itself sleeps up to 100 ms before it asks again, and a process that commits without a
break has the lock each time: the others wait for a second and more, and some in vain.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import uniform

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.util import await_only

PATIENCE = 1.5
"""Seconds that a transaction waits; shorter than the 2 s after which a sender hears 503."""
PRAGMA = f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}"
PAUSE = 0.0005, 0.004
"""Seconds between two times of asking: at random, so that nobody is always too late."""


def take(connection: Connection, pause: Callable[[float], object] = time.sleep) -> None:
    """Begin a transaction with the lock; raises SQLAlchemy's `OperationalError` if it cannot."""
    cursor = connection.connection.cursor()
    with _without_waiting(cursor):
        end = time.monotonic() + PATIENCE
        while (code := _begin(cursor)) == sqlite3.SQLITE_BUSY and time.monotonic() < end:
            pause(uniform(*PAUSE))  # noqa: S311 - no secret
        if code != sqlite3.SQLITE_OK:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # fails again, in SQLAlchemy's terms


def take_async(connection: Connection) -> None:
    """Do so in an asyncio engine, and let others run meanwhile."""
    take(connection, lambda seconds: await_only(asyncio.sleep(seconds)))


@contextmanager
def held(connection: PoolProxiedConnection) -> Iterator[bool]:
    """Hold the lock and write nothing; yields False at once if it cannot be had."""
    cursor = connection.cursor()
    with _without_waiting(cursor):
        try:
            yield _begin(cursor) == sqlite3.SQLITE_OK
        finally:
            connection.rollback()


@contextmanager
def _without_waiting(cursor: DBAPICursor) -> Iterator[None]:
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        cursor.execute(PRAGMA)


def _begin(cursor: DBAPICursor) -> int:
    """Try to begin; return how that ended, as SQLite's codes have it."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return sqlite3.SQLITE_OK
