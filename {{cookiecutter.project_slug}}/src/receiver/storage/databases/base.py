"""What a kind of database declares: how it is opened, and what it can bear."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import URL, Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of database.

    `example` is a URL for people. `connect` makes the engine of a URL, and connects nothing
    yet. `writers` is how many transactions of one process may write at the same time.
    `private` marks a database that belongs to the service alone, which then migrates it by
    itself.
    """

    example: str
    connect: Callable[[URL], Engine]
    writers: int
    private: bool
