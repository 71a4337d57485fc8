"""The message: one HTTP request as it came, read strictly and only as far as asked for."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from receiver.deliveries import payload_of
from receiver.errors import Malformed

_UNREAD = object()


class Message:
    """A request with its raw body. Header names are lower-case bytes, as in ASGI.

    A header that stands twice is refused when it is read, so that no two parsers on the
    way can disagree about which of the lines counts.
    """

    __slots__ = ("_headers", "_json", "_repeated", "body", "method", "url")

    def __init__(
        self, method: str, url: str, headers: Iterable[tuple[bytes, bytes]], body: bytes
    ) -> None:
        lines = list(headers)
        self.method = method
        self.url = url
        self.body = body
        self._headers = dict(lines)
        self._repeated = _repeated(lines) if len(lines) != len(self._headers) else frozenset()
        self._json: Any = _UNREAD

    def header(self, name: bytes) -> bytes | None:
        """Return the value of a header, or None; raises `Malformed` if it stands twice."""
        if name in self._repeated:
            message = f"the header {name.decode()} stands more than once"
            raise Malformed(message)
        return self._headers.get(name)

    def content_type(self) -> str:
        """Return the Content-Type or ""; raises `Malformed` if several were sent or folded."""
        value = (self.header(b"content-type") or b"").decode("latin-1")
        if "," in value.partition(";")[0]:
            message = "the header content-type holds more than one media type"
            raise Malformed(message)
        return value

    def headers_except(self, names: frozenset[bytes]) -> Mapping[str, str]:
        """Return the headers as text, without those named."""
        return {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in self._headers.items()
            if name not in names
        }

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the parsed payload, read once; raises `Malformed` if it is not JSON."""
        if self._json is _UNREAD:
            content_type = self.content_type()
            try:
                self._json = json.loads(payload_of(self.body, content_type))
            except (ValueError, RecursionError):
                message = "the body is not JSON that can be read"
                raise Malformed(message) from None
        return self._json


def _repeated(lines: list[tuple[bytes, bytes]]) -> frozenset[bytes]:
    counts = Counter(name for name, _ in lines)
    return frozenset(name for name, count in counts.items() if count > 1)
