"""`python -m benchmarks`: all measurements, or one of them by its name."""

from typing import Annotated

import typer

from benchmarks.handling.command import handling
from benchmarks.receiving.command import receiving
from benchmarks.template.command import template

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command()(receiving)
app.command()(handling)
app.command()(template)


@app.callback(invoke_without_command=True)
def everything(
    context: typer.Context,
    *,
    short: Annotated[bool, typer.Option("--short", help="A minute; fails if dear.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write RESULTS.md.")] = False,
) -> None:
    """Measure side by side; without the name of a measurement all of them."""
    if context.invoked_subcommand is None:
        receiving(short=short, write=write)
        if not short:
            handling(write=write)
            template(write=write)


if __name__ == "__main__":
    app(prog_name="python -m benchmarks")
