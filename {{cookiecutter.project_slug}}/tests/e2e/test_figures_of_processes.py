"""Several processes of one service count together, and none takes its counts along when it dies."""

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from figures import scraped
from load import Load
from processes import group, until
from servers.children import free_port
from world import World, command_of

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""What is counted does not depend on it."""
RECEIVED, HANDLED = "webhook_received_total", "webhook_attempts_total"
READINGS = 12
"""Enough to meet each of the processes, whichever takes the connection."""


def serving(parent: int) -> set[int]:
    """Return the ids of the processes of a service that serve."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return {int(each) for each in children if b"--multiprocessing-fork" in _command(each)}


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def readings(world: World, *names: str) -> set[tuple[float, ...]]:
    """Return what the processes tell of some metrics: one figure each, if they agree."""
    read = [scraped(world.url("")) for _ in range(READINGS)]
    return {tuple(each.get(name, 0.0) for name in names) for each in read}


def send(world: World, number: int, name: str) -> None:
    """Have so many deliveries accepted, over many connections, and handled."""
    with Load(world.port, deliveries=number, name=name) as load:
        until(lambda: load.has(number))
    world.settled()


def test_several_processes(world: World) -> None:
    """Whichever answers tells of all; one that is killed lowers no figure, and goes on elsewhere.

    What is read from the inbox is told once, and not once for each process.
    """
    command = ["-m", "fake_server", str(world.port), "3"]
    with group(command, world.url(""), **world.settings()) as parent:
        send(world, 60, "a")
        assert {(60.0, 60.0, 60.0)} == readings(
            world, RECEIVED, HANDLED, "webhook_ack_seconds_count"
        )
        before = serving(parent.pid)
        os.kill(min(before), signal.SIGKILL)
        assert {(60.0, 60.0)} == readings(world, RECEIVED, HANDLED)
        until(lambda: len(serving(parent.pid)) == len(before) and serving(parent.pid) != before)
        send(world, 60, "b")
        world.deliver(event="nobody.cares")
        world.settled()
        told = readings(world, RECEIVED, HANDLED, "webhook_inbox_depth")
    assert {(121.0, 120.0, 1.0)} == told


def test_workers_of_one_address(world: World) -> None:
    """So do workers that share a folder and an address, as those of one engine may."""
    folder, address = world.folder / "metrics", f"127.0.0.1:{free_port()}"
    folder.mkdir()
    shared = {"PROMETHEUS_MULTIPROC_DIR": str(folder), "RECEIVER_WORKER_ADDRESS": address}
    settings = world.settings() | shared
    with ExitStack() as running:
        for _ in range(2):
            worker = group(["-m", *command_of(settings)], f"http://{address}", **settings)
            running.enter_context(worker)
        running.enter_context(world.service(RECEIVER_WORKERS="0"))
        send(world, 40, "a")
        told = [scraped(f"http://{address}")[HANDLED] for _ in range(READINGS)]
        healthy = httpx2.get(f"http://{address}/healthz?max_age=60").json()
    assert ({40.0}, "healthy") == (set(told), healthy["status"])
