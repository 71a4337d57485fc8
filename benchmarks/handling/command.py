"""`python -m benchmarks handling`: measure, show, and write if that is asked for."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import NotHereError, report
from benchmarks.handling.backlog import BACKLOG, Received, received
from benchmarks.handling.measuring import SIZES, Worked, worked_off
from benchmarks.handling.section import section
from benchmarks.load import wrk
from benchmarks.places import scratch


def handling(
    *,
    write: Annotated[bool, typer.Option("--write", help="Write RESULTS.md.")] = False,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    most: Annotated[int, typer.Option(min=1000, help="The largest inbox.")] = SIZES[-1],
) -> None:
    """Measure how a backlog is worked off, in inboxes of all sizes, and beside senders."""
    wrk()
    console = Console(highlight=False)
    worked: list[Worked] = []
    beside: list[Received] = []
    try:
        for each in worked_off(rounds=rounds, most=most):
            worked.append(each)
            console.print(each, soft_wrap=True)
        with scratch() as place:
            for one in received(place, rounds):
                beside.append(one)
                console.print(one, soft_wrap=True)
    except NotHereError as error:
        sys.exit(f"This cannot be measured here: {error}")
    results = {
        "backlog": BACKLOG,
        "worked": [asdict(each) for each in worked],
        "received": [asdict(each) for each in beside],
    }
    console.print(section(results), markup=False, soft_wrap=True)
    if write:
        report.keep("handling", results)
