"""Measuring: one load on one server that is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.load import send
from benchmarks.receiving.runs import Case, Run
from benchmarks.usage import cpu_seconds, resident_bytes

if TYPE_CHECKING:
    from benchmarks.load import Load
    from benchmarks.receiving.serving import Served

WARM_UP = 1
"""Seconds of load before anything is measured."""


def warm_up(served: Served, size: int) -> None:
    """Send for a moment, so that all is imported, compiled, connected and cached."""
    _sent(served, size, WARM_UP)


def measure(served: Served, case: Case, seconds: int) -> Run:
    """Send for so many seconds, and look what that took."""
    before = [cpu_seconds(each) for each in served.pids]
    load = _sent(served, case.size, seconds)
    used = [cpu_seconds(each) - was for each, was in zip(served.pids, before, strict=True)]
    memory = resident_bytes(served.pids[0])
    kept = served.kept()
    return Run(
        **vars(case),
        accepted=load.accepted,
        failed=load.refused + load.broken,
        seconds=load.seconds,
        p50=load.p50,
        p99=load.p99,
        cpu_seconds=used[0],
        database_seconds=used[1],
        broker_seconds=used[2],
        memory=memory,
        promised=served.accepted,
        kept=kept.rows,
        done=kept.done,
        durable=kept.durable,
    )


def _sent(served: Served, size: int, seconds: int) -> Load:
    load = send(served.url, served.bodies[size], seconds, served.share.load)
    served.accepted += load.accepted
    return load
