"""A broker for Taskiq that outlasts its connections: it connects when it is used, and anew."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any

import structlog
from taskiq import AsyncBroker, BrokerMessage

from receiver.background.taskiq.brokers import close, connect
from receiver.settings import Settings

log = structlog.get_logger()


class Lasting(AsyncBroker):
    """Taskiq's own, one after the other; `drain` is called when a worker is told to stop."""

    def __init__(self, settings: Settings, drain: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._settings = settings
        self._drain = drain
        self._connecting: asyncio.Task[AsyncBroker] | None = None

    async def kick(self, message: BrokerMessage) -> None:
        """Send a task."""
        async with self._connected() as broker:
            await broker.kick(message)

    async def listen(self) -> AsyncGenerator[bytes, None]:
        """Yield tasks, whatever becomes of the broker; who is told to stop ends this first."""
        is_out = False
        try:
            while True:
                try:
                    async with self._connected() as broker, aclosing(broker.listen()) as tasks:
                        if is_out:
                            log.info("broker.available")
                        is_out = False
                        async for task in tasks:
                            yield task
                except Exception as error:  # noqa: BLE001 - a broker's own, of any kind
                    if not is_out:
                        log.warning("broker.unavailable", cause=type(error).__name__)
                    is_out = True
                    await asyncio.sleep(1)
        finally:
            self._drain()

    async def shutdown(self) -> None:
        """End what hangs on it, then the connection."""
        await super().shutdown()
        await self._disconnect()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        if self._connecting is None:
            self._connecting = asyncio.create_task(connect(self._settings))
        connecting = self._connecting
        try:
            yield await asyncio.shield(connecting)  # whoever gives up, others wait for it
        except Exception:
            if connecting is self._connecting:
                await self._disconnect()
            raise

    async def _disconnect(self) -> None:
        connecting, self._connecting = self._connecting, None
        if connecting:
            connecting.cancel()
            with suppress(Exception, asyncio.CancelledError):
                await close(await connecting)
