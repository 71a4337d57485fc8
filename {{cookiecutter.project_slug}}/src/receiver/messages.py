"""The message: one HTTP request as it came, read strictly and only as far as asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from receiver import jsons
from receiver.deliveries import payload_of
from receiver.errors import Malformed

_UNREAD = object()
MOST_FIELDS = 1000
"""How many fields a form or a query may have."""


class Message:
    """A request with its raw body. Header names are lower-case bytes, as in ASGI.

    `url` is the whole public URL as the sender knows it, as far as the receiver does, and
    `request_id` what the log calls the request, None where there is no log. A header that stands
    twice is refused when it is read, so that no two parsers on the way can disagree about which
    of the lines counts.
    """

    __slots__ = ("_headers", "_json", "_repeated", "body", "method", "request_id", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: Iterable[tuple[bytes, bytes]],
        body: bytes,
        request_id: str | None = None,
    ) -> None:
        lines = list(headers)
        self.method = method
        self.url = url
        self.body = body
        self.request_id = request_id
        self._headers = dict(lines)
        self._repeated = _repeated(lines) if len(lines) != len(self._headers) else frozenset()
        self._json: Any = _UNREAD

    def header(self, name: bytes) -> bytes | None:
        """Return the value of a header, or None; raises `Malformed` if it stands twice."""
        if name in self._repeated:
            message = f"the header {name.decode()} stands more than once"
            raise Malformed(message)
        return self._headers.get(name)

    def only(self, name: bytes) -> bytes | None:
        """Return the value of a header that stands once, None for any other."""
        return None if name in self._repeated else self._headers.get(name)

    def header_names(self) -> Iterable[bytes]:
        """Return the names of the headers, each once."""
        return self._headers.keys()

    def content_type(self) -> str:
        """Return the Content-Type or ""; raises `Malformed` if several were sent or folded."""
        value = (self.header(b"content-type") or b"").decode("latin-1")
        if "," in value.partition(";")[0]:
            message = "the header content-type holds more than one media type"
            raise Malformed(message)
        return value

    def with_body(self, body: bytes) -> "Message":
        """Return a message that has the same head, and another body."""
        return Message(self.method, self.url, self._headers.items(), body, self.request_id)

    def headers(self, named: Callable[[bytes], str]) -> Mapping[str, str]:
        """Return the headers as text, by the names that `named` gives them: no name, no header."""
        return {
            name: value.decode("latin-1")
            for key, value in self._headers.items()
            if (name := named(key))
        }

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the parsed payload, read once; raises `Malformed` if it is not JSON."""
        if self._json is _UNREAD:
            content_type = self.content_type()
            try:
                self._json = jsons.read(payload_of(self.body, content_type))
            except (ValueError, RecursionError):
                message = "the body is not JSON that can be read"
                raise Malformed(message) from None
        return self._json

    def form(self) -> list[tuple[str, str]]:
        """Return the body's form fields in their order, repeated and empty ones included."""
        return _fields(self.body.decode(errors="surrogateescape"))

    def query(self) -> list[tuple[str, str]]:
        """Return the parameters of the URL's query in their order."""
        return _fields(self.url.partition("#")[0].partition("?")[2])


def _fields(encoded: str) -> list[tuple[str, str]]:
    """Return the fields of a form; bytes that are no UTF-8 come back as they went in."""
    try:
        return parse_qsl(
            encoded,
            keep_blank_values=True,
            errors="surrogateescape",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        message = f"the form or the query has more than {MOST_FIELDS} fields"
        raise Malformed(message) from None


def _repeated(lines: list[tuple[bytes, bytes]]) -> frozenset[bytes]:
    counts = Counter(name for name, _ in lines)
    return frozenset(name for name, count in counts.items() if count > 1)
