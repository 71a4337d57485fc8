"""A disk that is full or read-only is our own trouble, not the sender's: 503 until it is over."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx2
import pytest

import servers
from answers import Answers
from disks import Disk, Mounted, mounted
from limits import Limited
from load import Load
from processes import ALIVE, ready, until
from proof import Proof
from sabotage import read_only
from servers import Databases, Server
from servers.children import free_port
from world import World

MEGABYTES = 160


def large(name: str) -> bytes:
    """Return a body that needs room of its own: no database can compress it."""
    return b'"%s"' % Random(name).randbytes(25_000).hex().encode()  # noqa: S311 - not for security


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk; or limits, for those who may not mount one."""
    with ExitStack() as stack:
        try:
            yield stack.enter_context(mounted(MEGABYTES))
        except PermissionError:
            yield Limited(tmp_path)


@dataclass(frozen=True)
class Crowded(World):
    """A place for a service, its inbox on that disk."""

    server: Server | None = None

    def supervise(self) -> None:
        """Start a server again that ended for want of room, as whoever supervises it would."""
        if self.server and self.server.has_ended():
            self.server.start()


@pytest.fixture
def crowded(
    disk: Disk, database_kind: str, databases_of: Callable[[str], Databases], tmp_path: Path
) -> Iterator[Crowded]:
    """Such a place."""
    with ExitStack() as stack:
        server = None
        if database_kind in servers.with_servers():
            folder = disk.folder if isinstance(disk, Mounted) else None
            server = stack.enter_context(servers.own(database_kind, folder))
        made = server or databases_of(database_kind)
        url = stack.enter_context(made.migrated(disk.folder))
        client = stack.enter_context(httpx2.Client())
        yield Crowded(client, free_port(), url, tmp_path, server=server)


@pytest.mark.fault(8, "the disk is full")
def test_full(crowded: Crowded, disk: Disk, database_kind: str, proof: Proof) -> None:
    """What finds no room hears 503 and nothing else; with room again it goes on by itself."""
    if database_kind in servers.with_servers() and not isinstance(disk, Mounted):
        pytest.skip("the server's disk must be a small one, and only root may mount that")
    with crowded.service() as process, Load(crowded.port, content=large) as load:
        until(lambda: load.has(20))
        disk.fill(process.pid)
        until(lambda: _is_full(load))
        full = time.monotonic()
        time.sleep(proof.of(1, 15))
        told, accepted = load.answers.between(full), len(load.accepted)
        if database_kind == "sqlite":  # a server has room for so small a write as tells
            until(lambda: not ready(crowded.url("")))
        disk.free(process.pid)
        crowded.supervise()
        until(lambda: load.has(accepted + 20))
        until(lambda: ready(crowded.url("")))
        load.stop()
        crowded.settled(60)
    lost = crowded.lost(load.accepted)
    proof.figure(f"{told}; then back; {len(lost)} lost ({disk.what})")
    assert told.statuses()[503] > told.statuses()[202]  # a server may find a crevice yet
    assert {200, 202, 503} >= set(load.answers.statuses())
    assert set() == lost


@pytest.mark.fault(8, "the database is read-only")
def test_read_only(crowded: Crowded, disk: Disk, proof: Proof) -> None:
    """A service that finds it so is alive and says 503; when it is over it goes on by itself."""
    with ExitStack() as over:
        over.enter_context(read_only(crowded, disk))
        with crowded.service(ALIVE), Load(crowded.port) as load:
            time.sleep(proof.of(1, 15))
            told, health = Answers(load.answers), httpx2.get(crowded.url("/healthz"))
            assert (503, False) == (health.status_code, ready(crowded.url("")))
            over.close()
            until(lambda: load.has(20))
            until(lambda: ready(crowded.url("")))
            load.stop()
            crowded.settled(60)
    lost = crowded.lost(load.accepted)
    proof.figure(f"{told}; then back; {len(lost)} lost")
    assert {503} == set(told.statuses())
    assert {200, 202, 503} >= set(load.answers.statuses())
    assert set() == lost


def _is_full(load: Load) -> bool:
    """Say whether the last crevice is filled: nothing was accepted for half a second."""
    return {503} == set(load.answers.between(time.monotonic() - 0.5).statuses())
