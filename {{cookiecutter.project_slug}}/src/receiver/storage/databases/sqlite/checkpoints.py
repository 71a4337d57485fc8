"""Checkpoints of SQLite: what is in its log goes into the database while nobody can write.

In SQLite 3.7.0 to 3.51.2 a commit that begins the log anew beside a checkpoint can be lost
and damage the file: https://www.sqlite.org/wal.html#walresetbug. SQLite's own checkpoints
run beside commits, and so do those of its other modes when the lock cannot be had. So no
connection of ours makes one by itself. Here, one connection holds the write lock, of which
there is one for all processes, while another copies: so, in every version, no checkpoint
meets a commit or another checkpoint. The last connection to close still makes one, but only
when nobody else has the file open.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from receiver.storage.databases.sqlite.write_lock import held

LIMIT = 4 * 1024 * 1024
"""Bytes that the log may have before it is copied: 1000 pages, as SQLite itself has it."""
TOO_LONG = 16 * LIMIT
"""Bytes of a log that cannot begin anew, from which on somebody should look for the cause."""

PRAGMAS = (
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA journal_size_limit = {LIMIT}",  # cut when it begins anew, so that its size tells
)

log = structlog.get_logger()


class Checkpoints:
    """Keeps the log of a database short, however many processes do the same."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._log: Path | None = None
        self._threshold = LIMIT
        event.listen(engine, "connect", self._find)

    def due(self) -> bool:
        """Say whether the log is too long; cheap enough to ask after every commit."""
        size = self._size()
        if size <= LIMIT:
            self._threshold = LIMIT
        return size > self._threshold

    def run(self) -> None:
        """Copy the log; if somebody is writing, leave that to whoever commits next.

        Waits for nobody. What is still being read has to stay; then the next try is due when
        the log has grown by a quarter.
        """
        try:
            done = self._copy()
        except (sqlite3.Error, SQLAlchemyError) as error:
            log.warning("checkpoint.failed", cause=type(error).__name__)
            done = False
        if done is None:
            return
        size = self._size()
        self._threshold = size + size // 4
        if size > TOO_LONG and not done:
            hint = "some program keeps a transaction open on the inbox"
            log.warning("checkpoint.held_up", log_bytes=size, hint=hint)

    def _copy(self) -> bool | None:
        """Return whether the whole log was copied; None if somebody is writing."""
        connect = self._engine.raw_connection
        with closing(connect()) as holder, closing(connect()) as copier, held(holder) as alone:
            if not alone:
                return None
            cursor = copier.cursor()
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            busy, frames, copied = cursor.fetchall()[0]
        return not busy and bool(frames == copied)

    def _find(self, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        """Learn where the log is from SQLite, which follows links."""
        cursor = connection.cursor()
        cursor.execute("PRAGMA database_list")
        _, _, file = cursor.fetchall()[0]
        self._log = Path(f"{file}-wal") if file else None

    def _size(self) -> int:
        try:
            return self._log.stat().st_size if self._log else 0
        except OSError:  # nothing was written yet
            return 0
