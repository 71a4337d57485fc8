"""Endings: an answer on its way, and how a connection is closed whose sender is still sending.

Closed at once, the answer could be lost: what arrives at a closed connection is answered with
a reset, which may overtake it, and proxies then tell a 502 of their own.
https://www.rfc-editor.org/rfc/rfc9112#section-9.6-6

An answer's head waits for the first of its body, so that they leave together: a system call, and
often a packet, less for each delivery.
"""

import asyncio

LARGEST_REST = 1_048_576
"""Bytes of a body that are thrown away after its answer."""
CONTINUE = b"HTTP/1.1 100 "
LONGEST_REST = 2.0
"""Seconds that this may take where the connection ends with the answer."""


class Ending:
    """The transport as the answer to one request sees it: closing waits for the request's end."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.is_closing = transport.is_closing
        self.is_due = False
        self.is_complete = False
        self._transport = transport
        self._loop = loop
        self._rest = 0
        self._head: bytes | None = None

    def write(self, data: bytes) -> None:
        """Write some of the answer; its head with what follows."""
        if self._head is None and not data.startswith(CONTINUE):
            self._head = data
        elif self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data)
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Write what is left, of an answer that has no body."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Tell the sender that nothing comes any more; close when it is done, or too slow."""
        self.flush()
        if self.is_complete or not self._transport.can_write_eof():
            self._transport.close()
        else:
            self.is_due = True
            self._transport.write_eof()
            self._loop.call_later(LONGEST_REST, self._transport.abort)

    def complete(self) -> None:
        """Take note that the whole request has come."""
        self.is_complete = True
        if self.is_due:
            self._transport.close()

    def discard(self, size: int) -> None:
        """Take note of so many bytes that came after the answer, and were thrown away."""
        self._rest += size
        if self._rest > LARGEST_REST:
            self._transport.abort()
