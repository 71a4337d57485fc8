"""Encodings: how bytes are written as text in a header, and read back strictly."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """A way to write bytes as ASCII. `read` is Python's way back, which lets much pass."""

    name: str
    encode: Callable[[bytes], bytes]
    read: Callable[[bytes], bytes]

    def decode(self, text: bytes) -> bytes:
        """Return the bytes; `ValueError` for any text but the one that they are written as.

        So that no bit of a signature can change: not the case of a hex digit, nor a bit of
        base64's last digit that holds nothing.
        """
        data = self.read(text)
        if text != self.encode(data):
            message = f"is not {self.name} as it is written"
            raise ValueError(message)
        return data


def _to_hex(data: bytes) -> bytes:
    return data.hex().encode()


def _from_hex(text: bytes) -> bytes:
    return bytes.fromhex(text.decode())


HEX = Encoding("hex", _to_hex, _from_hex)
"""Lower-case hex."""
BASE64 = Encoding("base64", b64encode, b64decode)
"""Padded standard base64."""
