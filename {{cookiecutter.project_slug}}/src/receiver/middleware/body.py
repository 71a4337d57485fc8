"""The body on the wire: read whole or not at all, and never past the cap."""

from starlette.types import Receive

from receiver.errors import BodyTooLarge
from receiver.middleware.budget import Share


class ClientGone(Exception):
    """The sender hung up before its body was complete."""


def check_length(declared: bytes | None, cap: int) -> None:
    """Refuse a Content-Length past the cap; raises `BodyTooLarge` before anything is read."""
    digits = (declared or b"").lstrip(b"0")
    if digits.isdigit() and (len(digits) > len(str(cap)) or int(digits) > cap):
        raise _too_large(cap)


async def read_body(receive: Receive, cap: int, share: Share | None = None) -> bytes:
    """Return the body, which `share` then holds.

    Raises `BodyTooLarge` as soon as more than `cap` bytes have come, and what `share` raises.
    """
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > cap:
            raise _too_large(cap)
        if share:
            share.take(len(chunk))
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large(cap: int) -> BodyTooLarge:
    detail = f"the body is larger than {cap} bytes"
    return BodyTooLarge(detail)


async def nothing() -> dict[str, object]:
    """Receive, for an app that has nothing to read."""
    return {"type": "http.request", "body": b"", "more_body": False}
