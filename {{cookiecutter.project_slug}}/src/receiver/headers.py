"""Headers: those of a message that carry an id, an event, or a signature."""

import re
from dataclasses import dataclass, field

from receiver.messages import Message


@dataclass(frozen=True, slots=True)
class Header:
    """The value of a header, named as the sender's documentation writes it.

    Where a sender uses two names for one header, `alias` is looked for second.
    """

    name: str
    alias: str = ""
    keys: tuple[bytes, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the names as ASGI has them, once and not a request."""
        names = (self.name, self.alias) if self.alias else (self.name,)
        object.__setattr__(self, "keys", tuple(name.lower().encode() for name in names))

    def __str__(self) -> str:
        return f"`{self.name}`"

    def raw(self, message: Message) -> list[bytes]:
        """Return the header's value as it came."""
        for key in self.keys:
            if value := message.header(key):
                return [value]
        return []

    def find(self, message: Message) -> str | None:
        """Return the header's text."""
        values = self.raw(message)
        return values[0].decode("latin-1") if values else None

    def hides(self, name: bytes) -> bool:
        """Say whether this is the header."""
        return name in self.keys


@dataclass(frozen=True, slots=True)
class NumberedHeaders:
    """The values of headers that share a name but for the number at its end, all of them."""

    stem: str

    def __str__(self) -> str:
        return f"`{self.stem}1` …"

    def raw(self, message: Message) -> list[bytes]:
        """Return the value of each header."""
        values = (message.header(name) for name in message.header_names() if self.hides(name))
        return [value for value in values if value]

    def hides(self, name: bytes) -> bool:
        """Say whether this is one of the headers."""
        return bool(re.fullmatch(re.escape(self.stem.lower()).encode() + rb"[0-9]{1,3}", name))


@dataclass(frozen=True, slots=True)
class Bearer:
    """The token of an `Authorization: Bearer` header."""

    def __str__(self) -> str:
        return "`Authorization: Bearer`"

    def raw(self, message: Message) -> list[bytes]:
        """Return the token; the scheme's name is known in any case (RFC 9110, 11.1)."""
        scheme, _, token = (message.header(b"authorization") or b"").partition(b" ")
        return [token.strip(b" ")] if scheme.lower() == b"bearer" and token.strip(b" ") else []

    def hides(self, name: bytes) -> bool:
        """Say whether this is the header."""
        return name == b"authorization"
