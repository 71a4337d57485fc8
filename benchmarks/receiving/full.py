"""The full form: every subject, in rounds, each time started afresh and with nothing beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import NotHereError
from benchmarks.cores import CORES, share_out
from benchmarks.load import SIZES
from benchmarks.receiving.measuring import measure, warm_up
from benchmarks.receiving.ours import IN_SEVERAL_PROCESSES, PLAIN, WITH_SERVERS
from benchmarks.receiving.runs import Case, Run
from benchmarks.receiving.serving import serving

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from benchmarks.places import Place
    from benchmarks.receiving.subjects import Subject

SEVERAL = (2, 4)
"""Processes of a server, beside the one that all are measured with."""


@dataclass(frozen=True)
class LeftOut:
    """Something that was not measured, and why."""

    what: str
    why: str


def everything(
    place: Place, rounds: int, seconds: int, only: Collection[str] = ()
) -> Iterator[Run | LeftOut]:
    """Measure all subjects, or `only` those of these numbers; what cannot be is tried once."""
    for processes in SEVERAL:
        if processes > len(CORES):
            yield LeftOut(f"{processes} processes", f"they are more than the cores, {len(CORES)}")
    missing = set()
    for subject, case in _cases(rounds):
        if subject.number in missing or (only and subject.number not in only):
            continue
        try:
            run = _run(subject, case, place, seconds)
        except NotHereError as error:
            missing.add(subject.number)
            yield LeftOut(f"{subject.number}, {subject.title}", str(error))
        else:
            yield run


def _cases(rounds: int) -> Iterator[tuple[Subject, Case]]:
    for number in range(1, rounds + 1):
        for size in SIZES:
            for each in (*PLAIN, *WITH_SERVERS):
                yield each, Case(subject=each.number, size=size, round=number)
        for processes in (each for each in SEVERAL if each <= len(CORES)):
            for each in IN_SEVERAL_PROCESSES:
                yield each, Case(subject=each.number, processes=processes, round=number)


def _run(subject: Subject, case: Case, place: Place, seconds: int) -> Run:
    with serving(subject, place, share_out(case.processes), case.processes) as served:
        warm_up(served, case.size)
        return measure(served, case, seconds)
