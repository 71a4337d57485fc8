"""Processing: ends that come without a handler, or without it being called."""

import pytest
from pydantic import BaseModel

from inboxes import change, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.storage.engine import Database


class Push(BaseModel):
    """A payload that the deliveries here do not have."""

    ref: int


async def test_misfit(database: Database) -> None:
    """A payload that does not fit makes the delivery dead at once, without quoting it."""
    ran = []

    @on("fake")
    async def handle(_delivery: Delivery, _payload: Push) -> None:
        ran.append("handle")

    (key,) = stored(database, body=b'{"ref": "canary"}')
    await processor(database, handle).process(key)
    state, (line,) = look(database)
    assert (State.DEAD, "dead", "ValidationError") == (state, line.outcome, line.cause)
    assert line.message.startswith("the payload does not fit Push: ref: ")
    assert "canary" not in line.message
    assert [] == ran


@pytest.mark.parametrize("event", ["pong", "ping.pong"])
async def test_unhandled(database: Database, event: str) -> None:
    """What no handler is for is unhandled, and waits for somebody to replay it."""

    @on("fake", "ping.ping")
    async def handle(_delivery: Delivery) -> None:
        raise LookupError

    (key,) = stored(database, event=event)
    await processor(database, handle).process(key)
    assert (State.UNHANDLED, []) == look(database)


async def test_handler_that_is_gone(database: Database) -> None:
    """A delivery whose handler was removed before its retry is no longer anybody's."""
    (key,) = stored(database)
    change(database, settled='{"removed": "done"}')
    await processor(database).process(key)
    assert State.UNHANDLED == look(database)[0]


async def test_attempts_that_never_ended(database: Database) -> None:
    """A delivery whose every attempt was cut off, as by a crash, is dead and not run again."""
    ran = []

    @on("fake")
    async def crash(_delivery: Delivery) -> None:
        ran.append("crash")

    (key,) = stored(database)
    change(database, attempts=3)
    await processor(database, crash, attempts=3).process(key)
    state, (line,) = look(database)
    assert (State.DEAD, "Abandoned", []) == (state, line.cause, ran)
