"""Fixtures of the console's tests: an inbox of one kind, and visitors who have signed in."""

from collections.abc import Iterator

import pytest

from console.visiting import READER_PASSWORD, Visitor, visiting


@pytest.fixture
def database_kind() -> str:
    """SQLite alone, for little of the console has to do with the kind: `EVERY_KIND` marks that."""
    return "sqlite"


@pytest.fixture
def visitor(database_url: str) -> Iterator[Visitor]:
    """Somebody who may act, and has signed in."""
    with visiting(database_url) as found:
        found.sign_in()
        yield found


@pytest.fixture
def reader(database_url: str) -> Iterator[Visitor]:
    """Somebody who may look, and has signed in."""
    with visiting(database_url) as found:
        found.sign_in(READER_PASSWORD, who="bob")
        yield found
