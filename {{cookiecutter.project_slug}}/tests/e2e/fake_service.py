"""The real service with the fake provider, for uvicorn: handlers that leave traces in a file."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event
from starlette.types import ASGIApp

import careless
import fatal
import in_order
import leaky
from fake import parts
from fake_sources import sources
from receiver import Delivery, on
from receiver.assembly import Parts
from receiver.background.base import Strategy
from receiver.main import create_app
from receiver.observability import logging
from receiver.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from receiver.background.base import Notify, Process
    from receiver.settings import Settings

EFFECTS = "FAKE_EFFECTS"
HANG = "FAKE_HANG"
DROP_HINTS = "FAKE_DROP_HINTS"
ALSO = "FAKE_ALSO"
"""One more event that this process has a handler for, as if that had been added."""
FAIL = "FAKE_FAIL"
"""A file that makes a handler fail, while there is one."""
SLOW = "FAKE_SLOW"
"""A file that holds how many seconds each commit takes, while there is one."""


@on("fake", "ping")
async def leave_trace(delivery: Delivery) -> None:
    """Append the delivery's id to the file of effects, unless this process is to hang."""
    if HANG in os.environ:
        await asyncio.to_thread(Path(os.environ[HANG]).touch)
        await asyncio.Event().wait()
    await asyncio.to_thread(append, delivery.id)


@on("fake", "slow")
async def take_a_second(delivery: Delivery) -> None:
    """Append the delivery's id after a second."""
    await asyncio.sleep(1)
    await asyncio.to_thread(append, delivery.id)


@on("fake", "fragile")
async def fail_while_told(delivery: Delivery) -> None:
    """Append the delivery's id, or that it failed."""
    fails = await asyncio.to_thread(Path(os.environ[FAIL]).exists)
    await asyncio.to_thread(append, f"{delivery.id}-failed" if fails else delivery.id)
    if fails:
        raise ConnectionError


async def handle_also(delivery: Delivery) -> None:
    """Append the delivery's id."""
    await asyncio.to_thread(append, delivery.id)


HANDLERS: tuple[Callable[..., Any], ...] = (
    *(leave_trace, take_a_second, fail_while_told),
    *in_order.HANDLERS,
    *leaky.HANDLERS,
    *careless.HANDLERS,
    *fatal.HANDLERS,
)


def append(delivery_id: str) -> None:
    """Write one line, which is one effect."""
    with Path(os.environ[EFFECTS]).open("a") as effects:
        effects.write(f"{delivery_id}\n")


@asynccontextmanager
async def nobody(_settings: "Settings", _process: "Process") -> "AsyncIterator[Notify]":
    """Be a background strategy that loses every hint."""

    async def lose(_keys: "Sequence[int]") -> None:
        return

    yield lose


def linger(connection: Connection) -> None:
    """Wait before a writer's commit, as long as the file says."""
    slow = Path(os.environ[SLOW])
    if slow.exists() and not connection.get_execution_options().get("reads"):
        time.sleep(float(slow.read_text() or 0))


def app() -> ASGIApp:
    """Return the application, with the settings of the environment."""
    return create_app(service())


def service() -> Parts:
    """Return the parts of the service, as the environment wants them."""
    if SLOW in os.environ:
        event.listen(Engine, "commit", linger)
    given = load_settings().model_dump(exclude_unset=True)
    handlers = [*HANDLERS]
    if ALSO in os.environ:
        handlers.append(on("fake", os.environ[ALSO])(handle_also))
    built = parts(handlers, sources=sources(), **given)
    logging.configure(built.settings)
    lossy = bool(os.environ.get(DROP_HINTS))
    return replace(built, strategy=Strategy(open=nobody)) if lossy else built
