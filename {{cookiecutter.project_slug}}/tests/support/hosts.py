"""Hosts on the internet, as far as keys come from there: what they answer, what they are asked."""

import asyncio
from collections.abc import Callable, Mapping

import httpx2

from receiver.services.keys import Keys


class Hosts:
    """Answers with a document, a status, or an error, by URL; 404 for any other.

    While `open` is not set every request waits.
    """

    def __init__(self, answers: Mapping[str, bytes | int | Exception] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[httpx2.Request] = []
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request, and remember it."""
        self.asked.append(request)
        await self.open.wait()
        found = self.answers.get(str(request.url), 404)
        if isinstance(found, Exception):
            raise found
        status, body = (found, b"") if isinstance(found, int) else (200, found)
        return httpx2.Response(status, stream=httpx2.ByteStream(body))

    @property
    def urls(self) -> list[str]:
        """Return the URLs that were asked for, in their order."""
        return [str(each.url) for each in self.asked]

    def keys(self, clock: Callable[[], float] = lambda: 0.0) -> Keys:
        """Return keys that are fetched from here."""
        return Keys(httpx2.MockTransport(self), clock)
