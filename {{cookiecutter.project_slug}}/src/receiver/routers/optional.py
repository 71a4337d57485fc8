"""Optional routers: what a project may have been made without, found when the settings ask for it.

Until then nothing of it is imported.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from receiver.errors import SettingsInvalid
from receiver.settings import Settings, variable

if TYPE_CHECKING:
    from fastapi import FastAPI

    from receiver.services.running import Running


CONSOLE = "receiver.console"


class Pages(Protocol):
    """Pages beside the service's own, and what works for them as long as the service runs."""

    def mount(self, api: "FastAPI") -> None:
        """Put the pages where they are to be found."""

    def open(self, running: "Running") -> AbstractAsyncContextManager[Mapping[str, object]]:
        """Work for the pages while the context is open; yields more of their requests' state."""


def console(settings: Settings, package: str = CONSOLE) -> Pages | None:
    """Return the console, None if nobody is let in; raises `SettingsInvalid` for wrong options."""
    if not settings.console:
        return None
    if find_spec(package) is None:
        names = ", ".join(variable("console", name) for name in sorted(settings.console))
        message = f"{names}: this project was made without the console; remove what sets it"
        raise SettingsInvalid(message)
    made: Pages = import_module(package).made(settings)
    return made


@asynccontextmanager
async def opened(pages: Pages | None, running: "Running") -> AsyncIterator[Mapping[str, object]]:
    """Open the pages, if there are any."""
    if pages is None:
        yield {}
        return
    async with pages.open(running) as state:
        yield state
