"""Sharing: the processes of one service count together, in files that outlive each of them.

This is Prometheus's multiprocess mode, but for one thing: files belong to a place, which the next
process takes when one has ended, and not to a process. So a total never falls, whoever is killed,
and there are never more files than processes were there at once.
https://prometheus.github.io/client_python/multiprocess/
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import structlog
from prometheus_client import values

log = structlog.get_logger()

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
KIB = 1024
FILES = {
    "counter": 512 * KIB,
    "histogram": 128 * KIB,
    "summary": 64 * KIB,
    "gauge_max": 64 * KIB,
    "gauge_mostrecent": 64 * KIB,
}
"""The files of a place, and what they may grow to. That is written at the start: a process that
finds the disk full when it counts, in memory that is a file, would be killed by the system."""

LOCKS: list[BinaryIO] = []
"""The lock of the place that this process has, held until it ends."""


@contextmanager
def together() -> Iterator[None]:
    """Have processes that are started meanwhile count together, unless the owner sees to that."""
    if VARIABLE in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="receiver-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[VARIABLE]


def joined() -> str | None:
    """Have this process count with others, if it is to; return the folder of their files.

    Without room there it counts alone.
    """
    folder = os.environ.get(VARIABLE)
    return _joined(folder) if folder else None


@cache
def _joined(folder: str) -> str | None:
    try:
        place, lock = _place(Path(folder))
    except OSError as error:
        log.warning("metrics.not_shared", cause=type(error).__name__)
        values.ValueClass = values.MutexValue
        return None
    LOCKS.append(lock)
    values.ValueClass = values.MultiProcessValue(lambda: place)  # type: ignore[no-untyped-call]
    return folder


def _place(folder: Path) -> tuple[int, BinaryIO]:
    """Take the first place that is free; return its number and the lock that keeps it."""
    for number in count():
        lock = (folder / f"{number}.lock").open("ab")
        if _is_ours(lock):
            for name, size in FILES.items():
                _make_room(folder / f"{name}_{number}.db", size)
            return number, lock
        lock.close()
    raise AssertionError


def _make_room(file: Path, size: int) -> None:
    if not file.exists() or file.stat().st_size < size:
        with file.open("ab") as opened:
            opened.write(bytes(size - opened.tell()))


def _is_ours(lock: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - it is nowhere else

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - nor is this there

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
