"""Connections: HTTP/1.1 as uvicorn speaks it, with limits on how slowly and how much one may send.

uvicorn itself waits for a request for as long as anything comes, and takes a head of any size.
"""

import asyncio
from functools import partial
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from receiver.server.deadlines import Deadline
from receiver.server.endings import Ending
from receiver.server.sockets import is_readable

LARGEST_HEAD = 65_536
"""Bytes that may come with none of a body among them: the head, what stands between chunks."""
PATIENCE = 1.0
"""Seconds for what takes none: the app's own answer, the first byte of somebody who means it."""


class Connection(HttpToolsProtocol):
    """One connection. Each request must be complete `read_timeout` seconds after its first byte.

    The first one counts from the connection on. The app finds the end of that time, on the
    loop's clock, as `read_by` in its state, so as to answer 408 to a slow body: infinity if that
    is complete. A head that is too slow is not answered. Nor may the sender take longer to read
    an answer.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        seconds = app_state["running"].settings.read_timeout
        self._reading = Deadline(self.loop, seconds, self._miss)
        self._writing = Deadline(self.loop, seconds, self._abort)
        self._ending: Ending | None = None
        self._without_body = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._reading.start()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._reading.end()
        self._writing.end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, within the limits."""
        self._reading.start()
        if (ending := self._unread()) and self.cycle.response_complete:
            ending.discard(len(data))
        self._without_body += len(data)
        if not self.transport.is_closing():
            super().data_received(data)
        if self._without_body > LARGEST_HEAD and not self.transport.is_closing():
            self._refuse()

    def on_message_begin(self) -> None:
        """Tell the app until when it may wait for the body."""
        super().on_message_begin()
        self._ending = None
        self._reading.start()
        self.scope["state"]["read_by"] = self._reading.at

    def on_headers_complete(self) -> None:
        """Let the answer end the connection in good order."""
        super().on_headers_complete()
        self._ending = ending = Ending(self.transport, self.loop)
        self.cycle.transport = ending  # type: ignore[assignment]
        self.cycle.on_response = partial(self._complete, ending)

    def on_body(self, body: bytes) -> None:
        """Take note that this was some of the body."""
        self._without_body = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Stop the clock, and tell the app: what time it takes from here on is ours."""
        self._reading.stop()
        self.scope["state"]["read_by"] = self._reading.at
        self._without_body = 0
        super().on_message_complete()
        if self._ending:
            self._ending.complete()

    def pause_writing(self) -> None:
        """Wait for a sender that does not read its answer."""
        self._writing.start()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on writing."""
        self._writing.stop()
        super().resume_writing()

    def shutdown(self) -> None:
        """Close, unless a request is on its way: that is answered first, as the last one."""
        is_idle = self._is_idle()
        if is_idle and self._reading.is_running:
            if not self._without_body:
                self._reading.stop()
                self._reading.start(PATIENCE)
        elif not (is_idle and is_readable(self.transport.get_extra_info("socket"))):
            super().shutdown()

    def _complete(self, ending: Ending) -> None:
        ending.flush()
        self.on_response_complete()

    def _is_idle(self) -> bool:
        """Say whether no request waits for its answer; there is no cycle before the first."""
        return getattr(self.cycle, "response_complete", True)

    def _unread(self) -> Ending | None:
        """Return the ending of a request whose body is not complete, if it is one's turn."""
        return self._ending if self._ending and not self._ending.is_complete else None

    def _refuse(self) -> None:
        if self._unread():
            self._abort()
        else:
            self.send_400_response("The request's head is too large.")

    def _miss(self) -> None:
        if self._is_idle():
            self.transport.close()
        elif ending := self._unread():
            self.loop.call_later(PATIENCE, self._drop, ending)

    def _drop(self, ending: Ending) -> None:
        if ending is self._unread():
            self._abort()

    def _abort(self) -> None:
        self.transport.abort()
