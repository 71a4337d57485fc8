"""Runs: what came of one load on one server, as data."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.load import SMALL
from benchmarks.receiving.subjects import NOTHING


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is to be measured: a subject, by its number, and how."""

    subject: str
    size: int = SMALL
    processes: int = 1
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class Run(Case):
    """What was measured.

    Times of processors are in seconds, latencies in milliseconds, memory in bytes. `promised`
    counts the deliveries that the server has ever said it has, `kept` those that it has, `done`
    those that it has handled, too.
    """

    accepted: int
    failed: int = 0
    seconds: float
    p50: float
    p99: float
    cpu_seconds: float
    database_seconds: float = 0.0
    broker_seconds: float = 0.0
    memory: int
    promised: int
    kept: int = 0
    done: int = 0
    durable: str = NOTHING

    @property
    def cpu(self) -> float:
        """Return what the server's processes used for a delivery, in microseconds."""
        return self.each(self.cpu_seconds)

    @property
    def rate(self) -> float:
        """Return how many deliveries were accepted in a second."""
        return self.accepted / self.seconds

    @property
    def lost(self) -> int:
        """Return how many deliveries the server has not, although it said so."""
        return 0 if self.durable == NOTHING else max(0, self.promised - self.kept)

    def each(self, seconds: float) -> float:
        """Return a time for each delivery, in microseconds; infinite if none was accepted."""
        return seconds / self.accepted * 1e6 if self.accepted else float("inf")
