"""Recurring work goes on whatever happens, and ends with the service."""

import asyncio

from structlog.testing import capture_logs

from receiver.services.recurring import every


class Work:
    """Work that counts, and fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.done = 0
        self.failures = failures
        self.thrice = asyncio.Event()

    async def __call__(self) -> None:
        """Count."""
        self.done += 1
        if self.done == 3:
            self.thrice.set()
        if self.done <= self.failures:
            message = "canary"
            raise LookupError(message)


async def test_again_and_again() -> None:
    """The work is done at once, and again and again."""
    work = Work()
    async with every(0.001, work), asyncio.timeout(5):
        await work.thrice.wait()


async def test_failures() -> None:
    """A failure is told by its class alone, and is not the end."""
    work = Work(failures=2)
    with capture_logs() as logs:
        async with every(0.001, work), asyncio.timeout(5):
            await work.thrice.wait()
    assert [("recurring.failed", "LookupError")] * 2 == [
        (line["event"], line["cause"]) for line in logs
    ]
    assert "canary" not in str(logs)


async def test_end() -> None:
    """When the context closes, the work is stopped, wherever it is."""
    began, stopped = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async with every(60, work):
        await began.wait()
    assert stopped.is_set()
