"""Migrations: bringing a database to the schema of this version, additively.

Alembic's own command line is not needed: `receiver migrate` runs them.
"""

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

VERSIONS = "receiver_version"
"""The table that holds the revision; `alembic_version` is left to what else is in the database."""
OWN_VERSIONS = "handlers_version"
"""The table that holds the revision of the owner's own tables, which share the database."""


class Standing(Enum):
    """How a database's schema stands to this version of the code.

    A newer one is as good as the current one, since migrations only ever add: while versions
    are exchanged one by one, the older ones go on.
    """

    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def config(connection: Connection, own: Path | None = None) -> Config:
    """Return Alembic's configuration for one connection; there is no ini file.

    `own` is the folder of migrations of the owner's, whose tables share the database.
    """
    here, settings = Path(__file__).parent, Config()
    settings.set_main_option("script_location", _escaped(here))
    settings.set_main_option("version_locations", _escaped(own or here / "versions"))
    settings.set_main_option("path_separator", "newline")
    table = OWN_VERSIONS if own else VERSIONS
    settings.attributes |= {"connection": connection, "version_table": table}
    return settings


def migrate(connection: Connection, own: Path | None = None) -> str:
    """Bring the database to the newest schema and return its revision; leave a newer one alone."""
    if standing(connection, own) is Standing.OLDER:
        command.upgrade(config(connection, own), "head")
    return revision(connection, own) or ""


def standing(connection: Connection, own: Path | None = None) -> Standing:
    """Say how the database stands to this version."""
    current = revision(connection, own)
    scripts = ScriptDirectory.from_config(config(connection, own))
    if current == scripts.get_current_head():
        return Standing.CURRENT
    known = {each.revision for each in scripts.walk_revisions()}
    return Standing.OLDER if current is None or current in known else Standing.NEWER


def revision(connection: Connection, own: Path | None = None) -> str | None:
    """Return the revision that the database is at; None if it was never migrated."""
    alone = not connection.in_transaction()
    table = OWN_VERSIONS if own else VERSIONS
    context = MigrationContext.configure(connection, opts={"version_table": table})
    try:
        return context.get_current_revision()
    finally:
        if alone:
            connection.rollback()  # for the migrations begin their own


def head(connection: Connection) -> str | None:
    """Return the revision that this version of the code needs."""
    return ScriptDirectory.from_config(config(connection)).get_current_head()


def _escaped(folder: Path) -> str:
    return str(folder).replace("%", "%%")
