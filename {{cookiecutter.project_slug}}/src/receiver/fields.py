"""Fields: where in a message a value stands. A provider names them, nobody else parses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from receiver.errors import Malformed
from receiver.messages import Message

LONGEST = 255
"""How many characters an id or an event may have: what every database can index."""


class Field(Protocol):
    """A place in a message that may hold a value."""

    def find(self, message: Message) -> str | None:
        """Return the value, or None where the message does not have it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The value of a header, named as the sender's documentation writes it."""

    name: str
    key: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the name as ASGI has it, once and not a request."""
        object.__setattr__(self, "key", self.name.lower().encode())

    def find(self, message: Message) -> str | None:
        """Return the header's text."""
        value = message.header(self.key)
        return value.decode("latin-1") if value else None


@dataclass(frozen=True, slots=True)
class Json:
    """A string or whole number in the JSON payload, by its dotted path: ``data.id``."""

    path: str

    def find(self, message: Message) -> str | None:
        """Return the value as text; whatever is no string and no whole number counts as absent."""
        value = message.json()
        for name in self.path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) and value else None


@dataclass(frozen=True, slots=True)
class IfJson:
    """What `inner` finds, or nothing where the body is not JSON at all."""

    inner: Json

    def find(self, message: Message) -> str | None:
        """Return the inner field's value."""
        try:
            return self.inner.find(message)
        except Malformed:
            return None


@dataclass(frozen=True, slots=True)
class Joined:
    """Several fields joined by a dot; the first must be there, the others may be."""

    first: Field
    rest: tuple[Field, ...]

    def find(self, message: Message) -> str | None:
        """Return ``first.second``, or ``first`` where there is no second."""
        first = self.first.find(message)
        if first is None:
            return None
        return ".".join([first, *filter(None, (each.find(message) for each in self.rest))])


@dataclass(frozen=True, slots=True)
class BodyDigest:
    """The SHA-256 of the body in hex, for senders that give their deliveries no id."""

    def find(self, message: Message) -> str:
        """Return 64 hex digits."""
        return sha256(message.body).hexdigest()


def find_first(what: str, fields: Iterable[Field], message: Message) -> str:
    """Return the first value that the fields find.

    Raises `Malformed` if there is none, or if it is too long or holds characters that no
    log line or database column could carry (control characters, lone surrogates).
    """
    value = next((found for each in fields if (found := each.find(message)) is not None), None)
    if value is None:
        message_ = f"the delivery has no {what}"
        raise Malformed(message_)
    if len(value) > LONGEST or not value.isprintable():
        message_ = f"the {what} is longer than {LONGEST} characters or not printable"
        raise Malformed(message_)
    return value
