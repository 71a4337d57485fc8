"""Fixtures that every test may use: an inbox on a real database, and a service around it."""

import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import httpx2
import pytest
import structlog

import brokers
import servers
from brokers import Broker
from effects import effects
from proof import proof, pytest_collection_modifyitems, pytest_terminal_summary
from receiver.settings import PREFIX
from receiver.storage import databases
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from servers import Databases, Server
from servers.children import free_port
from world import World

__all__ = ["effects", "proof", "pytest_collection_modifyitems", "pytest_terminal_summary"]


def pytest_configure() -> None:
    """Have services hear SIGINT, which a shell's background job ignores, and so would they."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the one who runs the tests say how long the providers are fuzzed."""
    told = "how many random messages each provider is sent: short (300) or full (100,000)"
    parser.addoption("--fuzz", choices=("short", "full"), default="short", help=told)
    told = "how hard the faults are: short (seconds each) or full (the figures that are promised)"
    parser.addoption("--faults", choices=("short", "full"), default="short", help=told)


@pytest.fixture(scope="session")
def databases_of() -> Iterator[Callable[[str], Databases]]:
    """Where databases of a kind come from, made when the first test asks."""
    with ExitStack() as made:
        yield cache(lambda kind: made.enter_context(servers.shared(kind)))


@pytest.fixture(scope="session")
def brokers_of() -> Iterator[Callable[[str], Broker]]:
    """Where brokers come from, one of a kind for all tests, made when the first one asks."""
    with ExitStack() as made:
        yield cache(lambda kind: made.enter_context(brokers.own(kind)))


@pytest.fixture(params=databases.names())
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database that this project has."""
    return str(request.param)


@pytest.fixture
def database_url(
    database_kind: str, databases_of: Callable[[str], Databases], tmp_path: Path
) -> Iterator[str]:
    """The URL of a migrated inbox that is this test's own."""
    with databases_of(database_kind).migrated(tmp_path) as url:
        yield url


@pytest.fixture
def empty_url(
    database_kind: str, databases_of: Callable[[str], Databases], tmp_path: Path
) -> Iterator[str]:
    """The URL of a database of this test's own, without any table."""
    with databases_of(database_kind).empty(tmp_path) as url:
        yield url


@pytest.fixture(params=servers.with_servers())
def server_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database that this project has and that has a server."""
    return str(request.param)


@pytest.fixture
def own_server(server_kind: str) -> Iterator[Server]:
    """A server of this test's own, to be stopped and frozen."""
    with servers.own(server_kind) as server:
        yield server


@pytest.fixture
def own_world(own_server: Server, tmp_path: Path) -> Iterator[World]:
    """A fresh place for a service, its inbox on that server."""
    with own_server.migrated(tmp_path) as url, httpx2.Client() as client:
        yield World(client, free_port(), url, tmp_path)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """That inbox, opened."""
    with open_database(database_url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own settings and `.env` out of every test."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """A fresh place for a service in a process of its own."""
    with httpx2.Client() as client:
        yield World(client, free_port(), database_url, tmp_path)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Put the logging of the process back: what was set up for one test ends with it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """Have commands find the test's inbox where they find the user's: in the environment."""
    monkeypatch.setenv("RECEIVER_DATABASE_URL", database_url)
