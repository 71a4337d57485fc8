"""Keys that senders publish: fetched from their own hosts, checked, and kept for a while.

Which URL may be fetched is the provider's to say. What cannot be had is our trouble, not the
sender's: `KeyUnavailable` makes it try again.
"""

import asyncio
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import structlog

from receiver.errors import KeyUnavailable
from receiver.handshakes import Confirmation
from receiver.services.documents import Documents

if TYPE_CHECKING:
    import httpx2

    from receiver.services.outbound import Outbound

AT_ONCE = 4
"""How many documents may be on their way."""

Check: TypeAlias = Callable[[bytes, float], None]
log = structlog.get_logger()


class Keys:
    """Fetches documents by URL, each once for all who wait for it."""

    def __init__(
        self,
        transport: "httpx2.AsyncBaseTransport | None" = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._kept = Documents(clock)
        self._under_way: dict[str, asyncio.Task[bytes]] = {}

    async def document(self, url: str, check: Check, *, renewed: bool = False) -> bytes:
        """Return what stands at a URL, once `check` has let it pass.

        With `renewed` it is fetched again, unless that was tried within the last minute.
        Raises `KeyUnavailable`.
        """
        document = self._kept.find(url, renewed=renewed)
        if document is None:
            document = await asyncio.shield(self._under_way.get(url) or self._start(url, check))
        if not document:
            message = "the sender's key could not be fetched; send the delivery again"
            raise KeyUnavailable(message)
        return document

    async def confirm(self, confirmation: Confirmation) -> None:
        """Send a confirmation to the sender; raises `KeyUnavailable` unless it is taken."""
        try:
            await self._outbound.post(confirmation.url, confirmation.form)
        except OSError as error:
            log.warning("handshake.unconfirmed", cause=str(error) or "timeout")
            message = "the handshake could not be confirmed; ask again"
            raise KeyUnavailable(message) from None

    async def close(self) -> None:
        """Let go of connections, and of what is under way."""
        for task in self._under_way.values():
            task.cancel()
        if "_outbound" in vars(self):
            await self._outbound.close()

    @cached_property
    def _outbound(self) -> "Outbound":
        from receiver.services.outbound import Outbound  # noqa: PLC0415 - few senders publish keys

        return Outbound(self._transport)

    def _start(self, url: str, check: Check) -> asyncio.Task[bytes]:
        if len(self._under_way) >= AT_ONCE:
            message = "too many keys are being fetched; send the delivery again"
            raise KeyUnavailable(message)
        task = asyncio.create_task(self._fetch(url, check))
        self._under_way[url] = task
        task.add_done_callback(lambda _: self._under_way.pop(url, None))
        return task

    async def _fetch(self, url: str, check: Check) -> bytes:
        """Return what a URL yields and keep it; both are empty for what is no key."""
        try:
            document = await self._outbound.download(url)
            check(document, time.time())
        except (OSError, ValueError) as error:
            log.warning(
                "key.unavailable", host=urlsplit(url).hostname, cause=str(error) or "timeout"
            )
            document = b""
        self._kept.keep(url, document)
        return document
