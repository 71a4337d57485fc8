"""`receiver migrate`: bring the inbox's database to the schema of this version."""

from rich.console import Console

from receiver.commands.database import opened
from receiver.settings import load_settings
from receiver.storage import migrations


def migrate() -> None:
    """Create or upgrade the inbox's tables; safe to call again."""
    with opened(load_settings()) as database, database.transaction() as connection:
        revision = migrations.migrate(connection)
    Console(highlight=False).print(f"The inbox is at revision {revision}.")
