"""Effects: what a handler does in a session, in one transaction with the outcome of that."""

from sqlalchemy import Connection, event
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session

from receiver.storage.claims import ClaimLost
from receiver.storage.outcomes import Outcome, finish
from receiver.storage.turns import TURN, Turn

EFFECTS = "receiver_effects"


class Effects:
    """What one handler does in its session: kept together with the outcome, or not at all.

    A commit of the handler's own is refused: a crash between it and the outcome would have the
    handler run again, and its rows twice.
    """

    def __init__(self, engine: AsyncEngine, turn: Turn) -> None:
        bind = engine.execution_options(**{EFFECTS: self, TURN: turn})
        self.session = AsyncSession(bind, close_resets_only=False)
        self.turn = turn
        self._may_commit = False
        event.listen(self.session.sync_session, "before_commit", self._before_commit)

    async def commit(self, outcome: Outcome) -> None:
        """Write the outcome and commit both; raises `ClaimLost`, and whatever a database raises.

        The handler's rows come first: nobody waits for the delivery's own row longer than
        its commit takes.
        """
        await self.session.flush()
        connection = await self.session.connection()
        (kept,) = await connection.run_sync(finish, [outcome])
        if not kept:
            raise ClaimLost
        self._may_commit = True
        await self.session.commit()

    def check(self) -> None:
        """Raise unless it is us who commit."""
        if not self._may_commit:
            message = (
                "the receiver commits this session, together with the outcome of the delivery, "
                "once the handler has returned; session.begin_nested() makes savepoints"
            )
            raise InvalidRequestError(message)

    def _before_commit(self, session: Session) -> None:
        if not session.in_nested_transaction():
            self.check()


def watch(engine: AsyncEngine) -> None:
    """Have no transaction of an engine committed by anybody but us, and no error quote values."""
    engine.sync_engine.hide_parameters = True
    event.listen(engine.sync_engine, "commit", _commits)


def _commits(connection: Connection) -> None:
    """Refuse a commit that went past the session, on its connection."""
    effects: Effects = connection.get_execution_options()[EFFECTS]
    effects.check()
