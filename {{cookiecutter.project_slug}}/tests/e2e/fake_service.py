"""The real service with the fake provider, for uvicorn: handlers that leave traces in a file."""

import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from fake import parts
from receiver import Delivery, on
from receiver.main import create_app
from receiver.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from receiver.background.base import Notify, Process
    from receiver.settings import Settings

EFFECTS = "FAKE_EFFECTS"
HANG = "FAKE_HANG"
DROP_HINTS = "FAKE_DROP_HINTS"


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


def app() -> FastAPI:
    """Return the application, with the settings of the environment."""
    given = load_settings().model_dump(exclude_unset=True)
    built = parts([leave_trace, take_a_second], **given)
    return create_app(replace(built, strategy=nobody) if os.environ.get(DROP_HINTS) else built)
