"""SQLite's WAL-reset bug: several processes write and make checkpoints, and nothing is lost.

https://www.sqlite.org/wal.html#walresetbug - on a SQLite that has the bug, the race below is
lost within seconds when checkpoints do not hold the write lock: rows that were committed are
gone, or the file is no database any more. The file is in memory where that can be, for on a
disk commits are too slow to hit the moment often.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from os import W_OK, access
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection, make_url, text

from checkpointing import BALLAST, Process
from processes import environment
from proof import Proof
from receiver.storage.databases.sqlite.checkpoints import LIMIT
from receiver.storage.opening import open_database
from receiver.storage.reading import newest
from servers import Databases

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there

pytestmark = pytest.mark.faults


class Told:
    """A process at the inbox, and how many deliveries it says it has committed."""

    def __init__(self, process: subprocess.Popen[str], name: str) -> None:
        self._process, self.name, self.written = process, name, 0

    def tell(self, line: str) -> None:
        """Tell it to do something."""
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def wait(self) -> None:
        """Wait until it has done that; a process that has failed says nothing any more."""
        assert self._process.stdout
        self.written = int(self._process.stdout.readline())


@pytest.fixture
def url(databases_of: Callable[[str], Databases], tmp_path: Path) -> Iterator[str]:
    """A migrated inbox, in memory if possible, with enough in it to make a large map."""
    with (
        TemporaryDirectory(dir=MEMORY if access(MEMORY, W_OK) else tmp_path) as folder,
        databases_of("sqlite").migrated(Path(folder)) as url,
    ):
        with open_database(url) as database, database.transaction() as connection:
            connection.exec_driver_sql(BALLAST)
        yield url


@contextmanager
def processes(url: str, *names: str) -> Iterator[list[Told]]:
    """Run processes at the inbox; in the end each row that one of them committed is there."""
    with ExitStack() as stack:
        running = [stack.enter_context(process(url, name)) for name in names]
        stack.callback(all_there, url, running)
        yield running


@contextmanager
def process(url: str, name: str) -> Iterator[Told]:
    """Run one of them until its input ends."""
    command = [sys.executable, "-m", "checkpointing", url, name]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(), stdin=pipe, stdout=pipe, text=True) as run:
        yield Told(run, name)


def all_there(url: str, running: list[Told]) -> None:
    """Check the file, and count the deliveries of each process."""

    def count(connection: Connection, name: str) -> int:
        counting = text("SELECT count(*) FROM deliveries WHERE delivery_id LIKE :name || '-%'")
        return int(connection.scalar(counting, {"name": name}) or 0)

    with open_database(url) as database, database.snapshot() as connection:
        assert [("ok",)] == list(connection.execute(text("PRAGMA integrity_check")))
        expected = {each.name: each.written for each in running}
        assert expected == {name: count(connection, name) for name in expected}


def do(*told: tuple[Told, str]) -> None:
    """Have processes do something at the same time, and wait for all of them."""
    for one, line in told:
        one.tell(line)
    for one, _ in told:
        one.wait()


def test_race(url: str, proof: Proof) -> None:
    """A commit that begins the log anew meets the checkpoint that SQLite would lose it by."""
    here, rounds = Process(url, "here"), 0
    with processes(url, "writer", "keeper") as (writer, keeper):
        do((writer, "write 0.001"), (keeper, "warm"))
        end = time.monotonic() + proof.of(2.5, 120)
        while time.monotonic() < end:
            keeper.tell("warm")
            keeper.wait()
            here.write(0.001)
            here.checkpoint()  # complete: so the writer's next commit begins the log anew
            do((writer, "write 0.02"), (keeper, "checkpoint"))
            rounds += 1
        here.database.close()
    proof.figure(f"{writer.written} commits beside {rounds} checkpoints, none lost")


def test_load(url: str, proof: Proof) -> None:
    """Processes that write as hard as they can keep the log short, while commands come and go."""
    file, longest = Path(make_url(url).database or ""), 0
    enough = file.stat().st_size + 4 * LIMIT
    end = time.monotonic() + proof.of(2.5, 60)
    with processes(url, "one", "two", "three") as running:
        do(*((each, "write 0.001") for each in running))
        while time.monotonic() < end or file.stat().st_size < enough:
            for each in running:
                each.tell("write 0.5 5 2000")
            for _ in range(10):
                with open_database(url) as database, database.snapshot() as connection:
                    newest(connection, 20)
                longest = max(longest, Path(f"{file}-wal").stat().st_size)
            for each in running:
                each.wait()
    written = sum(each.written for each in running)
    proof.figure(f"{written} rows of 3 processes, log at most {longest / LIMIT:.1f} of its limit")
    assert longest < 8 * LIMIT
