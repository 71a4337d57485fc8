"""Expected: what this process was hinted at and has not come to yet, so that nobody calls it lost.

In a flood hints wait here for longer than deliveries are left to them.
"""

from collections.abc import Sequence

from receiver.background.base import Notify, Process

MOST = 20_000
"""Keys that are remembered; past that the oldest are forgotten."""


class Expected:
    """The keys between `notify` and `process`, each of which goes on to what is given here."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._keys: dict[int, None] = {}

    def __contains__(self, key: object) -> bool:
        """Say whether a delivery waits for its turn."""
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
        """Come to a delivery."""
        self._keys.pop(key, None)
        return await self._process(key)
