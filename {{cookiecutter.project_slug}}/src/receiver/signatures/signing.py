"""Signing: the sender's half of a scheme, for samples and tests. The service never calls it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from receiver.headers import Bearer, Header, NumberedHeaders
from receiver.messages import Message
from receiver.places import Either, Json, Query
from receiver.signatures.parts import Item
from receiver.signatures.reading import value_of
from receiver.signatures.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Request:
    """A POST as a sender would send it, about `event`."""

    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    event: str = ""

    def message(self) -> Message:
        """Return what arrives."""
        return Message("POST", self.url, encoded(self.headers), self.body)

    def with_headers(self, headers: Mapping[str, str]) -> "Request":
        """Return the request with more headers."""
        return replace(self, headers={**self.headers, **headers})


def sign(scheme: Scheme, request: Request, key: bytes, now: int) -> Request:
    """Return the request with the signature (and its timestamp) that the sender would add.

    `now` is in Unix seconds. Headers that the scheme covers must be there, but for that of
    the timestamp. A signature in the body takes the place of ``{signature}`` there.
    """
    stamp = scheme.timestamp.unit.write(now) if scheme.timestamp else ""
    if scheme.timestamp and isinstance(scheme.timestamp.place, Header):
        request = request.with_headers({scheme.timestamp.place.name: stamp})
    message = request.message()
    items = {each.name: [stamp.encode()] for each in scheme.content if isinstance(each, Item)}
    content = b"".join(value_of(part, message, items) for part in scheme.content)
    signature = (scheme.prefix + scheme.algorithm.sign(key, content)).decode()
    return _placed(scheme, request, _written(scheme, signature, stamp))


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Return headers as ASGI has them: lower-case names, bytes."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _written(scheme: Scheme, signature: str, stamp: str) -> str:
    """Write the signature header in the scheme's grammar."""
    if scheme.items is None:
        return signature
    items = {scheme.items.signature: signature}
    if scheme.timestamp and isinstance(scheme.timestamp.place, Item):
        items = {scheme.timestamp.place.name: stamp, **items}
    equals, separator = scheme.items.equals.decode(), scheme.items.separator.decode()
    return separator.join(f"{name.decode()}{equals}{value}" for name, value in items.items())


def _placed(scheme: Scheme, request: Request, signature: str) -> Request:
    """Put the signature where the scheme's verifier looks for it."""
    place = scheme.place.first if isinstance(scheme.place, Either) else scheme.place
    match place:
        case Header(name):
            return request.with_headers({name: signature})
        case NumberedHeaders(stem):
            return request.with_headers({f"{stem}1": signature})
        case Bearer():
            return request.with_headers({"Authorization": f"Bearer {signature}"})
        case Query(name):
            mark = "&" if "?" in request.url else "?"
            return replace(request, url=f"{request.url}{mark}{name}={quote(signature, safe='')}")
        case Json():
            return replace(request, body=request.body.replace(b"{signature}", signature.encode()))
    message = f"nobody knows how to put a signature in {place}"
    raise TypeError(message)
