"""Outbound: the few requests that verification makes, bounded in time and size, to known hosts.

No redirect is followed. Who calls says which URLs those are.
"""

import asyncio
from collections.abc import Mapping

import httpx2

TIMEOUT = 3.0
"""Seconds: senders wait longer for an answer."""
LARGEST = 65_536
"""Bytes: a chain of certificates has a tenth of that."""


class Outbound:
    """An HTTP client that is made when it is first needed: most services never do.

    A whole request may take `timeout` seconds.
    """

    def __init__(
        self, transport: httpx2.AsyncBaseTransport | None = None, timeout: float = TIMEOUT
    ) -> None:
        self._transport = transport
        self._timeout = timeout
        self._client: httpx2.AsyncClient | None = None

    async def download(self, url: str) -> bytes:
        """Return what a URL yields: a 200 of at most `LARGEST` bytes, in time.

        Raises `OSError`, or a subclass, for anything else.
        """
        plain, document = {"Accept-Encoding": "identity"}, b""
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._open().stream("GET", url, headers=plain) as answer,
            ):
                async for chunk in answer.aiter_raw():
                    document += chunk
                    if len(document) > LARGEST:
                        break
        except httpx2.HTTPError as error:
            raise OSError(type(error).__name__) from error
        if answer.status_code != httpx2.codes.OK or len(document) > LARGEST:
            message = f"answers {answer.status_code} with {len(document)} bytes"
            raise OSError(message)
        return document

    async def post(self, url: str, form: Mapping[str, str]) -> None:
        """Send a form; raises `OSError` unless the answer, which is not read, is a 2xx in time."""
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._open().stream("POST", url, data=dict(form)) as answer,
            ):
                answer.raise_for_status()
        except httpx2.HTTPError as error:
            raise OSError(type(error).__name__) from error

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client:
            await client.aclose()

    def _open(self) -> httpx2.AsyncClient:
        self._client = self._client or httpx2.AsyncClient(
            transport=self._transport, timeout=self._timeout, follow_redirects=False
        )
        return self._client
