"""`receiver deliveries list|show`: look into the inbox."""

from typing import Annotated

import typer
from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.options.acts import AsJson
from receiver.commands.options.choosing import (
    LARGEST,
    Event,
    InState,
    Since,
    Source,
    Until,
    criteria,
)
from receiver.commands.printing.objects import of_record, of_summary, print_json
from receiver.commands.printing.tables import as_table
from receiver.commands.printing.timelines import as_text
from receiver.errors import CommandFailed
from receiver.settings import load_settings
from receiver.storage import reading

deliveries = typer.Typer(help="Look at what was received.", no_args_is_help=True)


@deliveries.command("list")
def list_(  # noqa: PLR0913 - each is an option
    *,
    source: Source = None,
    event: Event = None,
    state: InState = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(help="How many, at most.", min=1, max=LARGEST)] = 20,
) -> None:
    """List the newest deliveries, newest first; of filters, all count."""
    chosen = criteria(source=source, event=event, state=state, since=since, until=until)
    with opened(load_settings()) as database, database.snapshot() as connection:
        found = reading.newest(connection, limit, chosen)
    if as_json:
        print_json([of_summary(each) for each in found])
    elif found:
        Console().print(as_table(found))
    elif chosen:
        Console(highlight=False).print("No delivery fits.")
    else:
        Console(highlight=False).print("No deliveries yet. Send one: receiver send generic")


@deliveries.command()
def show(
    key: Annotated[
        int,
        typer.Argument(
            help="The delivery's key, as `deliveries list` shows it.", min=1, max=LARGEST
        ),
    ],
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command line
) -> None:
    """Show one delivery: where it stands, what was done with it and by whom, its body."""
    with opened(load_settings()) as database, database.snapshot() as connection:
        found = reading.one(connection, key)
    if found is None:
        message = f"There is no delivery {key}; see: receiver deliveries list"
        raise CommandFailed(message)
    if as_json:
        print_json(of_record(found))
    else:
        Console(highlight=False, markup=False, soft_wrap=True).print(as_text(found))
