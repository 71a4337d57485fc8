"""Transactions in the thread that asks: those that read, and those that write.

What fails for what others do at the same moment is run again.
"""

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from receiver.storage.databases.base import Kind

TRIES = 3
"""How often such a transaction is run."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Transactions:
    """The transactions of an engine, by the rules of its kind of database."""

    def __init__(self, engine: Engine, kind: Kind) -> None:
        self._engine = engine
        self._runs_again = kind.runs_again
        self._reading = engine.execution_options(reads=True, **kind.snapshot)

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Open a reading transaction, which neither waits for writers nor writes."""
        return self._reading.begin()

    def read(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, from a snapshot."""
        with self.snapshot() as connection:
            return work(connection, *args, **kwargs)

    def write(
        self,
        work: Callable[Concatenate[Connection, Parameters], Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what `work` returns, once it is committed."""
        for tried in range(1, TRIES):
            try:
                with self._engine.begin() as connection:
                    return work(connection, *args, **kwargs)
            except DBAPIError as error:
                if not self._runs_again(error):
                    raise
            time.sleep(random.uniform(0, 0.05 * tried))  # noqa: S311 - the others go first
        with self._engine.begin() as connection:
            return work(connection, *args, **kwargs)
