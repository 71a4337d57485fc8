"""Fields: how the id and the event of a delivery are made of what stands in the message."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from receiver.errors import Malformed
from receiver.messages import Message

LONGEST = 255
"""How many characters an id or an event may have: what every database can index."""


class Field(Protocol):
    """What may hold a value; a field's own text (`str`) names it for people."""

    def find(self, message: Message) -> str | None:
        """Return the value, or None where the message does not have it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same text for every message, where the sender says nothing."""

    text: str

    def __str__(self) -> str:
        return f"“{self.text}”"

    def find(self, _message: Message) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Read:
    """What a provider's own function reads, which `says` names for people."""

    says: str
    function: Callable[[Message], str | None]

    def __str__(self) -> str:
        return self.says

    def find(self, message: Message) -> str | None:
        """Return what the function finds."""
        return self.function(message)


@dataclass(frozen=True, slots=True)
class BodyDigest:
    """The SHA-256 of the body in hex, for senders that give their deliveries no id."""

    def __str__(self) -> str:
        return "SHA-256 of the body"

    def find(self, message: Message) -> str:
        """Return 64 hex digits."""
        return sha256(message.body).hexdigest()


UNNAMED = Fixed("unknown")
"""The event of a message that names none: it is kept, since a 4xx would make its sender lose it."""


def find_first(what: str, fields: Iterable[Field], message: Message) -> str:
    """Return the first value that the fields find.

    Raises `Malformed` if there is none, or if it is too long or holds characters that no
    log line or database column could carry (control characters, lone surrogates).
    """
    value = find_any(fields, message)
    if value is None:
        message_ = f"the delivery has no {what}"
        raise Malformed(message_)
    if len(value) > LONGEST or not value.isprintable():
        message_ = f"the {what} is longer than {LONGEST} characters or not printable"
        raise Malformed(message_)
    return value


def ordering_of(value: str | None) -> str | None:
    """Return the ordering key that a value makes: itself, or its digest where no index takes it."""
    if value is None or (len(value) <= LONGEST and value.isprintable()):
        return value
    return sha256(value.encode(errors="surrogatepass")).hexdigest()


def find_any(fields: Iterable[Field], message: Message) -> str | None:
    """Return the first value that the fields find, or None."""
    for each in fields:
        if (found := each.find(message)) is not None:
            return found
    return None
