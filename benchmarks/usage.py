"""Usage: what processes, and those that they have started, use of processors and memory."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PARENT, USED = 1, slice(11, 15)
"""Fields of /proc/<pid>/stat, counted from behind the command's name: man 5 proc."""


def children(parents: Iterable[int]) -> set[int]:
    """Return the processes that these have started, and that have not ended."""
    wanted = set(parents)
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if int(_stat(int(each.name))[PARENT]) in wanted:
                found.add(int(each.name))
    return found


def family(pids: Iterable[int]) -> set[int]:
    """Return processes with all that they, and those in turn, have started."""
    found, new = set(pids), set(pids)
    while new := children(new) - found:
        found |= new
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return what processes and their families have used of processors, as user and system.

    What those have used that have ended is counted by whoever had started them.
    """
    ticks = 0
    for each in family(pids):
        with suppress(OSError):
            ticks += sum(map(int, _stat(each)[USED]))
    return ticks / TICKS


def resident_bytes(pids: Iterable[int]) -> int:
    """Return how much memory processes and their families hold."""
    pages = 0
    for each in family(pids):
        with suppress(OSError):
            pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
    return pages * PAGE


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
