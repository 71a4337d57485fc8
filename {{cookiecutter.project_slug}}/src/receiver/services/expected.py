"""Expected: what this process was hinted at and has not done yet, so that nobody calls it lost.

In a flood hints wait here for longer than deliveries are left to them.
"""

from collections.abc import Sequence

from receiver.background.base import Notify, Process

MOST = 20_000
"""Keys that are remembered; past that the oldest are forgotten."""


class Expected:
    """The keys from `notify` to the end of `process`; each goes on to what is given here."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._keys: dict[int, None] = {}

    def __contains__(self, key: object) -> bool:
        """Say whether a delivery waits for its turn, or has it."""
        return key in self._keys

    def told(self, notify: Notify) -> Notify:
        """Return a notifier that remembers what it is given."""

        async def remember(keys: Sequence[int]) -> None:
            self._keys.update(dict.fromkeys(keys))
            for _ in range(len(self._keys) - MOST):
                del self._keys[next(iter(self._keys))]
            await notify(keys)

        return remember

    async def process(self, key: int) -> int | None:
        """Come to a delivery, which is expected until that has ended: a claim takes a moment."""
        try:
            return await self._process(key)
        finally:
            self._keys.pop(key, None)
