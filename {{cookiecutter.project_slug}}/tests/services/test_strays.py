"""Strays: an error that reaches nobody is told, but not in its own words."""

import asyncio
import gc

import pytest
from structlog.testing import capture_logs

from receiver.services.strays import tell_of_strays


async def fail() -> None:
    """Quote a payload."""
    message = "canary"
    raise LookupError(message)


async def test_task(caplog: pytest.LogCaptureFixture) -> None:
    """A task that failed, and that nobody asked for its end, is told with cause and place."""
    tell_of_strays()
    with capture_logs() as logs:
        await asyncio.wait([asyncio.create_task(fail())])
        gc.collect()
    (line,) = logs
    assert ("task.failed", "LookupError") == (line["event"], line["cause"])
    assert line["where"].startswith("test_strays.py:")
    assert "canary" not in f"{logs} {caplog.text}"


async def test_callback(caplog: pytest.LogCaptureFixture) -> None:
    """So is a callback that failed, without what it was called with."""
    tell_of_strays()
    with capture_logs() as logs:
        asyncio.get_running_loop().call_soon(int, "canary")
        await asyncio.sleep(0.01)
    assert ["ValueError"] == [line["cause"] for line in logs]
    assert "canary" not in f"{logs} {caplog.text}"


async def test_no_error() -> None:
    """What is told without an error is told as it is."""
    tell_of_strays()
    with capture_logs() as logs:
        asyncio.get_running_loop().call_exception_handler({"message": "it was destroyed"})
    assert ["it was destroyed"] == [line["reason"] for line in logs]
