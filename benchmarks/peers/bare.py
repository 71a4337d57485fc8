"""The limit: an ASGI application that reads the body and answers, and does nothing else."""

from typing import Any

START = {"type": "http.response.start", "status": 202, "headers": [(b"content-length", b"0")]}
END = {"type": "http.response.body", "body": b""}


async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has them
    """Read the body and answer."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body", False):
        pass
    await send(START)
    await send(END)
