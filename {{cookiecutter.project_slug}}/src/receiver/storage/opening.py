"""Opening: the database that a URL names, of a kind that this project has."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sqlalchemy import event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from receiver.errors import SettingsInvalid
from receiver.settings import variable
from receiver.storage import databases
from receiver.storage.engine import Database


@contextmanager
def open_database(url: str, *, unhurried: bool = False) -> Iterator[Database]:
    """Open the database of a SQLAlchemy URL; nothing is connected before the first use.

    An `unhurried` one is for work that nobody waits for, and that the next time does again: it
    holds up others less, and what it committed last may be lost with the power.

    Raises `SettingsInvalid` for a URL that is none, or of a database that this project has not.
    """
    try:
        parsed = make_url(url)
        kind = databases.opened_by(parsed.get_backend_name())
        engine = kind.connect(parsed)
        engine.hide_parameters = True  # errors would quote them, and they hold payloads
    except (ArgumentError, ImportError, KeyError):
        examples = " or ".join(databases.load(name).example for name in databases.names())
        message = (
            f"{variable('database_url')}: no database that this project can open; "
            f"for example {examples}"
        )
        raise SettingsInvalid(message) from None
    if unhurried:
        event.listen(engine, "connect", partial(_prepare, kind.unhurried))
    database = Database(engine, kind)
    try:
        yield database
    finally:
        database.close()


def _prepare(
    statements: Sequence[str], connection: DBAPIConnection, _entry: ConnectionPoolEntry
) -> None:
    cursor = connection.cursor()
    for each in statements:
        cursor.execute(each)
    cursor.close()
    connection.commit()
