"""The schema that commands bring a database to: the inbox's, and that of your handlers' own tables.

Those are what the migrations in `src/handlers/migrations/` make, if there are any: files such as
`0001_shipments.py`, as Alembic has them, each with a `revision`, a `down_revision` and a
function `upgrade`. They know nothing of the inbox's, nor those of them.
https://alembic.sqlalchemy.org/en/latest/tutorial.html#running-our-first-migration
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection

import handlers
from receiver.background.base import Jobs
from receiver.commands.inbox.database import opened
from receiver.errors import CommandFailed
from receiver.settings import Settings
from receiver.storage import migrations
from receiver.storage.migrations import Standing


def migrate_all(
    connection: Connection, places: Iterable[str] | None = None, jobs: Jobs | None = None
) -> str:
    """Bring both to this version's schema; return the inbox's revision.

    `places` are the folders that the package `handlers` is in. `jobs` has tables there too.
    """
    revision = migrations.migrate(connection)
    for place in handlers.__path__ if places is None else places:
        own = Path(place) / "migrations"
        if any(own.glob("*.py")):
            migrations.migrate(connection, own)
    if jobs:
        jobs.migrate(connection)
    return revision


def prepare(settings: Settings, jobs: Jobs | None = None) -> None:
    """Migrate an inbox on SQLite, which belongs to this service alone; check any other."""
    with opened(settings) as database:
        database.kind.announce()
        if database.kind.private:
            with database.migrating() as connection:
                migrate_all(connection)
            return
        with database.snapshot() as connection:
            is_older = migrations.standing(connection) is Standing.OLDER
            lacks_jobs = jobs is not None and not jobs.has_tables(connection)
    if is_older:
        message = "The inbox has the schema of an older version, or none. Run: receiver migrate"
        raise CommandFailed(message)
    if lacks_jobs:
        message = f"The inbox lacks the tables of {settings.background}. Run: receiver migrate"
        raise CommandFailed(message)
