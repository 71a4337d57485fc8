"""`receiver serve`: check the settings, prepare the inbox, run the service."""

import os
from typing import Annotated

import structlog
import typer

from receiver import wiring
from receiver.commands.inbox.database import opened
from receiver.commands.inbox.schema import migrate_all
from receiver.errors import CommandFailed
from receiver.observability import logging
from receiver.server.listening import listen
from receiver.settings import Settings, load_settings, variable
from receiver.storage import migrations
from receiver.storage.migrations import Standing


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
    parts = wiring.assemble(settings)
    prepare(settings)
    if not parts.sources:
        structlog.get_logger().warning("service.without_sources", hint="see .env.example")
    structlog.get_logger().info(
        "service.starting",
        url=f"http://{host}:{port}",
        sources=sorted(parts.sources),
        handlers=len(parts.handlers.all),
        background=settings.background,
    )
    if reload:
        os.environ[variable("shutdown_delay")] = "0"  # nobody but its developer waits for it
    listen("receiver.main:app", settings, host=host, port=port, workers=workers, reload=reload)


def prepare(settings: Settings) -> None:
    """Migrate an inbox on SQLite, which belongs to this service alone; check any other."""
    with opened(settings) as database:
        database.kind.announce()
        if database.kind.private:
            with database.migrating() as connection:
                migrate_all(connection)
            return
        with database.snapshot() as connection:
            if migrations.standing(connection) is not Standing.OLDER:
                return
    message = "The inbox has the schema of an older version, or none. Run: receiver migrate"
    raise CommandFailed(message)
