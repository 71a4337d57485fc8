"""Arrangements: each strategy of this project with each of its brokers, and where that runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import httpx2
import pytest

import brokers
import effects
from brokers import Broker, scheme
from receiver import background
from receiver.storage import databases
from receiver.storage.opening import open_database
from servers import Databases
from servers.children import free_port
from world import World

PRIVATE, SHARED = "sqlite", "postgresql"


@dataclass(frozen=True)
class Arrangement:
    """A strategy, the scheme of its broker's URL if it has one, and a kind of database."""

    strategy: str
    broker: str
    database: str

    def __str__(self) -> str:
        """Return the parts that there are: ``celery-redis-sqlite``."""
        return "-".join(filter(None, (self.strategy, self.broker, self.database)))

    @property
    def apart(self) -> bool:
        """Say whether those who handle are processes of their own."""
        return self.strategy != "background_tasks"


def arrangements(*, full: bool) -> list[Arrangement]:
    """Return all of this project; of the databases only the plainest, unless it is the full form.

    The first broker of each strategy comes first.
    """
    found: list[Arrangement] = []
    for name in background.names():
        strategy = background.load(name)
        schemes = [scheme(url) for url in strategy.engine.brokers] if strategy.engine else []
        kinds = [strategy.jobs.database] if strategy.jobs else list(databases.names())
        kinds = kinds if full else sorted(kinds, reverse=True)[:1]
        found += [Arrangement(name, each, kind) for each in schemes or [""] for kind in kinds]
    return found


def first(found: list[Arrangement]) -> list[Arrangement]:
    """Return the first arrangement of each strategy."""
    return list({each.strategy: each for each in reversed(found)}.values())[::-1]


@dataclass(frozen=True)
class Deployment(World):
    """A service and its workers, as an arrangement has them, and their broker."""

    arrangement: Arrangement = Arrangement("inprocess", "", PRIVATE)
    broker: Broker | None = None

    @contextmanager
    def receiving(self, **settings: str) -> Iterator[Popen[bytes]]:
        """Run the service, which only receives: workers handle."""
        with self.service(RECEIVER_WORKERS="0", **settings) as process:
            yield process

    @contextmanager
    def both(self, **settings: str) -> Iterator[tuple[Popen[bytes], Popen[bytes]]]:
        """Run who receives and who handles, which may be the same."""
        if not self.arrangement.apart:
            with self.service(**settings) as web:
                yield web, web
            return
        with self.receiving(**settings) as web, self.worker(**settings) as worker:
            yield web, worker


@contextmanager
def deployed(
    arrangement: Arrangement,
    folder: Path,
    databases_of: Callable[[str], Databases],
    brokers_of: Callable[[str], Broker],
) -> Iterator[Deployment]:
    """Prepare a place for an arrangement: an inbox with the tables it needs, a queue of its own.

    A test whose arrangement has a broker that is not here is skipped, and says why.
    """
    if arrangement.broker and (missing := brokers.missing(arrangement.broker)):
        pytest.skip(missing)
    with databases_of(arrangement.database).migrated(folder) as url, httpx2.Client() as client:
        prepare(arrangement, url)
        broker = brokers_of(arrangement.broker) if arrangement.broker else None
        more = {
            "RECEIVER_BACKGROUND": arrangement.strategy,
            "RECEIVER_QUEUE": f"q{free_port()}",
            **({"RECEIVER_BROKER_URL": broker.url} if broker else {}),
        }
        yield Deployment(client, free_port(), url, folder, more, arrangement, broker)


def prepare(arrangement: Arrangement, url: str) -> None:
    """Make the tables of the handlers, and those of the strategy."""
    jobs = background.load(arrangement.strategy).jobs
    with open_database(url) as database:
        effects.prepare(database)
        if jobs:
            with database.migrating() as connection:
                jobs.migrate(connection)
