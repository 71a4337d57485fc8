"""What a kind of database declares: how it is opened, and what it can bear."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import URL, Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from receiver.deliveries import Delivery

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


class Upkeep(Protocol):
    """What a database wants done between transactions."""

    def due(self) -> bool:
        """Say whether there is something to do; asked after every commit."""

    def run(self) -> None:
        """Do it; raises nothing, for whoever committed has what he wanted."""


class NoUpkeep:
    """The upkeep of a database that sees to that by itself."""

    def __init__(self, _engine: Engine) -> None:
        """Take what every upkeep is made from."""

    def due(self) -> bool:
        """Return False."""
        return False

    def run(self) -> None:
        """Do nothing."""


def _in_silence() -> None:
    return


def _leave_it(_connection: object) -> None:
    return


def _never(_error: DBAPIError) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of database.

    `example` is a URL for people, `aliases` are what a URL may begin with beside the name.
    `connect` makes the engine of a URL, and connects nothing yet; `connect_async` does so for
    the sessions of handlers. `snapshot` holds the execution options of reading transactions.
    `writers` is how many transactions of one process may write at the same time. `private`
    marks a database that belongs to the service alone, which then migrates it by itself;
    `migrating` opens the connection for that. `store` stores a batch that is due
    in so many seconds, and returns the key of each delivery, or None for a duplicate, also within
    the batch; `append` adds rows of these columns to a table. `touch` is a statement that writes to
    the disk what nobody reads; `check` raises if nobody would find what is written.
    `runs_again` says of an error whether the transaction works when it is run again. `hang_up`
    cuts a connection of the driver, whatever another thread waits for there. `upkeep` is what
    an engine of it needs done between transactions; `announce` logs what is to be known of its
    software before a start. `unhurried` are statements for a connection that nobody waits for:
    what it commits may be lost with the power, but nothing else.
    """

    example: str
    connect: Callable[[URL], Engine]
    connect_async: Callable[[URL], "AsyncEngine"]
    store: Callable[[Connection, Sequence[Delivery], float], list[int | None]]
    append: Callable[[Connection, Table, Sequence[str], Sequence[tuple[Any, ...]]], None]
    touch: str
    writers: int
    private: bool
    aliases: tuple[str, ...] = ()
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    migrating: Callable[[Engine], AbstractContextManager[Connection]] = Engine.begin
    runs_again: Callable[[DBAPIError], bool] = _never
    hang_up: Callable[[Any], None] = _leave_it
    check: Callable[[Connection], None] = _leave_it
    upkeep: Callable[[Engine], Upkeep] = NoUpkeep
    announce: Callable[[], None] = _in_silence
    unhurried: Sequence[str] = ()
