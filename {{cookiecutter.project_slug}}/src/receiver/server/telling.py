"""Telling: what a process without web part answers at a port of its own, if it has one."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from fastapi import APIRouter, FastAPI

from receiver.errors import SettingsInvalid
from receiver.observability.sharing import VARIABLE
from receiver.observability.tracing import FASTAPI
from receiver.settings import variable


class Quiet(uvicorn.Server):
    """A server to which signals mean nothing: they are for the process that it is part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def telling(address: str, running: object, *routers: APIRouter) -> AsyncIterator[None]:
    """Serve routers at an address such as ``0.0.0.0:9000`` while the context is open.

    Processes that count together share it, and any of them answers. The routers find `running`
    in the state of their requests. Raises `SettingsInvalid` if that address cannot be had.
    """
    if not address:
        yield
        return

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, object]]:
        yield {"running": running}

    app = FastAPI(title="Worker", lifespan=lifespan, openapi_url=None, telemetry=FASTAPI)
    for each in routers:
        app.include_router(each)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    server = Quiet(config)
    with _listening(address) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def _listening(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    shared = VARIABLE in os.environ and hasattr(socket, "SO_REUSEPORT")
    try:
        return socket.create_server((host, int(port)), reuse_port=shared)
    except (OSError, OverflowError) as error:
        message = f"{variable('worker_address')}: {address} cannot be had: {error}"
        raise SettingsInvalid(message) from None
