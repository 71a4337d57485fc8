"""The console: the inbox as people see it in a browser, at `/console`.

All of it is in this folder, and a project can be made without. Jinja2 renders it, and a script of
its own looks again while somebody looks. `docs/console.md` says what was weighed instead.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receiver.console.options import Options, options_of
from receiver.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from receiver.services.running import Running

PATH = "/console"


@dataclass(frozen=True, slots=True)
class Console:
    """The console that the settings describe; its packages are imported where it is served."""

    options: Options

    def mount(self, api: "FastAPI") -> None:
        """Serve it below its path, and at that."""
        from receiver.console.app import mount  # noqa: PLC0415 - a worker does without

        mount(api)

    @asynccontextmanager
    async def open(self, running: "Running") -> AsyncIterator[Mapping[str, object]]:
        """Yield what its pages find in the state of their requests: a desk with all they need."""
        from receiver.console.desk import opened  # noqa: PLC0415 - a worker does without

        async with opened(running, self.options) as desk:
            yield {"console": desk}


def made(settings: Settings) -> Console:
    """Return the console; raises `SettingsInvalid` with a line for each wrong option."""
    return Console(options_of(settings))
