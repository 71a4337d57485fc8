"""Listening: uvicorn with our connections, in one process, in several, or in one that reloads."""

import asyncio
import math
import socket
import sys
from contextlib import suppress

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload, Multiprocess

from receiver.observability import hooks, sharing
from receiver.server import garbage
from receiver.server.connections import Connection
from receiver.server.sockets import take_waiting
from receiver.server.systems import LOOP
from receiver.settings import Settings

KEEP_ALIVE = 75
"""Seconds that an idle connection is kept: longer than proxies do (60), so that it is they who
close it, and never we while they send."""


class Config(uvicorn.Config):
    """Imports and makes the app without anybody looking for garbage in it."""

    def load(self) -> None:
        """Load the app; a process that cannot says why, and ends as one that cannot start."""
        try:
            with garbage.ignored():
                super().load()
        except Exception as error:  # noqa: BLE001 - it may be anything in your handlers
            hooks.crashed(type(error), error)
            sys.exit(STARTUP_FAILURE)


class Server(uvicorn.Server):
    """Takes what has connected already before it stops to listen; it would be reset otherwise."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, answer what is on its way, end the app."""
        listening = [each for server in self.servers for each in server.sockets]
        waiting = [each for one in listening for each in take_waiting(one)]
        tasks = [asyncio.create_task(self._serve_accepted(each)) for each in waiting]
        await super().shutdown(sockets)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve_accepted(self, accepted: socket.socket) -> None:
        def protocol() -> Connection:
            return Connection(self.config, self.server_state, self.lifespan.state)

        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(protocol, accepted, ssl=self.config.ssl)


class Workers(Multiprocess):
    """Several processes that share a socket, which is gone when the last of them lets go of it."""

    def terminate_all(self) -> None:
        """Tell all processes to stop; who connects after them shall be refused and not wait."""
        super().terminate_all()
        for each in self.sockets:
            each.close()


def listen(  # noqa: PLR0913 - what the command line offers
    app: str, settings: Settings, *, host: str, port: int, workers: int = 1, reload: bool = False
) -> None:
    """Serve an app, named as ``module:factory``, until a signal ends it."""
    config = Config(
        app,
        factory=True,
        host=host,
        port=port,
        http=Connection,
        loop=LOOP,
        ws="none",
        workers=workers,
        reload=reload,
        reload_dirs=["src"] if reload else None,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing here asks who the client was
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_grace),
    )
    server = Server(config)
    with suppress(KeyboardInterrupt):
        if config.should_reload:
            ChangeReload(config, target=server.run, sockets=[config.bind_socket()]).run()
        elif workers > 1:
            with sharing.together():
                Workers(config, sockets=[config.bind_socket()]).run()
        else:
            server.run()
    if not (server.started or reload or workers > 1):
        sys.exit(STARTUP_FAILURE)
