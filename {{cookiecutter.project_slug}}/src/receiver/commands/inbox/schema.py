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
from receiver.storage import migrations


def migrate_all(connection: Connection, places: Iterable[str] | None = None) -> str:
    """Bring both to this version's schema; return the inbox's revision.

    `places` are the folders that the package `handlers` is in.
    """
    revision = migrations.migrate(connection)
    for place in handlers.__path__ if places is None else places:
        own = Path(place) / "migrations"
        if any(own.glob("*.py")):
            migrations.migrate(connection, own)
    return revision
