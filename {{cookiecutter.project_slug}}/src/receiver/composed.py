"""Composed fields: an id or an event that is made of several values, or of one if it is there."""

from dataclasses import dataclass
from hashlib import sha256

from receiver.errors import Malformed
from receiver.fields import LONGEST, Field
from receiver.messages import Message


@dataclass(frozen=True, slots=True)
class IfJson:
    """What `inner` finds, or nothing where the body is not JSON at all."""

    inner: Field

    def __str__(self) -> str:
        return str(self.inner)

    def find(self, message: Message) -> str | None:
        """Return the inner field's value."""
        try:
            return self.inner.find(message)
        except Malformed:
            return None


@dataclass(frozen=True, slots=True)
class Joined:
    """Several fields joined by a dot; the first must be there, the others may be.

    Where that is too long, as with the URIs of some sources, a digest stands for the others.
    """

    first: Field
    rest: tuple[Field, ...]

    def __str__(self) -> str:
        return " + ".join(str(each) for each in (self.first, *self.rest))

    def find(self, message: Message) -> str | None:
        """Return ``first.second``, or ``first`` where there is no second."""
        first = self.first.find(message)
        if first is None:
            return None
        rest = ".".join(filter(None, (each.find(message) for each in self.rest)))
        if rest and len(f"{first}.{rest}") > LONGEST:
            rest = sha256(rest.encode(errors="surrogatepass")).hexdigest()
        return f"{first}.{rest}" if rest else first


@dataclass(frozen=True, slots=True)
class Together:
    """Several fields joined by a dot, all of which must be there: fewer would not tell apart."""

    parts: tuple[Field, ...]

    def __str__(self) -> str:
        return " + ".join(str(each) for each in self.parts)

    def find(self, message: Message) -> str | None:
        """Return ``first.second.third``, or None."""
        found = [value for each in self.parts if (value := each.find(message))]
        return ".".join(found) if len(found) == len(self.parts) else None
