"""The operator: who gives a command, and why, for the record."""

import getpass
import os
import socket
from typing import Annotated

import typer

from receiver.operations import LONGEST, Signature, in_a_line

By = Annotated[
    str | None,
    typer.Option(metavar="WHO", help="Who does this, for the record.", show_default="you"),
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.")]


def signature(by: str | None, reason: str | None) -> Signature:
    """Return who gives the command, and why; raises `typer.BadParameter` for what says nothing."""
    who = you() if by is None else _said("--by", by)
    return Signature(who=who, reason="" if reason is None else _said("--reason", reason))


def you() -> str:
    """Return the user and the machine that the command is given on: ``ada@example``."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        name = f"uid-{os.getuid()}" if hasattr(os, "getuid") else "somebody"
    return f"{name}@{socket.gethostname()}"


def _said(option: str, value: str) -> str:
    if said := in_a_line(value):
        return said
    message = f"give a few words: printable, {LONGEST} characters at most"
    raise typer.BadParameter(message, param_hint=option)
