"""The command line, `receiver …`: its commands, and how a mistake ends one.

Exit codes: 0 done, 1 it did not work out, 2 the call or the settings are wrong.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from receiver.errors import CommandFailed, SettingsInvalid
from receiver.server import garbage

if TYPE_CHECKING:
    from typer._click import Command, Context

COMMANDS = (
    *("serve", "worker", "demo", "send", "verify", "replay", "ignore", "prune", "migrate"),
    *("tunnel", "stats", "deliveries", "operations"),
)
"""Each is in a module of its name, a function or a group of them."""


class Commands(TyperGroup):
    """Imports a command when it is asked for: none has to wait for what only others need."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Typer has them
        super().__init__(**options)
        for name in COMMANDS:
            self.add_command(TyperGroup(name=name))

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """Return a command; None if there is none of this name."""
        return _imported(cmd_name) if super().get_command(ctx, cmd_name) else None


def _imported(name: str) -> "Command":
    with garbage.ignored():
        module = import_module(f"receiver.commands.{name}")
    found, alone = getattr(module, name), typer.Typer()
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
    return get_group(alone).commands[name]


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def receiver() -> None:
    """Receive webhooks: verified, stored before the answer, handled once."""


def main() -> None:
    """Run the command line; what the user can put right is said in plain words."""
    try:
        app()
    except SettingsInvalid as error:
        typer.echo("The settings do not fit:", err=True)
        for line in str(error).splitlines():
            typer.echo(f"  {line}", err=True)
        sys.exit(2)
    except CommandFailed as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
