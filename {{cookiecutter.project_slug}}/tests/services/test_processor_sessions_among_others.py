"""Processing with a session among other handlers: each outcome is written when it is known."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from effects import Effects, ship
from inboxes import change, due_in, look, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.reading import Ledger


@on("fake")
async def succeed(_delivery: Delivery) -> None:
    """Do what was asked."""


@on("fake")
async def fail_once(delivery: Delivery) -> None:
    """Fail in the first attempt."""
    if delivery.attempt == 1:
        raise LookupError


@on("fake")
async def ship_late(delivery: Delivery, session: AsyncSession) -> None:
    """Fail in the first attempt, and write a row in the next."""
    await ship(delivery, session)
    await fail_once(delivery)


def lines(ledger: Ledger) -> list[str]:
    """Return what the ledger says, by the handlers' own names."""
    return [f"{line.handler.rpartition('.')[2]} {line.outcome}" for line in ledger]


@pytest.mark.parametrize("others", [[succeed, ship, fail_once], [fail_once, succeed, ship]])
async def test_who_succeeded_does_not_run_again(effects: Effects, others: list[object]) -> None:
    """When another handler fails, before it or after it, its row is there once."""
    (key,) = stored(effects.database, "a")
    working = effects.processor(*others)  # type: ignore[arg-type]
    await working.process(key)
    state, ledger = look(effects.database)
    assert (State.RETRYING, ["a"]) == (state, effects.rows())
    assert {"succeed done", "ship done", "fail_once failed"} == {*lines(ledger)}
    change(effects.database, state=State.RECEIVED)
    await working.process(key)
    state, ledger = look(effects.database)
    assert (State.DONE, ["a"]) == (state, effects.rows())
    assert 4 == len(ledger)
    assert "fail_once done" == lines(ledger)[-1]


async def test_several_sessions(effects: Effects) -> None:
    """Each handler has a session of its own: what one failed to do does not undo another's."""
    (key,) = stored(effects.database, "a")
    working = effects.processor(ship_late, ship)
    await working.process(key)
    assert (State.RETRYING, ["a"]) == (look(effects.database)[0], effects.rows())
    change(effects.database, state=State.RECEIVED)
    await working.process(key)
    state, ledger = look(effects.database)
    assert ["ship_late failed", "ship done", "ship_late done"] == lines(ledger)
    assert (State.DONE, ["a", "a"]) == (state, effects.rows())


async def test_held_all_the_while(effects: Effects) -> None:
    """After an outcome in the middle the delivery is still held, and its claim renewed."""
    (key,) = stored(effects.database, "a")
    began = asyncio.Event()

    @on("fake")
    async def hang(_delivery: Delivery) -> None:
        began.set()
        await asyncio.Event().wait()

    working = effects.processor(ship, hang, lease=60)
    running = asyncio.create_task(working.process(key))
    await began.wait()
    state, ledger = look(effects.database)
    assert (State.PROCESSING, ["ship done"], ["a"]) == (state, lines(ledger), effects.rows())
    assert due_in(effects.database) > 50
    change(effects.database, due_at=0)
    await working.renew()
    assert due_in(effects.database) > 50
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    change(effects.database, state=State.RECEIVED)
    await effects.processor(ship, succeed).process(key)
    assert (State.DONE, ["a"]) == (look(effects.database)[0], effects.rows())
