"""What each signal begins, before the server hears of it."""

import asyncio
import signal
from types import FrameType

import pytest

from receiver.server.stopping import Stop, stopped_by_signals

TERM, INT = signal.SIGTERM, signal.SIGINT


class Heard:
    """A service and its server, which write down what they are told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def announce(self) -> None:
        """Be no longer ready."""
        self.told.append("announce")

    def drain(self) -> None:
        """Begin nothing more."""
        self.told.append("drain")

    def cut_off(self) -> None:
        """End now."""
        self.told.append("cut off")

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Be the server."""
        self.told.append(number)

    def stop(self, delay: float) -> Stop:
        """Return what hears signals for both."""
        stop = Stop(delay, {TERM: self.handle, INT: self.handle})
        stop.service = self
        return stop


@pytest.mark.parametrize(
    ("delay", "signals", "expected"),
    [
        (60, [TERM], ["announce"]),
        (60, [INT], ["announce", "drain", INT]),
        (0, [TERM], ["announce", "drain", TERM]),
        (60, [TERM, TERM], ["announce", "announce", "drain", TERM]),
        (60, [TERM, INT], ["announce", "announce", "drain", INT]),
        (60, [INT, INT], ["announce", "drain", INT, "cut off", INT]),
        (60, [TERM, INT, TERM], ["announce", "announce", "drain", INT, "cut off", TERM]),
    ],
)
async def test_signals(delay: float, signals: list[int], expected: list[object]) -> None:
    """SIGTERM is announced first; SIGINT and a second signal are not; a third ends the grace."""
    heard = Heard()
    stop = heard.stop(delay)
    for each in signals:
        stop.hear(each, None)
    assert expected == heard.told


async def test_delay() -> None:
    """When the delay is over the server hears of the signal, once."""
    heard = Heard()
    heard.stop(0.05).hear(TERM, None)
    await asyncio.sleep(0.3)
    assert ["announce", "announce", "drain", TERM] == heard.told


async def test_before_the_start() -> None:
    """Before there is a service the server hears of signals at once, and after it again."""
    heard = Heard()
    before = signal.signal(TERM, heard.handle)
    try:
        with stopped_by_signals(60) as stop:
            signal.raise_signal(TERM)
            await asyncio.sleep(0.1)
            stop.service = heard
            signal.raise_signal(TERM)
            await asyncio.sleep(0.1)
        signal.raise_signal(TERM)
    finally:
        signal.signal(TERM, before)
    assert [TERM, "announce", TERM] == heard.told


async def test_in_a_thread() -> None:
    """Beside the main thread, as under a test client, signals are nobody's."""

    async def hear() -> None:
        with stopped_by_signals(60):
            pass

    await asyncio.to_thread(asyncio.run, hear())


async def test_nobody_waits() -> None:
    """A signal that Python does not handle is left to the system."""
    before = signal.signal(TERM, signal.SIG_IGN)
    try:
        with stopped_by_signals(60):
            assert signal.SIG_IGN == signal.getsignal(TERM)
    finally:
        signal.signal(TERM, before)
