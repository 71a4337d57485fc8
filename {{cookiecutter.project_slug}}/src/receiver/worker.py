"""The worker: the service without its web part, run by an engine's command or by itself.

An engine's own command is pointed here: `celery --app receiver.worker:app worker`. Without an
engine this is the command: ``python -m receiver.worker``.
"""

import asyncio
import sys
from contextlib import AsyncExitStack
from functools import cache

from receiver import wiring
from receiver.assembly import Parts, assemble, of_a_worker
from receiver.background.base import finish, survive
from receiver.errors import SettingsInvalid
from receiver.observability import logging
from receiver.routers.health import health
from receiver.routers.metrics import metrics
from receiver.server import garbage, systems
from receiver.server.telling import telling
from receiver.services.running import Running
from receiver.settings import load_settings, variable

PATIENCE = 3.0
"""Seconds in which what is cut off has to be released."""


class Worker:
    """The service as an engine's process has it: it processes what the engine says."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._opened = AsyncExitStack()
        self._running: Running | None = None
        self._processing: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Begin: the inbox is open, the sweeper at work."""
        parts = of_a_worker(self._parts)
        running = await self._opened.enter_async_context(wiring.run(parts))
        told = telling(self._parts.settings.worker_address, running, health, metrics)
        await self._opened.enter_async_context(told)
        self._running = running

    async def process(self, key: int) -> None:
        """Make one attempt at a delivery, and hint at the one that waited for it."""
        if self._running is None:
            return
        task = asyncio.create_task(self._process(self._running, key))
        self._processing.add(task)
        task.add_done_callback(self._processing.discard)
        await asyncio.wait([task])  # who is cut off is no failure of the engine's

    def drain(self) -> None:
        """Begin no further delivery, and cut off after the grace what is not done."""
        if self._running:
            self._running.drain()

    async def close(self) -> None:
        """Cut off what is not done, release it, and end."""
        if self._running:
            self._running.drain()
            self._running.cut_off()
            await finish(self._processing, PATIENCE)
        await self._opened.aclose()

    @staticmethod
    async def _process(running: Running, key: int) -> None:
        following = await survive(running.processor.process, key)
        if following is not None:
            running.sweeper.hint([following])


async def work(parts: Parts) -> None:
    """Handle what the sweeper finds, until a signal ends it; the second one ends the grace."""
    stopping = asyncio.Event()
    systems.when_told_to_end(stopping.set)
    async with wiring.run(parts) as running:
        async with telling(parts.settings.worker_address, running, health, metrics):
            await stopping.wait()
        systems.when_told_to_end(running.cut_off)


def app_of(parts: Parts) -> object:
    """Return what the engine's command asks for; raises `SettingsInvalid` if there is none."""
    if parts.strategy.engine is None:
        message = f"{variable('background')}: {parts.settings.background} is run by receiver worker"
        raise SettingsInvalid(message)
    return parts.strategy.engine.app(parts.settings, Worker(parts))


def _parts() -> Parts:
    settings = load_settings()
    sys.stderr = sys.__stderr__ or sys.stderr  # Dramatiq's is a pipe that tears long lines
    logging.configure(settings)
    parts = assemble(settings)
    garbage.settle()
    return parts


@cache
def _app() -> object:
    return app_of(_parts())


def __getattr__(name: str) -> object:
    """Make the app when it is asked for, for importing does nothing."""
    if name == "app":
        return _app()
    raise AttributeError(name)


if __name__ == "__main__":
    systems.run(work(_parts()))
