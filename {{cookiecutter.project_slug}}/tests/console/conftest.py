"""Fixtures of the console's tests: a visitor who has signed in, on a small and plain inbox."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.visiting import READER_PASSWORD, Visitor, visiting
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from servers import Databases


@pytest.fixture
def plain_url(databases_of: Callable[[str], Databases], tmp_path: Path) -> Iterator[str]:
    """The URL of an inbox in a file, for what has nothing to do with the kind of database."""
    with databases_of("sqlite").migrated(tmp_path) as url:
        yield url


@pytest.fixture
def plain(plain_url: str) -> Iterator[Database]:
    """That inbox, opened."""
    with open_database(plain_url) as opened:
        yield opened


@pytest.fixture
def visitor(plain_url: str) -> Iterator[Visitor]:
    """Somebody who may act, and has signed in."""
    with visiting(plain_url) as found:
        found.sign_in()
        yield found


@pytest.fixture
def reader(plain_url: str) -> Iterator[Visitor]:
    """Somebody who may look, and has signed in."""
    with visiting(plain_url) as found:
        found.sign_in(READER_PASSWORD, who="bob")
        yield found
