"""`receiver deliveries list|show` and `receiver replay`: look into the inbox, and try again."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console

from receiver.commands.database import opened
from receiver.commands.display import as_object, as_table, as_text
from receiver.errors import CommandFailed
from receiver.settings import load_settings
from receiver.storage import inbox, reading

deliveries = typer.Typer(help="Look at what was received.", no_args_is_help=True)

Key = Annotated[int, typer.Argument(help="The delivery's key, as `deliveries list` shows it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


@deliveries.command("list")
def list_(
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command line
    limit: Annotated[int, typer.Option(help="How many, at most.", min=1)] = 20,
) -> None:
    """List the newest deliveries, newest first."""
    with opened(load_settings()) as database, database.snapshot() as connection:
        found = reading.newest(connection, limit)
    if as_json:
        _print_json(
            [{**asdict(each), "received_at": each.received_at.isoformat()} for each in found]
        )
    elif found:
        Console().print(as_table(found))
    else:
        Console(highlight=False).print("No deliveries yet. Send one: receiver send generic")


@deliveries.command()
def show(key: Key, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option of the command line
    """Show one delivery: where it stands, its attempts with their errors, its body."""
    with opened(load_settings()) as database, database.snapshot() as connection:
        found = reading.one(connection, key)
    if found is None:
        raise CommandFailed(_missing(key))
    if as_json:
        _print_json(as_object(*found))
    else:
        Console(highlight=False, markup=False, soft_wrap=True).print(as_text(*found))


def replay(key: Key) -> None:
    """Have one delivery handled again, by every handler; the running service sees to it."""
    with opened(load_settings()) as database, database.transaction() as connection:
        if not inbox.replay(connection, key):
            raise CommandFailed(_missing(key))
    Console(highlight=False).print(f"Delivery {key} will be handled again by the running service.")


def _missing(key: int) -> str:
    return f"There is no delivery {key}; see: receiver deliveries list"


def _print_json(value: Any) -> None:  # noqa: ANN401 - JSON is anything
    print(json.dumps(value, indent=2, ensure_ascii=False))  # noqa: T201 - the command's output
