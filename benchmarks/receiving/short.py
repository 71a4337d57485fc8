"""The short form: the few subjects that tell whether accepting has become dear, in a minute.

All servers are up the whole time; but those that are not being measured sleep.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.cores import share_out
from benchmarks.load import SMALL
from benchmarks.processes import awake
from benchmarks.receiving.measuring import measure, warm_up
from benchmarks.receiving.ours import SHORT
from benchmarks.receiving.runs import Case, Run
from benchmarks.receiving.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from benchmarks.places import Place
    from benchmarks.receiving.serving import Served

ROUNDS, SECONDS = 3, 2


def a_few(place: Place, only: AbstractSet[str] = frozenset()) -> Iterator[Run]:
    """Measure them side by side, or those of these numbers."""
    subjects = [each for each in SHORT if not only or each.number in only]
    with ExitStack() as stack:
        all_served = [stack.enter_context(serving(each, place, share_out(1))) for each in subjects]
        _warm_up_and_sleep(all_served)
        for number in range(1, ROUNDS + 1):
            for served in all_served:
                with awake(served.process):
                    case = Case(subject=served.subject.number, round=number)
                    run = measure(served, case, SECONDS)
                yield run


def _warm_up_and_sleep(all_served: Sequence[Served]) -> None:
    with ExitStack() as stack, ThreadPoolExecutor() as threads:
        for served in all_served:
            stack.enter_context(awake(served.process))
        list(threads.map(lambda served: warm_up(served, SMALL), all_served))
