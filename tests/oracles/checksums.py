"""CRC-32 is no cryptography: bodies that have the checksum of another body."""

from __future__ import annotations

from typing import TypeAlias
from zlib import crc32

Change: TypeAlias = tuple[int, int]
"""What a change of the body does to the checksum, and the places that change, as bits."""


def with_checksum_of(genuine: bytes, forged: bytes) -> bytes:
    """Return `forged` with some `x` in upper case, so that it has the CRC-32 of `genuine`.

    Which ones is a system of linear equations, solved a bit of the checksum at a time.
    """
    basis: dict[int, Change] = {}
    for place in (place for place, byte in enumerate(forged) if byte == ord("x")):
        effect = crc32(_raised(forged, 1 << place)) ^ crc32(forged)
        change = _reduced((effect, 1 << place), basis)
        if change[0]:
            basis[change[0].bit_length()] = change
    _, places = _reduced((crc32(forged) ^ crc32(genuine), 0), basis)
    return _raised(forged, places)


def _raised(body: bytes, places: int) -> bytes:
    return bytes(byte ^ 32 * (places >> place & 1) for place, byte in enumerate(body))


def _reduced(change: Change, basis: dict[int, Change]) -> Change:
    effect, places = change
    while effect and (other := basis.get(effect.bit_length())):
        effect, places = effect ^ other[0], places ^ other[1]
    return effect, places
