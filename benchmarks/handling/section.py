"""The section of RESULTS.md about handling."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import markdown
from benchmarks.handling.backlog import Received
from benchmarks.handling.measuring import Worked
from benchmarks.handling.targets import cases, rate, reached

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT = """\
## Handling

Deliveries that wait in an inbox are worked off by one process on one core, with a handler that does
nothing; medians of {rounds} rounds of {number:,} deliveries, in which the inboxes take turns. A
database server has a core of its own. What it costs to store and to handle one shall not depend on
how many there are.
"""
SENDERS = """\
### Beside senders

wrk sends from 50 connections, as fast as it is answered: to a service that only accepts, and to one
by default in which {backlog:,} deliveries wait already.
"""
MICRO, MEGA = 1e6, 1e6
COSTS = ("storing", "handling", "server")
PLAIN = ("rate", "p99", "handled", "left")


def section(results: Mapping[str, Any]) -> str:
    """Return the section, of what was kept."""
    worked = [Worked(**each) for each in results["worked"]]
    received = [Received(**each) for each in results["received"]]
    text = TEXT.format(rounds=max(each.round for each in worked), number=worked[0].number)
    senders = SENDERS.format(backlog=results["backlog"])
    verdicts = markdown.verdicts(reached(worked, received))
    return "\n".join((text, verdicts, _curve(worked), senders, _beside(received)))


def _curve(worked: Sequence[Worked]) -> str:
    head = ("database", "in the inbox", "handled/s", *(f"{name}, µs" for name in COSTS))
    return markdown.table(head, [_row(some) for some in cases(worked)], numbers=4)


def _row(some: Sequence[Worked]) -> Sequence[str]:
    costs = [median(MICRO * getattr(each, name) / each.number for each in some) for name in COSTS]
    told = f"{some[0].rows:,}", f"{rate(some):,.0f}"
    return (some[0].database, *told, *(f"{each:.0f}" for each in costs))


def _beside(received: Sequence[Received]) -> str:
    head = ("", "accepted/s", "p99, ms", "handled meanwhile", "left", "memory, MB", "grown by, MB")
    rows = []
    for backlog, title in ((False, "without"), (True, "with a backlog")):
        some = [each for each in received if each.backlog is backlog]
        numbers = [
            *(median(getattr(each, name) for each in some) for name in PLAIN),
            *(median(getattr(each, name) for each in some) / MEGA for name in ("memory", "grown")),
        ]
        rows.append((title, *(f"{each:,.0f}" for each in numbers)))
    return markdown.table(head, rows, numbers=5)
