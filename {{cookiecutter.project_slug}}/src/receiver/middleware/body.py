"""The body on the wire: read whole or not at all, and never past the cap."""

from starlette.types import Receive

from receiver.errors import BodyTooLarge


class ClientGone(Exception):
    """The sender hung up before its body was complete."""


async def read_body(receive: Receive, cap: int) -> bytes:
    """Return the body; raises `BodyTooLarge` as soon as more than `cap` bytes have come."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > cap:
            detail = f"the body is larger than {cap} bytes"
            raise BodyTooLarge(detail)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


async def nothing() -> dict[str, object]:
    """Receive, for an app that has nothing to read."""
    return {"type": "http.request", "body": b"", "more_body": False}
