"""Tables for the terminal, and a line for each run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.load import SIZES
from benchmarks.receiving.ours import TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.receiving.medians import Row
    from benchmarks.receiving.runs import Run
    from benchmarks.receiving.targets import Target

COLUMNS = (
    *("CPU, µs", "of naive's", "database", "broker", "deliveries/s", "of naive's"),
    *("p50, ms", "p99, ms", "failed", "MB", "handled"),
)


def line(run: Run) -> str:
    """Return a run in a line."""
    how = f"{SIZES[run.size]}, {run.processes} process{'es' if run.processes > 1 else ''}"
    wrong = f", [red]{run.failed} failed[/]" if run.failed else ""
    lost = f", [red]{run.lost} lost[/]" if run.lost else ""
    told = f"{run.cpu:.0f} µs a delivery, {run.rate:.0f}/s, p99 {run.p99:.1f} ms"
    return f"round {run.round}: {run.subject} {TITLES[run.subject]}, {how}: {told}{wrong}{lost}"


def table(rows: Sequence[Row], *, processes: int, size: int) -> Table:
    """Return those measured with so many processes and bytes."""
    told = Table(title=f"{SIZES[size]}, {processes} process{'es' if processes > 1 else ''}")
    told.add_column("")
    told.add_column("subject")
    for column in COLUMNS:
        told.add_column(column, justify="right")
    told.add_column("kept before the answer")
    for row in rows:
        if (row.processes, row.size) == (processes, size):
            told.add_row(*cells(row))
    return told


def cells(row: Row, alarm: str = "[red]{}[/]") -> list[str]:
    """Return the cells of a row; what a subject has not is empty, what went wrong is marked."""
    failed = f"{row.failed:.2%}" if row.failed else "0"
    return [
        *(row.subject, TITLES[row.subject], f"{row.cpu:.0f}"),
        _number(row.cpu_ratio),
        *(f"{each:.0f}" if each else "" for each in (row.database, row.broker)),
        *(f"{row.rate:.0f}", _number(row.rate_ratio), f"{row.p50:.1f}", f"{row.p99:.1f}"),
        *(alarm.format(failed) if row.failed else failed, f"{row.memory:.0f}"),
        f"{row.done:.0%}" if row.done else "",
        row.durable + (f", {alarm.format(f'{row.lost} lost')}" if row.lost else ""),
    ]


def reached(found: Sequence[Target]) -> Table:
    """Return the targets, and whether they are reached."""
    told = Table("ours, only accepting", "target", "measured", "")
    for each in found:
        told.add_row(*outcome(each))
    return told


def outcome(target: Target) -> list[str]:
    """Return the cells of a target: what it is, what is wanted, measured, and what came of it."""
    words = {True: "reached", False: "not reached", None: "for comparison"}
    told = "not measured" if target.found is None else words[target.reached]
    return [target.what, target.wanted, _number(target.found), told]


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"
