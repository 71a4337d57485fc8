"""SQLite for the tests: a file each, copied from one that was migrated once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from receiver.storage.migrations import migrate
from receiver.storage.opening import open_database

NAME = "inbox.sqlite3"


@dataclass(frozen=True)
class Files:
    """Inboxes in files; `template` is the one that is only ever copied."""

    template: Path

    @contextmanager
    def migrated(self, folder: Path) -> Iterator[str]:
        """Copy the migrated inbox."""
        yield f"sqlite:///{copy(self.template, folder)}"

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """Name a file that is not there yet."""
        yield f"sqlite:///{folder / 'empty.sqlite3'}"


@contextmanager
def shared() -> Iterator[Files]:
    """Migrate one inbox, for all tests."""
    with TemporaryDirectory(prefix="receiver-sqlite-") as folder:
        file = Path(folder) / NAME
        with open_database(f"sqlite:///{file}") as database, database.migrating() as connection:
            migrate(connection)
        yield Files(file)
