"""Real databases for the tests: one module for each kind, and its name is that kind's name."""

from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import Protocol

from receiver.storage import databases


class Databases(Protocol):
    """What makes databases, for one test each."""

    def migrated(self, folder: Path) -> AbstractContextManager[str]:
        """Make an inbox, whose files may be in `folder`, and yield its URL; it ends with it."""

    def empty(self, folder: Path) -> AbstractContextManager[str]:
        """Make a database without any table, and yield its URL."""


class Server(Databases, Protocol):
    """A database server whose misfortunes are at the test's command.

    It dies with the thread that has started it: start it in the test's own.
    """

    def stop(self, *, immediate: bool = False) -> None:
        """Shut down: at once and uncleanly, or as its administrator would."""

    def start(self) -> None:
        """Start, at the address and with the data it had, and wait until it answers."""

    def has_ended(self) -> bool:
        """Say whether it has ended by itself."""

    def freeze(self) -> None:
        """Stop every process of it in its tracks: connections stay, and nothing answers."""

    def thaw(self) -> None:
        """Have them go on."""


def with_servers() -> list[str]:
    """Return the kinds of databases of this project that have a server."""
    return [name for name in databases.names() if not databases.load(name).private]


def shared(kind: str) -> AbstractContextManager[Databases]:
    """Provide databases of a kind to many tests, as fast as that can be."""
    provided: AbstractContextManager[Databases] = import_module(f"{__name__}.{kind}").shared()
    return provided


def own(kind: str, folder: Path | None = None) -> AbstractContextManager[Server]:
    """Run a server for one test, its data on the disk in `folder`, or where there is room."""
    server: AbstractContextManager[Server] = import_module(f"{__name__}.{kind}").own(folder)
    return server
