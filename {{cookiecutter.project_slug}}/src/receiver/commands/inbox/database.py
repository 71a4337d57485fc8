"""The inbox as commands use it: opened from the settings, with plain words if it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from receiver.errors import CommandFailed
from receiver.settings import Settings, variable
from receiver.storage.engine import Database
from receiver.storage.opening import open_database


@contextmanager
def opened(settings: Settings, *, unhurried: bool = False) -> Iterator[Database]:
    """Open the inbox for a command; raises `CommandFailed` if it does not work."""
    try:
        with open_database(settings.database_url, unhurried=unhurried) as database:
            yield database
    except SQLAlchemyError as error:
        shown = make_url(settings.database_url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        message = f"The inbox {shown} cannot be used: {reason}. {_hint(error)}"
        raise CommandFailed(message) from error


def _hint(error: SQLAlchemyError) -> str:
    """Return what to do: an error that came before any statement is about the connection."""
    if isinstance(error, DBAPIError) and error.statement is None:
        name = variable("database_url")
        return f"Is it there? {name} names it; without that, the inbox is a SQLite file here"
    return "If it is new: receiver migrate"
