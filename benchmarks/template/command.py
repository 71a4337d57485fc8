"""`python -m benchmarks template`: measure, show, and write if that is asked for."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import NotHereError, report
from benchmarks.template.rendering import rendered
from benchmarks.template.section import section
from benchmarks.template.starting import started


def template(
    *,
    write: Annotated[bool, typer.Option("--write", help="Write RESULTS.md.")] = False,
    rounds: Annotated[int, typer.Option(min=1)] = 9,
) -> None:
    """Measure what it costs to write a project, and how soon that receives."""
    try:
        results = {"rendering": rendered(rounds), "starting": started(rounds)}
    except NotHereError as error:
        sys.exit(f"This cannot be measured here: {error}")
    Console(highlight=False).print(section(results), markup=False, soft_wrap=True)
    if write:
        report.keep("template", results)
