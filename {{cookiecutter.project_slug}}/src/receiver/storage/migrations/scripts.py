"""Scripts: the files of migrations as Alembic reads and runs them. There is no ini file.

https://alembic.sqlalchemy.org/en/latest/api/config.html
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from receiver.storage.migrations import OWN_VERSIONS, VERSIONS


def config(connection: Connection, own: Path | None = None) -> Config:
    """Return Alembic's configuration for one connection.

    `own` is the folder of migrations of the owner's, whose tables share the database.
    """
    here, settings = Path(__file__).parent, Config()
    settings.set_main_option("script_location", _escaped(here))
    settings.set_main_option("version_locations", _escaped(own or here / "versions"))
    settings.set_main_option("path_separator", "newline")
    table = OWN_VERSIONS if own else VERSIONS
    settings.attributes |= {"connection": connection, "version_table": table}
    return settings


def upgrade(connection: Connection, own: Path | None = None) -> None:
    """Run what has not been run yet."""
    command.upgrade(config(connection, own), "head")


def revisions(connection: Connection, own: Path | None = None) -> tuple[str | None, set[str]]:
    """Return the newest revision that there are files for, and all of them."""
    scripts = ScriptDirectory.from_config(config(connection, own))
    return scripts.get_current_head(), {each.revision for each in scripts.walk_revisions()}


def _escaped(folder: Path) -> str:
    return str(folder).replace("%", "%%")
