"""The service with the fake provider as `receiver worker` runs it: ``python -m fake_engine``.

An engine's own command is pointed to `fake_engine:app`.
"""

import asyncio
import os
import sys

from fake_service import service
from receiver import worker
from receiver.services.strategies import worker_of


def __getattr__(name: str) -> object:
    """Make the app when it is asked for."""
    if name == "app":
        sys.stderr = sys.__stderr__ or sys.stderr  # as the real one has it
        return worker.app_of(service())
    raise AttributeError(name)


if __name__ == "__main__":
    built = service()
    if built.strategy.engine is None:
        asyncio.run(worker.work(built))
    else:
        command = worker_of(built.settings, "fake_engine", sys.argv[1:])
        os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - as the real one
