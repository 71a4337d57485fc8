"""A process at a SQLite inbox that does as it is told, line by line: `checkpointing URL NAME`.

It answers each line with how many deliveries it has committed so far: `NAME-0`, `NAME-1` …
"""

import sys
import time
from datetime import UTC, datetime

from sqlalchemy import event, make_url

from receiver.deliveries import Delivery
from receiver.storage.databases import sqlite
from receiver.storage.databases.sqlite.checkpoints import Checkpoints
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new

MAPPED = "PRAGMA mmap_size = 1073741824"
"""SQLite lets go of its map between two steps of a checkpoint: a large one makes that slow."""
BALLAST = """
    CREATE TABLE ballast AS WITH RECURSIVE pages(n) AS
        (VALUES (1) UNION ALL SELECT n + 1 FROM pages WHERE n < 24000)
    SELECT zeroblob(4000) AS page FROM pages
"""
EVERY_PAGE = "SELECT count(*) FROM ballast WHERE page IS NOT NULL"


class Process:
    """One process: it writes and makes checkpoints."""

    def __init__(self, url: str, name: str) -> None:
        self.name, self.written = name, 0
        engine = sqlite.DATABASE.connect(make_url(url))
        event.listen(engine, "connect", lambda connection, _: connection.execute(MAPPED))
        self.checkpoints = Checkpoints(engine)
        self.database = Database(engine, sqlite.DATABASE)

    def write(self, seconds: float, rows: int = 1, size: int = 2) -> None:
        """Commit as hard as can be."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            batch = [self._delivery(self.written + each, size) for each in range(rows)]
            with self.database.transaction() as connection:
                insert_new(connection, batch)
            self.written += rows

    def warm(self) -> None:
        """Have every page in the maps of both connections that make a checkpoint."""
        with self.database.snapshot() as one, self.database.snapshot() as other:
            for each in (one, other):
                each.exec_driver_sql(EVERY_PAGE).all()

    def checkpoint(self) -> None:
        """Make a checkpoint now, whether it is due or not."""
        self.checkpoints.run()

    def _delivery(self, number: int, size: int) -> Delivery:
        return Delivery(
            source="fake",
            provider="fake",
            id=f"{self.name}-{number}",
            event="ping",
            body=b"x" * size,
            received_at=datetime.now(UTC),
        )


def main(url: str, name: str) -> None:
    """Do what the lines say: what, and its numbers."""
    process = Process(url, name)
    for line in sys.stdin:
        what, *numbers = line.split()
        getattr(process, what)(*(float(each) if "." in each else int(each) for each in numbers))
        print(process.written, flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
