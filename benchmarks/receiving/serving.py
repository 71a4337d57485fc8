"""Serving: a subject that is up, with all that it needs."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from servers.children import free_port

from benchmarks import NotHereError
from benchmarks.cores import Share, on
from benchmarks.processes import environment, server
from benchmarks.receiving import needs
from benchmarks.receiving.inboxes import Kept, of_ours, of_peer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from benchmarks.places import Place
    from benchmarks.receiving.subjects import Subject


@dataclass
class Served:
    """A subject that is up, and takes deliveries at `url`; its inbox is at `inbox` if it is ours.

    `pids` are the processes of the server, the database and the broker. `accepted` counts the
    deliveries of which it has ever said that it has them.
    """

    subject: Subject
    url: str
    folder: Path
    bodies: Mapping[int, Path]
    share: Share
    inbox: str
    process: subprocess.Popen[bytes]
    pids: tuple[Collection[int], Collection[int], Collection[int]]
    accepted: int = 0

    def kept(self) -> Kept:
        """Return what it has kept."""
        return of_ours(self.inbox) if self.subject.is_ours else of_peer(self.subject, self.folder)


@contextmanager
def serving(subject: Subject, place: Place, share: Share, processes: int = 1) -> Iterator[Served]:
    """Run a subject, with fresh data; raises `NotHereError` if it cannot be run here."""
    made = place.made(subject.made)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(dir=place.folder)))
        with on(share.others):
            database = stack.enter_context(needs.database(subject.database, folder))
            broker = stack.enter_context(needs.broker(subject.broker))
        port = free_port()
        values = {"folder": folder, "made": made, "port": port, "processes": processes}
        values |= {"database": database.url, "broker": broker.url}
        command = [each.format_map(values) for each in subject.command]
        variables = {name: each.format_map(values) for name, each in subject.variables.items()}
        if subject.database:
            _migrate(folder, variables)
        url, cores = f"http://127.0.0.1:{port}", share.server
        awaited = url + subject.answers
        running = server(command, awaited, folder=folder, variables=variables, cores=cores)
        process = stack.enter_context(running)
        inbox = database.url or f"sqlite:///{folder / 'receiver.sqlite3'}"
        pids = ([process.pid], database.pids, broker.pids)
        yield Served(subject, url + subject.path, folder, place.bodies, share, inbox, process, pids)


def _migrate(folder: Path, variables: dict[str, str]) -> None:
    """Have a project make its tables, where the service does not do that itself."""
    command, given = [sys.executable, "-m", "receiver", "migrate"], environment(variables)
    ran = subprocess.run(
        command, cwd=folder, env=given, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise NotHereError(ran.stderr)
