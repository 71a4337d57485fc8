"""The composition root: the one place where the parts of the service meet."""

import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module

import handlers
from receiver import background
from receiver.background.base import Background, Notify
from receiver.choices import nearest
from receiver.discovery import collect, marked
from receiver.errors import SettingsInvalid
from receiver.handling import Handlers
from receiver.observability.metrics import Metrics
from receiver.services import subscriptions
from receiver.services.inbox import Inbox
from receiver.services.keys import Keys
from receiver.services.processor import Processor
from receiver.services.recurring import every
from receiver.services.sources import Sources, configured
from receiver.services.sweeper import Sweeper
from receiver.settings import Settings, variable
from receiver.storage.engine import Database, open_database


@dataclass(frozen=True, slots=True)
class Parts:
    """What the settings decide, before anything is connected or runs."""

    settings: Settings
    sources: Sources
    handlers: Handlers
    strategy: Background
    metrics: Metrics
    keys: Keys


@dataclass(slots=True)
class Running:
    """What runs while the service does."""

    settings: Settings
    sources: Sources
    metrics: Metrics
    database: Database
    inbox: Inbox
    notify: Notify
    stopping: bool = False


def assemble(settings: Settings) -> Parts:
    """Put the parts together; raises `SettingsInvalid` if they do not fit."""
    sources, found = configured(settings), your_handlers()
    subscriptions.check(found, sources)
    return Parts(settings, sources, found, strategy(settings.background), Metrics(), Keys())


def your_handlers() -> Handlers:
    """Import every module of the package `handlers` and return what `@on` marked there."""
    modules = pkgutil.walk_packages(handlers.__path__, "handlers.")
    return collect(marked(import_module(module.name) for module in modules))


def strategy(name: str) -> Background:
    """Return the background strategy of this name, if this project has it."""
    try:
        return background.load(name)
    except KeyError:
        message = (
            f"{variable('background')}: no strategy {name}; {nearest(name, background.names())}"
        )
        raise SettingsInvalid(message) from None


@asynccontextmanager
async def run(parts: Parts) -> AsyncIterator[Running]:
    """Run the service: the inbox open, the strategy and the sweeper at work."""
    settings, metrics = parts.settings, parts.metrics
    with open_database(settings.database_url) as database:
        inbox = Inbox(database, parts.handlers, metrics, settings.commit_timeout)
        processor = Processor(database, parts.handlers, metrics, settings)
        async with (
            every(settings.lease / 3, processor.renew),
            parts.strategy(settings, processor.process) as notify,
            every(settings.sweep_interval, Sweeper(database, notify, metrics).sweep),
        ):
            running = Running(settings, parts.sources, metrics, database, inbox, notify)
            try:
                yield running
            finally:
                running.stopping = True
                processor.stop()
                await parts.keys.close()
