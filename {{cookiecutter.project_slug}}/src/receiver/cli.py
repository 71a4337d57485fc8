"""The command line, `receiver …`: its commands, and how a mistake ends one.

Exit codes: 0 done, 1 it did not work out, 2 the call or the settings are wrong.
"""

import sys

import typer
from rich.console import Console

from receiver.commands.deliveries import deliveries
from receiver.commands.demo import demo
from receiver.commands.ignore import ignore
from receiver.commands.migrate import migrate
from receiver.commands.operations import operations
from receiver.commands.prune import prune
from receiver.commands.replay import replay
from receiver.commands.send import send
from receiver.commands.serve import serve
from receiver.commands.tunnel import tunnel
from receiver.commands.verify import verify
from receiver.commands.worker import worker
from receiver.errors import CommandFailed, SettingsInvalid

app = typer.Typer(
    name="receiver",
    help="Receive webhooks: verified, stored before the answer, handled once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (serve, worker, demo, send, verify, replay, ignore, prune, migrate, tunnel):
    app.command()(command)
app.add_typer(deliveries, name="deliveries")
app.add_typer(operations, name="operations")


def main() -> None:
    """Run the command line; what the user can put right is said in plain words."""
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    try:
        app()
    except SettingsInvalid as error:
        console.print("The settings do not fit:")
        for line in str(error).splitlines():
            console.print(f"  {line}")
        sys.exit(2)
    except CommandFailed as error:
        console.print(str(error))
        sys.exit(1)
