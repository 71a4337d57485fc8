"""Backlog: what senders notice of it that the same process works one off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.cores import share_out
from benchmarks.handling.filling import fill
from benchmarks.load import SMALL
from benchmarks.receiving.measuring import measure, warm_up
from benchmarks.receiving.ours import OURS, WHOLE
from benchmarks.receiving.runs import Case
from benchmarks.receiving.serving import serving
from receiver.storage.health import depths
from receiver.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.places import Place
    from benchmarks.receiving.serving import Served

BACKLOG = 40_000
"""Deliveries that wait when the load begins: more than can be handled while it lasts."""


@dataclass(frozen=True)
class Received:
    """How fast deliveries were accepted; `handled` ones were worked off meanwhile.

    `grown` is by how many bytes the process was larger after the load than before.
    """

    backlog: bool
    round: int
    rate: float
    p99: float
    handled: int
    left: int
    memory: int
    grown: int


def received(place: Place, rounds: int = 3, seconds: int = 6) -> Iterator[Received]:
    """Measure with a backlog, and without one and without anybody who would handle it."""
    for each in range(1, rounds + 1):
        for subject in (OURS, WHOLE):
            with serving(subject, place, share_out(1)) as served:
                yield _measured(served, each, seconds, backlog=subject is WHOLE)


def _measured(served: Served, number: int, seconds: int, *, backlog: bool) -> Received:
    warm_up(served, SMALL)
    if backlog:
        fill(served.inbox, BACKLOG)
    case = Case(subject=served.subject.number, round=number)
    before = measure(served, case, 1)
    run = measure(served, case, seconds)
    with open_database(served.inbox) as database, database.snapshot() as connection:
        left = sum(depths(connection).values())
    return Received(
        backlog=backlog,
        round=number,
        rate=run.accepted / run.seconds,
        p99=run.p99,
        handled=run.done - before.done,
        left=left,
        memory=run.memory,
        grown=run.memory - before.memory,
    )
