"""The seam between the inbox and whoever runs the handlers, and what every strategy owes it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import structlog
from sqlalchemy import Connection

from receiver.services.interruptions import interruptions
from receiver.settings import Settings

log = structlog.get_logger()

TASK = "receiver.process"
"""What an engine's dashboard calls the task that looks at one delivery."""

ENDS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends a process, or what is left of a task; a handler's own does not come so far."""

Process: TypeAlias = Callable[[int], Awaitable[int | None]]
"""Makes one attempt at the delivery of this key, if it is free. Safe to call twice.

Returns the key of the delivery that waited for it in its order, if any did: worth a look now, but
after those that wait for a worker.
"""

Notify: TypeAlias = Callable[[Sequence[int]], Coroutine[Any, Any, None]]
"""Hints that deliveries of these keys are worth a look. It may lose hints, but never raises.

That of an engine hands them to its broker; it takes as long as that does and raises what that
does, for `services/hints.py` stands between it and the requests.
"""

Background: TypeAlias = Callable[[Settings, Process], AbstractAsyncContextManager[Notify]]
"""While its context is open, what is notified gets processed somewhere.

Without an engine that is here. With one it is in the engine's workers; opening then waits for no
broker, so that a service starts without it.
"""


class Work(Protocol):
    """The service in a process that an engine runs; all is to be called in one event loop."""

    async def open(self) -> None:
        """Begin: the inbox is open, the sweeper at work."""

    async def process(self, key: int) -> None:
        """Make one attempt at a delivery. Raises nothing: what fails is the inbox's to repeat."""

    def drain(self) -> None:
        """Begin no further delivery, and cut off after the grace what is not done."""

    async def close(self) -> None:
        """End, and release what is not done."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A task engine, whose own command runs the workers.

    `app` makes what the command is pointed to; a task there has the key of a delivery and calls
    `Work.process`. `command` returns the arguments of the command after ``python -m``, for an
    app at ``module:name``. `brokers` are examples of its brokers' URLs, one for each scheme.
    """

    app: Callable[[Settings, Work], object]
    command: Callable[[Settings, str], Sequence[str]]
    brokers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs in the inbox's own database, which are hints that are stored with their deliveries.

    `database` is the kind of database that it has to be. `hint` stores jobs within a
    transaction; `migrate` makes their tables, and `has_tables` says whether that was done.
    """

    database: str
    hint: Callable[[Settings, Connection, Sequence[int]], None]
    migrate: Callable[[Connection], None]
    has_tables: Callable[[Connection], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Who runs the handlers: the service itself, or the workers of an engine.

    One with `jobs` needs nothing that is open beside the inbox.
    """

    open: Background | None = None
    engine: Engine | None = None
    jobs: Jobs | None = None


@contextmanager
def in_threads(publish: Callable[[Sequence[int]], None], number: int = 1) -> Iterator[Notify]:
    """Make a notifier of a function that blocks; while all threads do, other calls wait."""
    threads = ThreadPoolExecutor(number, thread_name_prefix="hints")

    async def notify(keys: Sequence[int]) -> None:
        loop, shares = asyncio.get_running_loop(), [keys[each::number] for each in range(number)]
        runs = [loop.run_in_executor(threads, publish, share) for share in shares if share]
        await asyncio.gather(*runs)

    try:
        yield notify
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def beginning() -> Iterator[None]:
    """Have a worker that cannot begin say why, and end; engines would print any other error."""
    try:
        yield
    except Exception as error:
        log.exception("worker.failed", error=str(error))
        raise SystemExit(1) from error


async def survive(process: Process, key: int) -> int | None:
    """Process one delivery, and outlive it: what is raised is logged, the sweeper comes again.

    Returns what `process` does.
    """
    is_ours = interruptions()
    try:
        return await process(key)
    except BaseException as error:
        if is_ours(error) or isinstance(error, ENDS):
            raise
        log.warning("worker.failed", key=key, cause=type(error).__name__)
        return None


async def finish(tasks: Collection[asyncio.Task[None]], grace: float) -> None:
    """Wait for tasks to end, `grace` seconds at most, and cancel those that did not."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
