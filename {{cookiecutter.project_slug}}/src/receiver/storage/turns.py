"""Turns: a session's time at a database that one writes to at a time, from its first statement."""

import asyncio
import time

import structlog
from sqlalchemy import Connection
from sqlalchemy.util import await_only

TURN = "receiver_turn"
"""The option of a session's connections that holds its turn."""
LONG = 1.0
"""Seconds of a turn after which the owner is told: deliveries wait meanwhile, for 2 s at most."""

log = structlog.get_logger()


class Turn:
    """The turn of one session: taken once, and kept to its end. Without a lock nobody waits."""

    def __init__(self, lock: asyncio.Lock | None) -> None:
        self._lock = lock
        self._since: float | None = None

    async def take(self) -> None:
        """Wait for the turn, unless it is ours already."""
        if self._lock is not None and self._since is None:
            await self._lock.acquire()
            self._since = time.monotonic()

    def end(self) -> None:
        """Let the next one have its turn, if this one was taken at all."""
        if self._lock is None or self._since is None:
            return
        self._lock.release()
        seconds, self._since = time.monotonic() - self._since, None
        if seconds > LONG:
            hint = "nothing is received after a handler's first statement: do what is slow before"
            log.warning("session.held_the_database", seconds=round(seconds, 3), hint=hint)


def take_turn(connection: Connection) -> None:
    """Wait for the turn of the session that is about to begin a transaction here."""
    turn: Turn = connection.get_execution_options()[TURN]
    await_only(turn.take())
