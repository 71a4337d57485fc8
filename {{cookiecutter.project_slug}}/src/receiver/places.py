"""Places: where in a message, beside its headers, a single value stands.

A place gives its value as text (`find`), for ids and events, and as the bytes that came
(`raw`), for signatures. Both raise `Malformed` where the message cannot be read.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from receiver.messages import Message


class Place(Protocol):
    """Where signatures stand; a place's own text (`str`) names it for people."""

    def raw(self, message: Message) -> list[bytes]:
        """Return the values as they came, none where there is none."""

    def hides(self, name: bytes) -> bool:
        """Say whether the header of this name holds such a value, and so is never stored."""


@dataclass(frozen=True, slots=True)
class Json:
    """A string or whole number in the JSON payload, by its dotted path: ``items.0.id``."""

    path: str

    def __str__(self) -> str:
        return f"JSON `{self.path}`"

    def find(self, message: Message) -> str | None:
        """Return the value as text; whatever is no string and no whole number counts as absent."""
        return self.within(message.json())

    def within(self, value: Any) -> str | None:  # noqa: ANN401 - JSON is anything
        """Return what stands at the path in a parsed payload, as `find` does."""
        for name in self.path.split("."):
            value = _member(value, name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) and value else None

    def raw(self, message: Message) -> list[bytes]:
        """Return the value in UTF-8."""
        value = self.find(message)
        return [] if value is None else [value.encode(errors="surrogatepass")]

    def hides(self, _name: bytes) -> bool:
        """Say no: it is no header."""
        return False


def _member(value: Any, name: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a member of an object by its name or of an array by its number, or None."""
    if isinstance(value, list) and name.isdecimal():
        return next(iter(value[int(name) :]), None)
    return value.get(name) if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Form:
    """The value of a form's field that stands there once."""

    name: str

    def __str__(self) -> str:
        return f"form `{self.name}`"

    def find(self, message: Message) -> str | None:
        """Return the field's text; a field that is repeated or empty counts as absent."""
        values = [value for name, value in message.form() if name == self.name]
        return values[0] if len(values) == 1 and values[0] else None


@dataclass(frozen=True, slots=True)
class Query:
    """The value of a parameter in the URL's query that stands there once."""

    name: str

    def __str__(self) -> str:
        return f"`?{self.name}=`"

    def find(self, message: Message) -> str | None:
        """Return the parameter's text; one that is repeated or empty counts as absent."""
        values = [value for name, value in message.query() if name == self.name]
        return values[0] if len(values) == 1 and values[0] else None

    def raw(self, message: Message) -> list[bytes]:
        """Return the value in UTF-8."""
        value = self.find(message)
        return [] if value is None else [value.encode(errors="surrogateescape")]

    def hides(self, _name: bytes) -> bool:
        """Say no: it is no header."""
        return False


@dataclass(frozen=True, slots=True)
class Either:
    """Two places of which a sender uses one: the first that holds a value counts."""

    first: Place
    second: Place

    def __str__(self) -> str:
        return f"{self.first} or {self.second}"

    def raw(self, message: Message) -> list[bytes]:
        """Return the values of the first place, or else those of the second."""
        return self.first.raw(message) or self.second.raw(message)

    def hides(self, name: bytes) -> bool:
        """Say whether one of the two is that header."""
        return self.first.hides(name) or self.second.hides(name)
