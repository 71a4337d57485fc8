"""The wire: requests sent to an ASGI app chunk by chunk, without a server and its own opinions."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from receiver.signatures.signing import encoded

PATIENCE = 5
"""Seconds after which an app that waits for what will never come has failed its test."""


@dataclass
class Exchange:
    """What went over the wire: how many chunks were pulled, and what was answered."""

    pulled: int = 0
    status: int | None = None
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Return a header of the answer."""
        return dict(self.headers).get(name.encode(), b"").decode() or None

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the answer's body parsed."""
        return json.loads(self.body)


def request(path: str, method: str, headers: Iterable[tuple[bytes, bytes]]) -> Scope:
    """Return the scope of a request."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers),
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 80),
    }


async def exchange(  # noqa: PLR0913 - a request has that many parts
    app: ASGIApp,
    path: str = "/webhooks/fake",
    chunks: Iterable[bytes | None] = (b"{}",),
    *,
    method: str = "POST",
    headers: Mapping[str, str] | Iterable[tuple[bytes, bytes]] = (),
    more: bool = False,
    **scope: Any,  # noqa: ANN401 - any member of a scope
) -> Exchange:
    """Send a request in chunks and return what came of it; None is a sender that hangs up.

    After the last chunk nothing comes, so that whoever asks for more waits for ever; with
    `more` it is promised.
    """
    done = Exchange()
    messages = iter(_messages(list(chunks), more=more))

    async def receive() -> Message:
        message = next(messages, None)
        if message is None:
            await asyncio.Event().wait()
        done.pulled += 1
        return message or {}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            done.status, done.headers = message["status"], list(message["headers"])
        done.body += message.get("body", b"")

    lines = encoded(headers) if isinstance(headers, Mapping) else headers
    async with asyncio.timeout(PATIENCE):
        await app({**request(path, method, lines), **scope}, receive, send)
    return done


def _messages(chunks: list[bytes | None], *, more: bool) -> list[Message]:
    """Return ASGI's messages of a body."""
    return [
        {"type": "http.disconnect"}
        if chunk is None
        else {"type": "http.request", "body": chunk, "more_body": more or number < len(chunks)}
        for number, chunk in enumerate(chunks, start=1)
    ]
