"""The budget of all bodies together: what one request holds no other can, until it is over."""

import asyncio
from collections.abc import Sequence

import pytest

from behind import NOW, Behind
from fake import signed
from receiver.deliveries import Delivery
from receiver.errors import Overloaded
from receiver.handshakes import Reply
from receiver.middleware.budget import SMALL, Budget, Share
from wire import Exchange

CAP = 100_000
BODY = b" " * (CAP - 2) + b"{}"


class Held(Behind):
    """Holds deliveries up that got past the middleware: before their answer, or after it."""

    def __init__(self, *, after: bool = False) -> None:
        super().__init__(body_cap=CAP, bodies_cap=1024)
        self.began = asyncio.Semaphore(0)
        self.may_end = asyncio.Event()
        self._after = after

    async def accept(
        self, deliveries: tuple[Delivery, ...], running: object
    ) -> tuple[Reply, Sequence[int]]:
        """Accept, at once or when it may be."""
        if not self._after:
            await self._hold()
        return await super().accept(deliveries, running)

    async def notify(self, _keys: Sequence[int]) -> None:
        """Go on until the end."""
        await self._hold()

    async def _hold(self) -> None:
        self.began.release()
        await self.may_end.wait()

    async def sent(self, body: bytes = BODY) -> Exchange:
        """Send a body in chunks."""
        chunks = [body[n : n + 1000] for n in range(0, len(body), 1000)]
        return await self.get(chunks=chunks, headers=signed(body, now=NOW))


def test_give_and_take() -> None:
    """What was taken is held, and what was given back can be taken again, down to the last byte."""
    budget = Budget(1000)
    first, second = Share(budget), Share(budget)
    first.take(400)
    second.take(600)
    with pytest.raises(Overloaded, match="send the delivery again"):
        first.take(1)
    second.give_back()
    second.give_back()
    assert 400 == budget.held
    first.take(600)
    first.give_back()
    assert 0 == budget.held


def test_small_bodies() -> None:
    """Large bodies do not get at the last eighth, so that small ones still do."""
    budget = Budget(80 * SMALL)
    large, small = Share(budget), Share(budget)
    for _ in range(70):
        large.take(SMALL)
    with pytest.raises(Overloaded):
        large.take(1)
    small.take(SMALL)
    with pytest.raises(Overloaded):
        small.take(1)


async def test_overloaded() -> None:
    """Past the budget a delivery is refused for now; the connection ends with the answer."""
    held = Held()
    async with asyncio.timeout(5):
        busy = asyncio.create_task(held.sent())
        await held.began.acquire()
        refused = await held.sent()
        small = asyncio.create_task(held.sent(b"{}"))
        await held.began.acquire()
        held.may_end.set()
        assert [202, 202] == [(await each).status for each in (busy, small)]
        assert 202 == (await held.sent()).status
    told = (refused.status, refused.header("retry-after"), refused.header("connection"))
    assert (503, "5", "close") == told
    assert 1.0 == held.counted("webhook_rejected_total", source="fake", reason="overloaded")


async def test_given_back_with_the_answer() -> None:
    """What goes on after the answer holds nothing of the budget."""
    held = Held(after=True)
    async with asyncio.timeout(5):
        requests = []
        for _ in range(5):
            requests.append(asyncio.create_task(held.sent()))
            await held.began.acquire()
        held.may_end.set()
        assert [202] * 5 == [(await each).status for each in requests]


@pytest.mark.parametrize("chunks", [[BODY[:90_000], None], [BODY, BODY], [BODY[:-2]]])
async def test_given_back_by_who_fails(chunks: list[bytes | None]) -> None:
    """Who hangs up, sends too much or is refused gives back what it held."""
    held = Held(after=True)
    held.may_end.set()
    for _ in range(5):
        await held.get(chunks=chunks, headers=signed(BODY, now=NOW))
    assert 202 == (await held.sent()).status


async def test_given_back_by_who_is_cancelled() -> None:
    """So does a request that is cancelled in the middle of its body."""
    held = Held(after=True)
    held.may_end.set()
    for _ in range(5):
        reading = held.get(chunks=[BODY[:90_000]], headers=signed(BODY, now=NOW), more=True)
        request = asyncio.create_task(reading)
        await asyncio.sleep(0.01)
        request.cancel()
        await asyncio.wait([request])
    assert 202 == (await held.sent()).status
