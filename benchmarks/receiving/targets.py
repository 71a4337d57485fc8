"""Targets: what ours has to reach, and what it does reach, at 0.5 KB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.load import SMALL
from benchmarks.receiving.medians import ratio, rows
from benchmarks.receiving.ours import OURS
from benchmarks.receiving.subjects import (
    BARE,
    BARE_SILENT,
    NAIVE,
    NAIVE_SILENT,
    NODE,
    TASKS,
    TYPICAL,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.receiving.runs import Run
    from benchmarks.receiving.subjects import Subject

CPU = ((NAIVE, 1.0), (TASKS, 0.5), (TYPICAL, 0.15), (BARE, 4.0), (NODE, 1.0))
BESIDE = (NAIVE_SILENT, BARE_SILENT)
"""What is told for comparison and has no target: the same peers without an access log."""
LATENCY = 50.0
TOO_MUCH = 1.5
"""Of the CPU of the naive endpoint without an access log: where the short form fails, which noise
alone does not bring."""


@dataclass(frozen=True)
class Target:
    """Something that shall be at least, or at most, so much; `found` is None if not measured.

    `wanted` is empty for what is told for comparison.
    """

    what: str
    wanted: str
    found: float | None
    reached: bool | None


def targets(runs: Sequence[Run]) -> list[Target]:
    """Hold what was measured of ours, only accepting, against the targets."""
    at_most = [
        _target(_compared(to), at_most, ratio(runs, OURS.number, to.number)) for to, at_most in CPU
    ]
    beside = [Target(_compared(to), "", ratio(runs, OURS.number, to.number), None) for to in BESIDE]
    rate = ratio(runs, OURS.number, NODE.number, lambda run: run.rate)
    faster = f"deliveries/s, in those of {NODE.number}, {NODE.title}"
    reached = None if rate is None else rate >= 1
    latency = _target("p99, ms", LATENCY, _p99(runs))
    return [*at_most, Target(faster, "≥ 1", rate, reached), latency, *beside]


def undisturbed(runs: Sequence[Run], subject: str, to: str) -> float | None:
    """Return how many times the CPU of another one a subject takes, each in its best round.

    None without both.
    """
    best = {each: [run.cpu for run in runs if run.subject == each] for each in (subject, to)}
    return min(best[subject]) / min(best[to]) if all(best.values()) else None


def too_much(found: float | None) -> str:
    """Return what is wrong with the CPU of ours, in that of the naive endpoint, if anything."""
    if found is None or found <= TOO_MUCH:
        return ""
    return (
        f"Accepting a delivery takes {found:.2f} times the CPU of the naive endpoint without an "
        f"access log, more than {TOO_MUCH:g} times."
    )


def _compared(to: Subject) -> str:
    return f"CPU, in that of {to.number}, {to.title}"


def _target(what: str, at_most: float, found: float | None) -> Target:
    return Target(what, f"≤ {at_most:g}", found, None if found is None else found <= at_most)


def _p99(runs: Sequence[Run]) -> float | None:
    found = [each for each in rows(runs) if each.subject == OURS.number and each.processes == 1]
    return next((each.p99 for each in found if each.size == SMALL), None)
