"""`receiver operations list|stop`: what operators did, and what they have not finished."""

from typing import Annotated

import typer
from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.options.acts import AsJson
from receiver.commands.options.choosing import LARGEST
from receiver.commands.printing.objects import of_operation, print_json
from receiver.commands.printing.tables import as_operations
from receiver.errors import CommandFailed
from receiver.settings import load_settings
from receiver.storage import records

operations = typer.Typer(help="Look at what operators did to deliveries.", no_args_is_help=True)


@operations.command("list")
def list_(
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command line
    limit: Annotated[int, typer.Option(help="How many, at most.", min=1)] = 20,
) -> None:
    """List the newest operations (replay, ignore, prune), and how far each came."""
    with opened(load_settings()) as database, database.snapshot() as connection:
        found = records.newest(connection, limit)
    if as_json:
        print_json([of_operation(each) for each in found])
    elif found:
        Console().print(as_operations(found))
    else:
        Console(highlight=False).print("No operations yet; see: receiver replay --help")


@operations.command()
def stop(
    key: Annotated[
        int, typer.Argument(help="Its key, as `operations list` shows it.", min=1, max=LARGEST)
    ],
) -> None:
    """End an unfinished operation where it is; what it did stays."""
    with opened(load_settings()) as database, database.transaction() as connection:
        stopped = records.stop(connection, key)
    if stopped is None:
        message = f"There is no operation {key}; see: receiver operations list"
        raise CommandFailed(message)
    Console(highlight=False).print(f"{stopped.act.capitalize()} {key} ended: {stopped.progress}.")
