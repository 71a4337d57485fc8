"""The write lock of SQLite: who waits for it gets it, also beside one who never rests."""

import time
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from receiver.storage.databases.sqlite.write_lock import PATIENCE
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from receiver.storage.sessions import Sessions


@pytest.fixture
def database_kind() -> str:
    """The one kind that has this lock."""
    return "sqlite"


def test_a_turn_for_everybody(database_url: str, database: Database) -> None:
    """One who takes the lock again at once leaves gaps of a millisecond, and they are found."""
    over = Event()

    def hog() -> None:
        with open_database(database_url) as other:
            while not over.is_set():
                with other.transaction():
                    time.sleep(0.03)
                time.sleep(0.001)

    thread = Thread(target=hog)
    thread.start()
    try:
        for _ in range(15):
            with database.transaction() as connection:
                connection.execute(text("SELECT 1"))
    finally:
        over.set()
        thread.join()


def test_patience(database_url: str, database: Database) -> None:
    """Whoever cannot have the lock in time hears so, in SQLAlchemy's terms, and may ask again."""
    with open_database(database_url) as other, other.transaction():
        began = time.monotonic()
        with pytest.raises(OperationalError, match="locked"), database.transaction():
            pass
        assert time.monotonic() - began >= PATIENCE
    with database.transaction() as connection:
        assert PATIENCE * 1000 == connection.scalar(text("PRAGMA busy_timeout"))


async def test_sessions(database_url: str, database: Database) -> None:
    """A session asks for the lock in the same way."""
    sessions = Sessions(database)
    with open_database(database_url) as other, other.transaction():
        async with sessions.open() as effects:
            with pytest.raises(OperationalError, match="locked"):
                await effects.session.execute(text("SELECT 1"))
    async with sessions.open() as effects:
        assert 1 == await effects.session.scalar(text("SELECT 1"))
    await sessions.aclose()
