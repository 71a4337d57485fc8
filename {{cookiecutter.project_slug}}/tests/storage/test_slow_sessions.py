"""Slow sessions: what becomes of deliveries that arrive meanwhile, where one writes at a time."""

import asyncio

import pytest
from structlog.testing import capture_logs

from effects import INSERT, Effects
from fake import delivery
from receiver.discovery import collect
from receiver.errors import Unavailable
from receiver.observability.metrics import Metrics
from receiver.services.inbox import Inbox


async def test_slow_session(effects: Effects) -> None:
    """A session that takes its time has deliveries refused in time: sent again, none is lost."""
    accepting = Inbox(effects.database, collect([]), Metrics(), timeout=0.3)
    waits = effects.database.turn is not None
    async with effects.sessions.open() as opened:
        await opened.session.execute(INSERT, {"delivery": "a"})
        answered = await asyncio.gather(accepting.accept(delivery("a")), return_exceptions=True)
        assert [Unavailable if waits else list] == [type(each) for each in answered]
    (receipt,) = await accepting.accept(delivery("a"))
    assert "duplicate" == receipt.outcome


@pytest.mark.parametrize(("seconds", "told"), [(0.0, 0), (1.1, 1)])
async def test_owner_is_told(effects: Effects, seconds: float, told: int) -> None:
    """A session that others had to wait for, for long, is in the log."""
    with capture_logs() as logs:
        async with effects.sessions.open() as opened:
            await opened.session.execute(INSERT, {"delivery": "a"})
            await asyncio.sleep(seconds)
    expected = ["session.held_the_database"] * told if effects.database.turn else []
    assert expected == [each["event"] for each in logs]
