"""PostgreSQL: a server, to which several processes write at the same time.

https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
https://www.postgresql.org/docs/current/runtime-config-client.html
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from socket import SHUT_RDWR, socket
from typing import Any

import psycopg
from sqlalchemy import (
    URL,
    BigInteger,
    Connection,
    Engine,
    Executable,
    Row,
    bindparam,
    column,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.sql.compiler import SQLCompiler

from receiver.deliveries import Delivery
from receiver.storage.clock import HINT_GRACE, now
from receiver.storage.databases.base import RETURNED, Kind
from receiver.storage.schema import deliveries

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
UNLIMITED = "SET lock_timeout = '1500ms'; SET statement_timeout = 0"
RUN_AGAIN = {"40001", "40P01", "23505"}
"""Serialization failure, deadlock, and two claims of one order at the same moment."""
MIGRATING = 8_243_103_980_183_774_578  # "receiver" as a number: whose lock this is
LOCK_ORDERS = text(
    "SELECT pg_advisory_xact_lock(number) FROM unnest(:numbers) AS number"
).bindparams(bindparam("numbers", type_=ARRAY(BigInteger)))


def connect(url: URL) -> Engine:
    """Return the engine of a URL; a writer each, one for the reader, and two for commands."""
    engine = create_engine(
        _completed(url),
        pool_size=WRITERS + 1,
        max_overflow=2,
        pool_timeout=1.5,
        use_native_hstore=False,
    )
    return _prepared(engine, f"{DURABLE};{LIMITS}")


def connect_async(url: URL) -> AsyncEngine:
    """Return the engine of handlers' sessions: as many as run at once, for as long as they do."""
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


def arrange(connection: Connection, batch: Sequence[Delivery]) -> Sequence[Delivery]:
    """Return a batch in an order in which no two processes wait for each other.

    What is to be handled in order keeps its own; its keys follow the order of the commits,
    since nobody else inserts into that order until this transaction ends.
    """
    ordered = [each for each in batch if each.ordering is not None]
    if ordered:
        numbers = sorted({_number(f"{each.source}\0{each.ordering}") for each in ordered})
        connection.execute(LOCK_ORDERS, {"numbers": numbers})
    rest = [each for each in batch if each.ordering is None]
    return [*sorted(rest, key=lambda each: (each.source, each.id)), *ordered]


def store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> Iterable[Row[Any]]:
    """Store the rows of new deliveries: an array for each column, so that one statement does.

    With a list of values for each row there would be a statement for each size of a batch, and
    a hundred of those, prepared, take about 90 MB of every connection's server.
    """
    names = tuple(rows[0])
    arrays = {name: [row[name] for row in rows] for name in names}
    return connection.execute(_insertion(names), arrays)


@cache
def _insertion(names: tuple[str, ...]) -> Executable:
    columns = [column(name, deliveries.c[name].type) for name in names]
    arrays = [bindparam(each.name, type_=ARRAY(each.type)) for each in columns]
    rows = func.unnest(*arrays).table_valued(*columns).render_derived()
    new = select(*rows.c, now() + HINT_GRACE)
    statement = insert(deliveries).from_select([*names, "due_at"], new)
    return statement.on_conflict_do_nothing().returning(*RETURNED)


def _number(order: str) -> int:
    return int.from_bytes(blake2b(order.encode(), digest_size=8).digest(), signed=True)


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


def hang_up(connection: psycopg.Connection | None) -> None:
    """Cut a connection, which whoever waits for an answer there hears of at once."""
    if connection is not None and not connection.closed:
        with suppress(OSError), socket(fileno=os.dup(connection.fileno())) as wire:
            wire.shutdown(SHUT_RDWR)


def runs_again(error: DBAPIError) -> bool:
    """Say whether a transaction only failed for what others did at that moment."""
    return isinstance(error.orig, psycopg.Error) and error.orig.sqlstate in RUN_AGAIN


@compiles(now, "postgresql")
def _now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    """Return when the statement came: one value for all its rows, so that an index serves."""
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) AS DOUBLE PRECISION)"


DATABASE = Kind(
    example="postgresql://receiver:password@db.example.com/receiver",
    aliases=("postgres",),
    connect=connect,
    connect_async=connect_async,
    arrange=arrange,
    insert=store,
    migrating=migrating,
    runs_again=runs_again,
    hang_up=hang_up,
    snapshot={"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
    writers=WRITERS,
    private=False,
    unhurried=("SET synchronous_commit = off", "SET statement_timeout = 0"),
)
