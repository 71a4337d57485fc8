"""Handlers that hang, in the event loop and in a thread: they cost their delivery, and no slot."""

import asyncio
import threading

import pytest

from fake import delivery
from inboxes import look
from neighbours import Neighbours
from processes import PATIENCE
from proof import Proof
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database
from serving import accept, serving, settled

TIMEOUT, WORKERS = 0.2, 2
END = ("failed", "TimeoutError", f"no end after {TIMEOUT:g} s")


@pytest.mark.fault(33, "handlers hang, async and in threads, more of them than there are workers")
async def test_hanging(database: Database, database_url: str, proof: Proof) -> None:
    """Each is cut off at its timeout, its attempt is recorded, and its slot is free again."""
    hung, cancelled, let_go = proof.of(4, 100), [], threading.Event()

    @on("fake", "async", timeout=TIMEOUT, attempts=2)
    async def hang(delivery: Delivery) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(delivery.id)

    @on("fake", "sync", timeout=TIMEOUT, attempts=2)
    def hang_in_a_thread(_delivery: Delivery) -> None:
        let_go.wait(PATIENCE + hung)

    names = [(f"{event}-{number}", event) for number in range(hung) for event in ("async", "sync")]
    neighbours, handlers = Neighbours(), (hang, hang_in_a_thread)
    async with (
        asyncio.timeout(PATIENCE + hung),
        serving(database_url, *handlers, neighbours.handler(), workers=WORKERS) as running,
    ):
        keys = await accept(running, *(delivery(name, event=event) for name, event in names))
        waited = await neighbours.slowest(running, "beside", 2)
        await settled(running)
    let_go.set()
    lines = [line for key in keys for line in look(database, key)[1]]
    longest = max(line.duration for line in lines)
    proof.figure(
        f"{len(lines)} attempts on {WORKERS} workers cut off at {TIMEOUT} s, {longest:.2f} s at "
        f"most; the others waited {waited:.1f} s"
    )
    assert {State.DEAD} == {look(database, key)[0] for key in keys}
    assert sorted(2 * [name for name, event in names if event == "async"]) == sorted(cancelled)
    assert 4 * hung == len(lines)
    assert {END} == {(line.outcome, line.cause, line.message) for line in lines}
    assert TIMEOUT <= min(line.duration for line in lines)
    assert longest < TIMEOUT + 1
