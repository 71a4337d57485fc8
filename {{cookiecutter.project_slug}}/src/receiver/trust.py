"""Trust: what a source holds a message against, and the options that its owner sets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The live keys of a source, decoded, the newest first, and its options by name.

    `document` is what the URL that a message names for its key yielded, if one was fetched.
    """

    keys: tuple[bytes, ...] = field(default=(), repr=False)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    document: bytes = field(default=b"", repr=False)

    def by(self, key: int) -> "Trust":
        """Return the trust in the key of this index alone."""
        return replace(self, keys=self.keys[key : key + 1])


def text(value: str) -> None:
    """Take any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that a source needs beside its secrets: `RECEIVER_OPTIONS__SOURCE__NAME`.

    `says` is one line for `.env.example`. `example` is a valid value, or empty where a fresh
    random one will do. `check` raises `ValueError` with what is wrong with a value. What
    `identifies` the receiver as a secret would may be given to `receiver verify` as one; what
    only `narrows` which of the signed messages are taken may be left out there.
    """

    name: str
    says: str
    example: str
    check: Callable[[str], None] = text
    required: bool = True
    identifies: bool = False
    narrows: bool = False
