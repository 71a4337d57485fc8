"""The section of RESULTS.md about receiving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import markdown
from benchmarks.cores import share_out, told
from benchmarks.load import SIZES
from benchmarks.receiving.medians import Row, rows
from benchmarks.receiving.ours import WITH_SERVERS
from benchmarks.receiving.runs import Run
from benchmarks.receiving.tables import COLUMNS, cells, outcome
from benchmarks.receiving.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TEXT = """\
## Receiving

What a delivery costs until it is answered: CPU of the server's processes, user and system. wrk
sends from 50 connections, as fast as it is answered, each time another delivery; medians of
{rounds} rounds of {seconds} s after a warm-up. {cores}

![Microseconds of CPU for each delivery](receiving.svg)
"""
WITH = """\
The service only accepts, and hands hints to its strategy's broker; no worker runs. With
`background_tasks` it handles, too, and has SQLite. What the database and the broker have used
stands beside what the service has.
"""
COMMON = "wrk shares their cores, so there are fewer deliveries a second than there could be.\n"
APART = {each.number for each in WITH_SERVERS}


def section(results: Mapping[str, Any]) -> str:
    """Return the section, of what was kept."""
    runs = [Run(**each) for each in results["runs"]]
    rounds, seconds = max(each.round for each in runs), round(runs[0].seconds)
    cores = range(int(results["about"]["machine"]["cores"]))
    text = TEXT.format(rounds=rounds, seconds=seconds, cores=told(cores))
    parts = [text, _targets(runs), *_parts(rows(runs), cores), _left_out(results["left_out"])]
    return "\n".join(filter(None, parts))


def _parts(found: Sequence[Row], cores: Sequence[int]) -> Iterator[str]:
    alone = [each for each in found if each.processes == 1]
    for size, name in SIZES.items():
        of_size = [each for each in alone if each.size == size]
        yield _part(f"A body of {name}", [each for each in of_size if each.subject not in APART])
    for size, name in SIZES.items():
        title = f"On PostgreSQL and with brokers, a body of {name}"
        of_size = [each for each in alone if each.size == size]
        yield _part(title, [each for each in of_size if each.subject in APART], WITH)
    for processes in sorted({each.processes for each in found} - {1}):
        some = [each for each in found if each.processes == processes]
        common = COMMON if share_out(processes, cores).is_common else ""
        yield _part(f"In {processes} processes", some, common)


def _part(title: str, found: Sequence[Row], text: str = "") -> str:
    if not found:
        return ""
    head = ("", "subject", *COLUMNS, "kept before the answer")
    table = markdown.table(head, [cells(each, "**{}**") for each in found], numbers=len(COLUMNS))
    return "\n".join(filter(None, [f"### {title}\n", text, table]))


def _targets(runs: Sequence[Run]) -> str:
    head = ("ours, only accepting (6a)", "target", "measured", "")
    return markdown.table(head, map(outcome, targets(runs)))


def _left_out(left_out: Mapping[str, str]) -> str:
    return "".join(f"- Left out: {what}: {why}.\n" for what, why in left_out.items())
