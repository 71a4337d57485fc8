"""Guesses: wrong passwords, counted by where they come from, so that nobody has many of them.

Each process counts for itself, and begins anew with it: against guessing a password of sixteen
characters, which the options ask for, a few times five are as good as five.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network

from receiver.console.access.addresses import address_of

MOST = 5
"""Wrong passwords after which a place has to wait."""
SECONDS = 300.0
"""For how long a wrong password counts."""
PLACES = 10_000
"""How many places are remembered; the one that was quiet for longest is forgotten."""


class Guesses:
    """Remembers wrong passwords, of each address or, where somebody has many of these, network."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return in how many seconds the next password is looked at; 0 is now."""
        times = self._recent(place_of(address))
        return times[0] + SECONDS - self._clock() if len(times) >= MOST else 0.0

    def count(self, address: str) -> None:
        """Take note of a wrong password."""
        place = place_of(address)
        self._wrong[place] = [*self._recent(place), self._clock()]
        self._wrong.move_to_end(place)
        if len(self._wrong) > PLACES:
            self._wrong.popitem(last=False)

    def _recent(self, place: str) -> list[float]:
        oldest = self._clock() - SECONDS
        return [each for each in self._wrong.get(place, ()) if each > oldest]


def place_of(address: str) -> str:
    """Return an address, or the network of one in IPv6: who has one of these has all of them."""
    found = address_of(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((int(found), 64), strict=False))
    return address if found is None else str(found)
