"""Work: operations that were begun here and go on after their answer, until they or we end."""

import asyncio

import structlog

from receiver.operations import Act, Operation
from receiver.services.operations import carry_out
from receiver.storage.engine import Database

RATES = {Act.REPLAY: 100.0, Act.IGNORE: 1000.0}
"""How many deliveries a second, where nobody says otherwise; as on the command line."""
PATIENCE = 2.0
"""How many seconds an answer waits for an operation to end, which a small one does."""

log = structlog.get_logger()


class Work:
    """Carries operations out. What is cut off when the service ends can be gone on with."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def is_at(self, key: int) -> bool:
        """Say whether an operation goes on in this process."""
        return key in self._tasks

    async def start(self, operation: Operation, rate: float) -> None:
        """Go on with an operation, and return when it has ended or it takes longer."""
        key = operation.key
        if key not in self._tasks:
            task = asyncio.create_task(self._carry_out(operation, rate))
            task.add_done_callback(lambda _: self._tasks.pop(key, None))
            self._tasks[key] = task
        await asyncio.wait([self._tasks[key]], timeout=PATIENCE)

    async def close(self) -> None:
        """Stop all of it."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry_out(self, operation: Operation, rate: float) -> None:
        try:
            ended = await carry_out(self._database, operation, rate)
        except Exception as error:  # noqa: BLE001 - nobody waits for it, and it can be gone on with
            cause = type(error).__name__
            log.warning("operation.failed", operation=operation.key, cause=cause)
        else:
            log.info("operation.ended", act=str(ended.act), operation=ended.key, done=ended.done)
