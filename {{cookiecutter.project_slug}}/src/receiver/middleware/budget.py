"""The budget: how many bytes of bodies one process holds at a time, all requests together.

A body counts as it comes, from its first byte until its request is answered. So nobody gets at
the memory by sending much at once, signed or not.
"""

from receiver.errors import Overloaded

SMALL = 65_536
"""Bytes: bodies up to here may use the whole budget."""


class Budget:
    """So many bytes. The last eighth is for small bodies: a few large ones shut nobody out."""

    def __init__(self, most: int) -> None:
        self.held = 0
        self._most = most
        self._most_for_large = most - most // 8

    def hold(self, size: int, *, large: bool) -> None:
        """Hold so many bytes more; raises `Overloaded` if they are not to be had."""
        if self.held + size > (self._most_for_large if large else self._most):
            message = "too much is being received; send the delivery again"
            raise Overloaded(message)
        self.held += size

    def give_back(self, size: int) -> None:
        """Hold so many bytes less."""
        self.held -= size


class Share:
    """What one request holds of the budget, until it gives it back."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._size = 0

    def take(self, size: int) -> None:
        """Hold so many bytes more; raises `Overloaded` if they are not to be had."""
        self._budget.hold(size, large=self._size + size > SMALL)
        self._size += size

    def give_back(self) -> None:
        """Hold nothing any more."""
        self._budget.give_back(self._size)
        self._size = 0
