"""`python -m benchmarks receiving`: measure, show, and write if that is asked for."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from benchmarks import HERE, NotHereError, report
from benchmarks.cores import told
from benchmarks.load import wrk
from benchmarks.places import scratch
from benchmarks.receiving.full import LeftOut, everything
from benchmarks.receiving.medians import ratio, rows
from benchmarks.receiving.ours import OURS
from benchmarks.receiving.plot import svg
from benchmarks.receiving.short import a_few
from benchmarks.receiving.subjects import NAIVE_SILENT
from benchmarks.receiving.tables import line, reached, table
from benchmarks.receiving.targets import targets, too_much, undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.receiving.runs import Run

WIDE = 180
"""Columns of what is not read in a terminal but in a file, as that of CI."""


def receiving(
    *,
    short: Annotated[bool, typer.Option("--short", help="Take a minute; fail if dear.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write RESULTS.md.")] = False,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    seconds: Annotated[int, typer.Option(min=1, help="How long each run is.")] = 5,
    only: Annotated[str, typer.Option(help="Numbers of subjects, as in 2,6a.")] = "",
) -> None:
    """Measure what a delivery costs until it is answered, beside what others take for it."""
    wrk()
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    console.print(told())
    with scratch() as place:
        numbers = set(filter(None, only.split(",")))
        measured = a_few(place, numbers) if short else everything(place, rounds, seconds, numbers)
        runs, left_out = _collected(console, measured)
    _show(console, runs)
    if write and not short:
        kept = {"left_out": left_out, "runs": [asdict(each) for each in runs]}
        report.keep("receiving", kept)
        (HERE / "receiving.svg").write_text(svg(rows(runs)), encoding="utf-8")
    _judge(runs, strictly=short)


def _collected(
    console: Console, measured: Iterable[Run | LeftOut]
) -> tuple[list[Run], dict[str, str]]:
    """Tell of each run when it is over, and return all; ends the command if none can be."""
    runs: list[Run] = []
    left_out: dict[str, str] = {}
    try:
        for each in measured:
            if isinstance(each, LeftOut):
                left_out[each.what] = each.why
                console.print(f"left out: {each.what}: {each.why}", soft_wrap=True)
            else:
                runs.append(each)
                console.print(line(each), soft_wrap=True)
    except NotHereError as error:
        sys.exit(f"This cannot be measured here: {error}")
    return runs, left_out


def _show(console: Console, runs: list[Run]) -> None:
    found = rows(runs)
    for processes, size in sorted({(each.processes, each.size) for each in found}):
        console.print(table(found, processes=processes, size=size))
    console.print(reached(targets(runs)))


def _judge(runs: list[Run], *, strictly: bool) -> None:
    """End with an error if deliveries were lost or, in the short form, if accepting is dear."""
    if lost := {each.subject: each.lost for each in runs if each.lost}:
        sys.exit(f"Deliveries were accepted and are not there: {lost}")
    compared = (ratio, undisturbed)
    found = [each(runs, OURS.number, NAIVE_SILENT.number) for each in compared]
    wrong = too_much(min((each for each in found if each), default=None))
    if wrong and strictly:
        sys.exit(wrong)
