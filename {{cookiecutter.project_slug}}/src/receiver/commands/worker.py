"""`receiver worker`: handle what is in the inbox, in a process without web part."""

import sys
from typing import Annotated

import structlog
import typer

from receiver.assembly import assemble
from receiver.commands.inbox.schema import prepare
from receiver.errors import CommandFailed, SettingsInvalid
from receiver.observability import logging
from receiver.server.systems import become
from receiver.services.strategies import worker_of
from receiver.settings import load_settings, variable


def worker(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="-- [OPTION]...", help="Options for the command of the strategy's engine."
        ),
    ] = None,
) -> None:
    """Run a worker, which handles what the service has stored.

    With a strategy whose workers are an engine's, this is that engine's own command.
    """
    settings = load_settings()
    logging.configure(settings)
    parts = assemble(settings)
    if parts.strategy.engine is None and not settings.workers:
        message = f"{variable('workers')}: with 0 nothing is handled; set how many at a time"
        raise SettingsInvalid(message)
    if arguments and parts.strategy.engine is None:
        message = f"{settings.background} has no command of its own that takes {arguments[0]}"
        raise CommandFailed(message)
    prepare(settings, parts.strategy.jobs)
    structlog.get_logger().info(
        "worker.configured", handlers=len(parts.handlers.all), background=settings.background
    )
    become([sys.executable, "-m", *worker_of(settings, arguments=arguments or ())])
