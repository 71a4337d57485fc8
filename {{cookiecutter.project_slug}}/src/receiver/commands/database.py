"""The inbox as commands use it: opened from the settings, with plain words if it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from receiver.errors import CommandFailed
from receiver.settings import Settings
from receiver.storage.engine import Database, open_database


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open the inbox for a command; raises `CommandFailed` if it does not work."""
    try:
        with open_database(settings.database_url) as database:
            yield database
    except SQLAlchemyError as error:
        shown = make_url(settings.database_url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error)
        message = f"The inbox {shown} cannot be used: {reason}. If it is new: receiver migrate"
        raise CommandFailed(message) from error
