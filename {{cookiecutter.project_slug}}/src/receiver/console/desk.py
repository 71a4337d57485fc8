"""The desk: what the pages have at hand while the service runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from receiver.console.access.guesses import Guesses
from receiver.console.access.sessions import Sessions
from receiver.console.glances import Glances
from receiver.console.options import Options
from receiver.console.tallies import Tallies
from receiver.console.work import Work
from receiver.services.running import Running
from receiver.storage.engine import Database
from receiver.storage.opening import open_database

SECONDS = 5.0
"""How long a page may wait for the inbox."""
LONGEST = 30.0
"""How long it may take to find out what an act means, of a very large inbox."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Desk:
    """The service that runs, and what is the console's own.

    Pages read in a `database` of their own; what acts waits for its turn with the service.
    """

    running: Running
    options: Options
    database: Database
    glances: Glances
    tallies: Tallies
    work: Work
    sessions: Sessions
    guesses: Guesses

    async def read(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns; raises `TimeoutError` if it takes too long."""
        async with self.patience():
            return await self.database.survey(work, *args, **kwargs)

    @staticmethod
    def patience(seconds: float = SECONDS) -> asyncio.Timeout:
        """Return what raises `TimeoutError` where a page would wait for the inbox too long."""
        return asyncio.timeout(seconds)


@asynccontextmanager
async def opened(running: Running, options: Options) -> AsyncIterator[Desk]:
    """Lay out a desk, and open its inbox: who handles must not wait for who looks."""
    with open_database(running.settings.database_url) as database:
        work = Work(running.database)
        desk = Desk(
            running=running,
            options=options,
            database=database,
            glances=Glances(lambda: running.stopping),
            tallies=Tallies(running.counting.counts),
            work=work,
            sessions=Sessions(options),
            guesses=Guesses(),
        )
        if options.has_passwords:
            await desk.sessions.prepare()
        try:
            yield desk
        finally:
            await work.close()
