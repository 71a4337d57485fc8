"""Fixtures that every test may use: an inbox on a real file, and a service around it."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from receiver.settings import PREFIX
from receiver.storage.engine import Database, open_database
from receiver.storage.migrations import migrate


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite inbox that is only ever copied."""
    file = tmp_path_factory.mktemp("migrated") / "inbox.sqlite3"
    with open_database(f"sqlite:///{file}") as database, database.transaction() as connection:
        migrate(connection)
    return file


@pytest.fixture
def database_url(migrated: Path, tmp_path: Path) -> str:
    """The URL of a migrated SQLite inbox in a folder of this test's own."""
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
