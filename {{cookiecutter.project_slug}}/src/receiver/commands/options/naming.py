"""Naming one delivery on the command line: by its key, or by its source and the sender's id."""

from collections.abc import Sequence
from typing import Annotated

import typer
from sqlalchemy import Connection

from receiver.commands.options.choosing import LARGEST
from receiver.errors import CommandFailed
from receiver.storage import reading

Named = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY | SOURCE ID",
        help="Its key, as `deliveries list` shows it, or its source and the sender's id.",
    ),
]


def key_of(connection: Connection, named: Sequence[str]) -> int:
    """Return the key of a delivery that was named; raises `CommandFailed` if there is none."""
    if len(named) == 1:
        return _key(named[0])
    if len(named) != 2:  # noqa: PLR2004 - a source and an id
        message = "give a key, or a source and an id"
        raise typer.BadParameter(message, param_hint="KEY")
    source, delivery_id = named
    found = reading.key_of(connection, source, delivery_id)
    if found is None:
        message = f"There is no delivery {delivery_id} of {source}; see: receiver deliveries list"
        raise CommandFailed(message)
    return found


def _key(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)):
        key = int(text)
        if 1 <= key <= LARGEST:
            return key
    message = f"{text!r} is no key: those are whole numbers; or give a source and an id"
    raise typer.BadParameter(message, param_hint="KEY")
