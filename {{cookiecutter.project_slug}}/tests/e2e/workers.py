"""Workers: processes that handle what is in an inbox, the traces of that, and what came of it."""

import json
import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

import effects
from fake import delivery
from processes import started, until
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from receiver.storage.schema import deliveries
from world import World


@dataclass(frozen=True)
class Workers:
    """Workers on one inbox, with a table of its owner's in the same database."""

    database: Database
    url: str
    traces_file: Path

    @contextmanager
    def at_work(self, *clocks: float, lease: float) -> Iterator[None]:
        """Run a worker for each clock, which is so many seconds ahead."""
        settings = {
            "RECEIVER_DATABASE_URL": self.url,
            "RECEIVER_LEASE": str(lease),
            "RECEIVER_LOG_LEVEL": "error",
            "FAKE_TRACES": str(self.traces_file),
        }
        with ExitStack() as running:
            for clock in clocks:
                worker = started("-m", "fake_worker", str(clock), **settings)
                running.enter_context(worker)
                running.callback(worker.terminate)
            until(lambda: len(self.traces("up")) >= len(clocks))
            yield

    def kill(self) -> None:
        """Kill the worker that came up last, with signal 9."""
        os.kill(int(self.traces("up")[-1][0]), signal.SIGKILL)

    def traces(self, word: str) -> list[list[str]]:
        """Return the traces that begin with a word, without it; each ends with its time."""
        lines = self.traces_file.read_text().splitlines() if self.traces_file.exists() else []
        return [rest for first, *rest in map(str.split, lines) if first == word]

    def store(self, plans: dict[str, dict[str, Any]]) -> None:
        """Store deliveries, each with its plan, that the sweeper finds at once."""
        batch = [
            delivery(name, event="ship", body=json.dumps(plan).encode())
            for name, plan in plans.items()
        ]

        with self.database.transaction() as connection:
            keys = insert_new(connection, batch)
            found = deliveries.c.key.in_(keys)
            connection.execute(update(deliveries).where(found).values(due_at=0))

    def shift(self, seconds: float) -> None:
        """Set the database's clock forward, as far as the inbox can tell, or back.

        There is no other clock by which anything in it is due.
        """
        with self.database.transaction() as connection:
            earlier = deliveries.c.due_at - seconds
            connection.execute(update(deliveries).values(due_at=earlier))

    def attempts(self, state: State) -> dict[str, int]:
        """Return how many attempts there were at each delivery of a state."""
        statement = select(deliveries.c.delivery_id, deliveries.c.attempts)
        with self.database.snapshot() as connection:
            rows = connection.execute(statement.where(deliveries.c.state == state))
            return {row.delivery_id: row.attempts for row in rows}

    def rows(self) -> Counter[str]:
        """Return how many rows the handlers wrote for each delivery."""
        return Counter(effects.shipped(self.database))


@contextmanager
def workers(world: World) -> Iterator[Workers]:
    """Prepare a place for workers."""
    with open_database(world.database_url) as database:
        effects.prepare(database)
        yield Workers(database, world.database_url, world.folder / "traces")
