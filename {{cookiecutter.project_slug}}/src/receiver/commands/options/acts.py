"""Options of several commands: how they act on deliveries, and JSON in place of text."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only print how many there are, and the first of them.")
]
Rate = Annotated[
    float, typer.Option(metavar="N", help="How many a second, at most.", min=0.01, max=100_000)
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Go on with the last one interrupted, or with that of KEY."),
]
Watch = Annotated[bool, typer.Option("--watch", help="Show it anew each second, until Ctrl+C.")]


def not_both(*, as_json: bool, watching: bool) -> None:
    """Raise `typer.BadParameter` for somebody who wants to watch JSON."""
    if as_json and watching:
        message = "goes without --json"
        raise typer.BadParameter(message, param_hint="--watch")
