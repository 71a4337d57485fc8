"""Targets: what handling has to reach, and whether it does."""

from __future__ import annotations

from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.handling.backlog import Received
    from benchmarks.handling.measuring import Worked

RATES = {"sqlite": 2_000, "postgresql": 1_000}
"""Deliveries a second, however large the inbox is."""
FLAT = 1.25
"""What a delivery may cost in the largest inbox, of that in the smallest: runs differ so much."""
LEAST = 0.8
"""What is accepted beside a backlog, of that without one."""
MEMORY = 100_000_000
"""Bytes of the web process."""


def reached(
    worked: Sequence[Worked], received: Sequence[Received]
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield for each target what it is about, the target, the figure, and whether it is reached."""
    for database, grouped in groupby(worked, key=lambda each: each.database):
        some = list(grouped)
        slowest, growth = _slowest(some), _growth(some)
        least = RATES[database]
        yield f"handled, {database}", f"≥ {least:,}/s", f"{slowest:,.0f}/s", slowest >= least
        title = f"cost in the largest inbox, of that in the smallest, {database}"
        yield title, f"≤ {FLAT}", f"{growth:.2f}", growth <= FLAT
    share = median(_shares(received))
    title = "accepted beside a backlog, of that without"
    yield title, f"≥ {LEAST}", f"{share:.2f}", share >= LEAST
    memory = max(each.memory for each in received)
    title, most = "memory of the web process", f"≤ {MEMORY / 1e6:.0f} MB"
    yield title, most, f"{memory / 1e6:.0f} MB", memory <= MEMORY


def cases(worked: Sequence[Worked]) -> list[list[Worked]]:
    """Return the rounds of each inbox, in the order in which they were measured."""
    found: dict[tuple[str, int], list[Worked]] = {}
    for each in worked:
        found.setdefault((each.database, each.rows), []).append(each)
    return list(found.values())


def rate(worked: Sequence[Worked]) -> float:
    """Return how many deliveries were handled in a second, in the middle of the rounds."""
    return median(each.number / each.seconds for each in worked)


def _slowest(worked: Sequence[Worked]) -> float:
    return min(rate(some) for some in cases(worked))


def _growth(worked: Sequence[Worked]) -> float:
    """Return what a delivery costs in the largest inbox, of that in the smallest in its round."""
    smallest_first = cases(worked)
    pairs = zip(smallest_first[-1], smallest_first[0], strict=True)
    return median(_cost(largest) / _cost(smallest) for largest, smallest in pairs)


def _cost(worked: Worked) -> float:
    return (worked.storing + worked.handling + worked.server) / worked.number


def _shares(received: Sequence[Received]) -> list[float]:
    alone = {each.round: each.rate for each in received if not each.backlog}
    return [each.rate / alone[each.round] for each in received if each.backlog]
