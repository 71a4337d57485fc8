"""A work that remembers what an engine asked of it."""

import asyncio


class Diary:
    """What a worker's service was told, in its order, and the keys that came."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.keys = asyncio.Queue[int]()

    async def open(self) -> None:
        """Begin."""
        self.lines.append("open")

    async def process(self, key: int) -> None:
        """Process a delivery."""
        self.lines.append(f"process {key}")
        self.keys.put_nowait(key)

    def drain(self) -> None:
        """Begin nothing more."""
        self.lines.append("drain")

    async def close(self) -> None:
        """End."""
        self.lines.append("close")


async def nothing(_key: int) -> None:
    """Process nothing."""
