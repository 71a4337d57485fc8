"""Fixtures that every test may use: an inbox on a real database, and a service around it."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import httpx2
import pytest
import structlog

from processes import free_port
from proof import proof, pytest_collection_modifyitems, pytest_terminal_summary
from receiver.settings import PREFIX
from receiver.storage import databases
from receiver.storage.engine import Database, open_database
from receiver.storage.migrations import migrate
from world import World

__all__ = ["proof", "pytest_collection_modifyitems", "pytest_terminal_summary"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the one who runs the tests say how long the providers are fuzzed."""
    told = "how many random messages each provider is sent: short (300) or full (100,000)"
    parser.addoption("--fuzz", choices=("short", "full"), default="short", help=told)
    told = "how hard the faults are: short (seconds each) or full (the figures that are promised)"
    parser.addoption("--faults", choices=("short", "full"), default="short", help=told)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite inbox that is only ever copied."""
    file = tmp_path_factory.mktemp("migrated") / "inbox.sqlite3"
    with open_database(f"sqlite:///{file}") as database, database.transaction() as connection:
        migrate(connection)
    return file


@pytest.fixture(params=databases.names())
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database that this project has."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, migrated: Path, tmp_path: Path) -> str:  # noqa: ARG001 - there is one kind so far
    """The URL of a migrated inbox that is this test's own."""
    return f"sqlite:///{copy(migrated, tmp_path)}"


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
