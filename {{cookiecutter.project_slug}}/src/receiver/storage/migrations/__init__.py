"""Migrations: bringing a database to the schema of this version, additively.

Alembic's own command line is not needed: `receiver migrate` runs them.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for one connection; there is no ini file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def migrate(connection: Connection) -> str:
    """Bring the database to the newest schema and return its revision."""
    command.upgrade(config(connection), "head")
    return revision(connection) or ""


def revision(connection: Connection) -> str | None:
    """Return the revision that the database is at; None if it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def head(connection: Connection) -> str | None:
    """Return the revision that this version of the code needs."""
    return ScriptDirectory.from_config(config(connection)).get_current_head()
