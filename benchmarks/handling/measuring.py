"""Measuring: deliveries that wait in an inbox are worked off, among ever more that do not."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import ROOT, SOURCE, NotHereError
from benchmarks.cores import on, share_out
from benchmarks.handling.filling import age, fill
from benchmarks.processes import environment
from benchmarks.receiving import needs
from benchmarks.usage import cpu_seconds
from receiver.storage.migrations import migrate
from receiver.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Deliveries in an inbox, nearly all of them done with."""
NUMBER = 10_000
"""Deliveries that are stored and worked off each time."""


@dataclass(frozen=True)
class Worked:
    """What became of so many deliveries in an inbox that had `rows` to begin with; CPU in seconds.

    `storing` and `handling` are the service's, `server` is what a database server used for both.
    """

    database: str
    round: int
    rows: int
    number: int
    seconds: float
    storing: float
    handling: float
    server: float


def worked_off(number: int = NUMBER, rounds: int = 3, most: int = SIZES[-1]) -> Iterator[Worked]:
    """Measure in each kind of database, in inboxes of each size, which take turns."""
    sizes = [each for each in SIZES if each <= most]
    for kind in ("sqlite", "postgresql"):
        with ExitStack() as stack:
            inboxes = {each: stack.enter_context(_inbox(kind, each)) for each in sizes}
            for each in range(1, rounds + 1):
                for rows, (url, pids) in inboxes.items():
                    yield _measured(kind, url, pids, each, rows, number)


def _measured(  # noqa: PLR0913, PLR0917 - what there is to be told
    kind: str, url: str, pids: Collection[int], number_of_round: int, rows: int, number: int
) -> Worked:
    before = cpu_seconds(pids)
    storing = fill(url, number)
    took = _worked(url)
    return Worked(
        database=kind,
        round=number_of_round,
        rows=rows,
        number=number,
        seconds=took["seconds"],
        storing=storing,
        handling=took["cpu"],
        server=cpu_seconds(pids) - before,
    )


def _worked(url: str) -> dict[str, float]:
    """Run the process that works off an inbox, and return what it tells."""
    variables = {"RECEIVER_DATABASE_URL": url, "RECEIVER_LOG_FORMAT": "json"}
    variables |= {"PYTHONPATH": f"{ROOT}:{SOURCE / 'src'}"}
    with on(share_out(1).server), TemporaryDirectory() as folder:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.handling.process"],
            cwd=folder,
            env=environment(variables),
            stdout=subprocess.PIPE,
            stderr=(Path(folder) / "log").open("w"),
            text=True,
            check=False,
        )
        if ran.returncode:
            raise NotHereError((Path(folder) / "log").read_text()[-2000:])
    told: dict[str, float] = json.loads(ran.stdout)
    return told


@contextmanager
def _inbox(kind: str, rows: int) -> Iterator[tuple[str, Collection[int]]]:
    """Make an inbox with so many rows, and yield its URL and the processes of its server."""
    with TemporaryDirectory() as folder, on(share_out(1).load):  # which nobody needs here
        database = needs.database("" if kind == "sqlite" else kind, Path(folder))
        with database as need:
            url = need.url or f"sqlite:///{folder}/inbox.sqlite3"
            with open_database(url) as opened, opened.migrating() as connection:
                migrate(connection)
            age(url, rows)
            yield url, need.pids
