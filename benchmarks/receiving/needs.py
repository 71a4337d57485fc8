"""Needs: the database server and the broker that a subject wants beside itself.

They are those of the project's tests, but for this: PostgreSQL is as durable as it is by default.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brokers
import servers

from benchmarks import NotHereError
from benchmarks.usage import children

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Need:
    """What is running for a subject: where it is, and its processes; nothing is nowhere."""

    url: str = ""
    pids: frozenset[int] = frozenset()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Need]:
    """Run a server of a kind of database, and yield an empty database there."""
    if not kind:
        yield Need()
        return
    before = children([os.getpid()])
    with servers.own(kind) as server, server.empty(folder) as url:
        yield Need(url, frozenset(children([os.getpid()]) - before))


@contextmanager
def broker(scheme: str) -> Iterator[Need]:
    """Run a broker; raises `NotHereError` if what it needs is not installed."""
    if not scheme:
        yield Need()
        return
    if missing := brokers.missing(scheme):
        raise NotHereError(missing)
    before = children([os.getpid()])
    with brokers.own(scheme) as running:
        yield Need(running.url, frozenset(children([os.getpid()]) - before))
