"""Medians: what several rounds say together.

A ratio is that of two runs of the same round, which the machine's other business has hit alike;
then the median of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.load import SMALL
from benchmarks.receiving.subjects import NAIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.receiving.runs import Run


@dataclass(frozen=True, kw_only=True)
class Row:
    """The medians of a subject, as it was measured in one way; `failed` and `done` are shares.

    `cpu`, `database` and `broker` are in microseconds for a delivery, `memory` in MB. Ratios are
    those to the naive endpoint.
    """

    subject: str
    size: int
    processes: int
    cpu: float
    cpu_ratio: float | None
    rate: float
    rate_ratio: float | None
    p50: float
    p99: float
    memory: float
    database: float
    broker: float
    failed: float
    done: float
    lost: int
    durable: str


def rows(runs: Sequence[Run]) -> list[Row]:
    """Return a row for each way in which a subject was measured, sorted."""
    found = sorted({(each.processes, each.size, each.subject) for each in runs})
    return [_row(runs, *each) for each in found]


def ratio(
    runs: Sequence[Run],
    subject: str,
    to: str,
    of: Callable[[Run], float] = lambda run: run.cpu,
    way: tuple[int, int] = (1, SMALL),
) -> float | None:
    """Return how many times as much one subject has as another; None if one accepted none.

    The way is in so many processes, with bodies of so many bytes.
    """
    ours = {each.round: of(each) for each in _some(runs, way, subject) if each.accepted}
    theirs = {each.round: of(each) for each in _some(runs, way, to) if each.accepted}
    both = ours.keys() & theirs.keys()
    return median(ours[each] / theirs[each] for each in both) if both else None


def _row(runs: Sequence[Run], processes: int, size: int, subject: str) -> Row:
    way = (processes, size)
    some = _some(runs, way, subject)
    sent = sum(each.accepted + each.failed for each in some)
    return Row(
        subject=subject,
        size=size,
        processes=processes,
        cpu=median(each.cpu for each in some),
        cpu_ratio=ratio(runs, subject, NAIVE.number, way=way),
        rate=median(each.rate for each in some),
        rate_ratio=ratio(runs, subject, NAIVE.number, lambda run: run.rate, way),
        p50=median(each.p50 for each in some),
        p99=median(each.p99 for each in some),
        memory=median(each.memory / 1e6 for each in some),
        database=median(each.each(each.database_seconds) for each in some),
        broker=median(each.each(each.broker_seconds) for each in some),
        failed=sum(each.failed for each in some) / sent if sent else 1.0,
        done=median(each.done / each.kept if each.kept else 0.0 for each in some),
        lost=sum(each.lost for each in some),
        durable=some[0].durable,
    )


def _some(runs: Sequence[Run], way: tuple[int, int], subject: str) -> list[Run]:
    wanted = (*way, subject)
    return [each for each in runs if wanted == (each.processes, each.size, each.subject)]
