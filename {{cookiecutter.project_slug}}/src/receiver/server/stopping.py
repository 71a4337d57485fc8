"""Stopping: what a signal begins, in an order in which nobody is cut off.

At first the service only says that it is about to go (`announce`): whoever routes deliveries
looks away meanwhile. Then it takes no more (`drain`) and the server is told, whichever it is.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol, TypeAlias

import structlog

log = structlog.get_logger()

SIGNALS = (signal.SIGTERM, signal.SIGINT)

Handler: TypeAlias = Callable[[int, FrameType | None], Any]


class Service(Protocol):
    """What is to be stopped. All of it may be called more than once."""

    def announce(self) -> None:
        """Be no longer ready, and go on."""

    def drain(self) -> None:
        """Begin nothing more, and cut off after the grace what is not done."""

    def cut_off(self) -> None:
        """Cut that off now."""


class Stop:
    """What was heard so far and is done about it: signals are passed on when it is time.

    SIGTERM is when `delay` seconds have gone by, SIGINT at once, and so is the second signal;
    the one after that ends the grace.
    """

    def __init__(self, delay: float, meant_for: Mapping[int, Handler]) -> None:
        self.service: Service | None = None
        self._delay = delay
        self._meant_for = meant_for
        self._leaving: asyncio.TimerHandle | None = None
        self._has_left = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Take a signal."""
        if self.service is None:
            self._meant_for[number](number, frame)
        elif self._has_left:
            self.service.cut_off()
            self._meant_for[number](number, frame)
        elif self._leaving is None and number == signal.SIGTERM and self._delay > 0:
            log.info("service.told_to_stop", seconds=self._delay)
            self.service.announce()
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(self._delay, self._leave, self.service, number, frame)
        else:
            self._leave(self.service, number, frame)

    def _leave(self, service: Service, number: int, frame: FrameType | None) -> None:
        if self._leaving:
            self._leaving.cancel()
        self._has_left = True
        service.announce()
        service.drain()
        self._meant_for[number](number, frame)


@contextmanager
def stopped_by_signals(delay: float) -> Iterator[Stop]:
    """Hear signals first, while the context is open, and then let the server have them.

    Where signals are not Python's, or no server waits for them, there is nothing to hear.
    """
    meant_for: dict[int, Handler] = {}
    if threading.current_thread() is threading.main_thread():
        found = {int(each): signal.getsignal(each) for each in SIGNALS}
        meant_for = {each: handler for each, handler in found.items() if callable(handler)}
    stop, loop = Stop(delay, meant_for), asyncio.get_running_loop()
    for each in meant_for:
        signal.signal(each, lambda *heard: loop.call_soon_threadsafe(stop.hear, *heard))
    try:
        yield stop
    finally:
        for each, handler in meant_for.items():
            signal.signal(each, handler)
