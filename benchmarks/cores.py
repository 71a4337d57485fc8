"""Cores: who has which, so that nobody measures how others are in the way."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORES = tuple(sorted(os.sched_getaffinity(0)))


@dataclass(frozen=True)
class Share:
    """The cores of the server, of wrk, and of databases and brokers."""

    server: tuple[int, ...]
    load: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def is_common(self) -> bool:
        """Say whether wrk is in the server's way."""
        return bool({*self.server} & {*self.load})


def share_out(processes: int, cores: Sequence[int] = CORES) -> Share:
    """Give each process of a server a core, and wrk the next one.

    Where only wrk's is lacking, all cores are everybody's. Databases and brokers have what is
    left, or else the server's: what they use is counted apart.
    """
    everybody, server = tuple(cores), tuple(cores[:processes])
    if len(cores) <= processes:
        return Share(everybody, everybody, everybody)
    return Share(server, (cores[processes],), tuple(cores[processes + 1 :]) or server)


def told(cores: Sequence[int] = CORES) -> str:
    """Return a sentence about who has which cores."""
    if share_out(1, cores).is_common:
        return "There is one core: server and wrk share it, so read the ratios alone."
    rest = "have the others" if len(cores) > 2 else "share the server's"  # noqa: PLR2004 - the two
    return f"The server has one core, wrk another; databases and brokers {rest}."


@contextmanager
def on(cores: Sequence[int]) -> Iterator[None]:
    """Start processes on these cores alone, as taskset does."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
