"""The WAL-reset bug: which versions of SQLite have it, and what is said of them."""

import sqlite3

import pytest
from structlog.testing import capture_logs

from fake import settings
from receiver.commands.inbox.schema import prepare
from receiver.storage.databases.sqlite.reset_bug import Version, announce, is_in


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_versions(version: Version, *, expected: bool) -> None:
    """The bug was fixed in 3.51.3, and in two releases of older lines."""
    assert expected == is_in(version)


def test_old() -> None:
    """An old version is told, with what it means and what to do."""
    with capture_logs() as logs:
        announce((3, 40, 1))
    loaded, outdated = logs
    assert ("sqlite.loaded", "3.40.1") == (loaded["event"], loaded["version"])
    assert ("sqlite.outdated", "warning") == (outdated["event"], outdated["log_level"])
    assert "3.51.3, 3.50.7, 3.44.6" == outdated["fixed_in"]


def test_new() -> None:
    """Of a fixed one only the version is told."""
    with capture_logs() as logs:
        announce((3, 51, 3))
    assert ["sqlite.loaded"] == [each["event"] for each in logs]


def test_start() -> None:
    """The service tells at its start which SQLite it has."""
    with capture_logs() as logs:
        prepare(settings(database_url="sqlite:///inbox.sqlite3"))
    assert ["sqlite.loaded"] == [each["event"] for each in logs][:1]
    assert sqlite3.sqlite_version == logs[0]["version"]
