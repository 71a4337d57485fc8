"""`receiver serve`: check the settings, prepare the inbox, run the service."""

import os
from typing import Annotated

import structlog
import typer

from receiver.assembly import assemble
from receiver.commands.inbox.schema import prepare
from receiver.errors import CommandFailed
from receiver.observability import logging
from receiver.server.listening import listen
from receiver.settings import load_settings, variable


def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Web processes.", min=1)] = 1,
    reload: Annotated[bool, typer.Option("--reload", help="Restart when code changes.")] = False,  # noqa: FBT002 - an option of the command line
) -> None:
    """Run the service, which receives webhooks and handles them.

    A SQLite inbox is created and migrated on the way; for any other, see `receiver migrate`.
    """
    if reload and workers > 1:
        message = "--reload watches one process: leave out --workers"
        raise CommandFailed(message)
    settings = load_settings()
    logging.configure(settings)
    parts = assemble(settings)
    prepare(settings, parts.strategy.jobs)
    if not parts.sources:
        structlog.get_logger().warning("sources.not_configured", hint="see .env.example")
    structlog.get_logger().info(
        "service.configured",
        url=f"http://{host}:{port}",
        sources=sorted(parts.sources),
        handlers=len(parts.handlers.all),
        background=settings.background,
    )
    if reload:
        os.environ[variable("shutdown_delay")] = "0"  # nobody but its developer waits for it
    listen("receiver.main:app", settings, host=host, port=port, workers=workers, reload=reload)
