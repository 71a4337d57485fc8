"""`receiver migrate`: bring the inbox's database to the schema of this version."""

from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.inbox.schema import migrate_all
from receiver.services.strategies import chosen
from receiver.settings import load_settings


def migrate() -> None:
    """Create or upgrade the inbox's tables, and your handlers' own; safe to call again."""
    settings = load_settings()
    jobs = chosen(settings).jobs
    with opened(settings) as database, database.migrating() as connection:
        revision = migrate_all(connection, jobs=jobs)
    Console(highlight=False).print(f"The inbox is at revision {revision}.")
