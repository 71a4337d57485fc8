"""What of a request its signature is or covers, piece by piece, each of which can be exchanged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from receiver.headers import Bearer, Header, NumberedHeaders
from receiver.messages import Message
from receiver.places import Either, Json, Place, Query
from receiver.signatures.parts import Body, Method, Part, Url
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, encoded

BEARER = b"Bearer "
"""Its case and the spaces after it mean nothing (RFC 9110, 11.1), so it stays as it is."""


@dataclass(frozen=True)
class Piece:
    """A piece of a request: its bytes, and the message that has other bytes there."""

    name: str
    value: bytes
    put: Callable[[bytes], Message]


def pieces(scheme: Scheme, request: Request) -> list[Piece]:
    """Return each piece that takes part, once."""
    timestamp = [scheme.timestamp.place] if scheme.timestamp else []
    parts = [scheme.place, *scheme.content, *timestamp]
    return list({each.name: each for part in parts for each in _pieces(part, request)}.values())


def flipped(data: bytes) -> Iterator[bytes]:
    """Yield `data` with each one of its bits flipped in turn."""
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def _pieces(part: Part | Place, request: Request) -> Iterator[Piece]:
    match part:
        case Either(first):
            yield from _pieces(first, request)
        case Body():
            yield Piece("body", request.body, lambda new: replace(request, body=new).message())
        case Url():
            yield Piece("URL", request.url.encode(), lambda new: _at(request, new))
        case Method():
            yield Piece("method", b"POST", lambda new: _sent_by(new, request))
        case Json():
            yield Piece(str(part), _value(part, request), _in_body(part, request))
        case Query():
            yield Piece(str(part), _value(part, request), _in_query(part, request))
        case Header() | NumberedHeaders() | Bearer():
            yield from _headers(part, request)


def _value(part: Json | Query, request: Request) -> bytes:
    return part.raw(request.message())[0]


def _headers(part: Place, request: Request) -> Iterator[Piece]:
    for name, value in encoded(request.headers):
        if part.hides(name):
            kept = BEARER if value.startswith(BEARER) else b""
            yield Piece(name.decode(), value.removeprefix(kept), _in_header(name, kept, request))


def _in_header(name: bytes, kept: bytes, request: Request) -> Callable[[bytes], Message]:
    others = [line for line in encoded(request.headers) if line[0] != name]
    return lambda new: Message("POST", request.url, [*others, (name, kept + new)], request.body)


def _in_body(part: Json, request: Request) -> Callable[[bytes], Message]:
    before, after = request.body.split(_value(part, request), 1)
    return lambda new: replace(request, body=before + new + after).message()


def _in_query(part: Query, request: Request) -> Callable[[bytes], Message]:
    before, after = request.url.encode().split(quote(_value(part, request), safe="").encode())
    return lambda new: _at(request, before + quote(new, safe="").encode() + after)


def _at(request: Request, url: bytes) -> Message:
    return replace(request, url=url.decode(errors="surrogateescape")).message()


def _sent_by(method: bytes, request: Request) -> Message:
    message = request.message()
    message.method = method.decode("latin-1")
    return message
