"""What a group commit writes with: it tells its batches, and can be held up and made to fail."""

import asyncio
from collections.abc import Sequence


class Writer:
    """Remembers batches; waits while `open` is not set, and raises while there is an error."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.began = asyncio.Event()
        self.error: Exception | None = None

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        """Return each item's double."""
        self.batches.append(list(items))
        self.began.set()
        await self.open.wait()
        if self.error:
            raise self.error
        return [2 * item for item in items]
