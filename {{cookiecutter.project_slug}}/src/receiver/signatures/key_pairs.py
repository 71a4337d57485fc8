"""Key pairs for trying out a source whose sender alone has the private key."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyPairs:
    """How to make a key pair of one kind.

    `make` returns a fresh private key in PEM. `public` returns what the receiver of such a
    key's signatures holds, in the form in which it verifies: raw bytes, or a PEM certificate.
    """

    make: Callable[[], bytes]
    public: Callable[[bytes], bytes]
