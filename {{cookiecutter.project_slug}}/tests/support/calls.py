"""A handler whose calls are held up, and end when a test says so."""

import asyncio

from receiver import Delivery, on


class Calls:
    """The calls of a handler: each ends when its event is set."""

    def __init__(self) -> None:
        self.ends: list[asyncio.Event] = []
        self.began = asyncio.Queue[None]()

        @on("fake")
        async def handle(_delivery: Delivery) -> None:
            self.ends.append(asyncio.Event())
            self.began.put_nowait(None)
            await self.ends[-1].wait()

        self.handler = handle
