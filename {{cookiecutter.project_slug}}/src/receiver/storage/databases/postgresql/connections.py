"""Connections to PostgreSQL: durable, limited in their patience, and replaced when they are dead.

https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
https://www.postgresql.org/docs/current/runtime-config-client.html
"""

from contextlib import suppress
from socket import SHUT_RDWR, dup, socket
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

WRITERS = 4
NETWORK = {  # a server that has vanished is given up after 10 to 25 s, not after hours
    "application_name": "receiver",
    "connect_timeout": "2",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
DURABLE = "SET synchronous_commit = on"  # a commit is on the disk before it is answered
LIMITS = """
    SET lock_timeout = '1500ms';  -- shorter than the 2 s after which a sender hears 503
    SET statement_timeout = '10s';
    SET idle_in_transaction_session_timeout = '10s'
"""


def connect(url: URL) -> Engine:
    """Return the engine of a URL; for each writer, reader and surveyor, and two for commands."""
    engine = create_engine(
        _completed(url),
        pool_size=WRITERS + 2,
        max_overflow=2,
        pool_timeout=1.5,
        use_native_hstore=False,
    )
    event.listen(engine, "checkout", _ask_the_server)
    return _prepared(engine, f"{DURABLE};{LIMITS}")


def connect_async(url: URL) -> "AsyncEngine":
    """Return the engine of handlers' sessions: as many as run at once, for as long as they do."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - few need it

    engine = create_async_engine(_completed(url), max_overflow=-1, use_native_hstore=False)
    _prepared(engine.sync_engine, DURABLE)
    return engine


def _completed(url: URL) -> URL:
    """Return a URL with our driver, whatever it names, and with what it leaves open."""
    return url.set(drivername="postgresql+psycopg", query={**NETWORK, **url.query})


def _prepared(engine: Engine, settings: str) -> Engine:
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(settings)
        cursor.close()
        connection.autocommit = False

    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", _check)
    return engine


def _check(_raw: Any, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:  # noqa: ANN401 - any of psycopg's
    """Have the pool replace what the server has closed meanwhile; it costs no round trip.

    Read twice: first what the server said when it closed, then that it has.
    """
    connection: Any = entry.driver_connection
    try:
        for _ in range(2):
            connection.pgconn.consume_input()
    except psycopg.OperationalError:
        raise InvalidatePoolError from None


def _ask_the_server(raw: Any, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:  # noqa: ANN401 - psycopg's
    """Have the server's setting say whether one may write; who has read last has overruled it."""
    raw.read_only = None


def hang_up(connection: psycopg.Connection | None) -> None:
    """Cut a connection, which whoever waits for an answer there hears of at once."""
    if connection is not None and not connection.closed:
        with suppress(OSError), socket(fileno=dup(connection.fileno())) as wire:
            wire.shutdown(SHUT_RDWR)
