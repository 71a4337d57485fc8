"""The composition root: the one place where the parts of the service meet."""

import pkgutil
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module

from sqlalchemy.ext.asyncio import AsyncSession

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
from receiver.services.readiness import Readiness
from receiver.services.recurring import every
from receiver.services.retention import ages_of, retaining
from receiver.services.running import Running
from receiver.services.sources import Sources, configured
from receiver.services.strays import tell_of_strays
from receiver.services.sweeper import Sweeper
from receiver.settings import Settings, variable
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from receiver.storage.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Parts:
    """What the settings decide, before anything is connected or runs."""

    settings: Settings
    sources: Sources
    handlers: Handlers
    strategy: Background
    metrics: Metrics
    keys: Keys


def assemble(settings: Settings) -> Parts:
    """Put the parts together; raises `SettingsInvalid` if they do not fit."""
    sources, found = configured(settings), your_handlers()
    subscriptions.check(found, sources)
    ages_of(settings)
    return Parts(settings, sources, found, strategy(settings.background), Metrics(), Keys())


def your_handlers() -> Handlers:
    """Import every module of the package `handlers` and return what `@on` marked there."""
    names = [each.name for each in pkgutil.walk_packages(handlers.__path__, "handlers.")]
    found = [each for each in names if not each.startswith("handlers.migrations")]
    return collect(marked(map(import_module, found)), AsyncSession)


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
    tell_of_strays()
    with open_database(settings.database_url) as database:
        inbox = Inbox(database, parts.handlers, metrics, settings.commit_timeout)
        sessions = Sessions(database)
        processor = Processor(database, sessions, parts.handlers, metrics, settings)
        async with (
            aclosing(sessions),
            every(settings.lease / 3, processor.renew),
            parts.strategy(settings, processor.process) as notify,
            sweeping(database, settings, processor, notify, metrics) as sweeper,
            retaining(settings),
        ):
            readiness = Readiness(database, settings.commit_timeout)
            running = Running(
                settings,
                parts.sources,
                metrics,
                database,
                inbox,
                notify,
                readiness,
                processor,
                sweeper,
            )
            try:
                yield running
            finally:
                running.announce()
                running.drain()
                await parts.keys.close()


@asynccontextmanager
async def sweeping(
    database: Database, settings: Settings, processor: Processor, notify: Notify, metrics: Metrics
) -> AsyncIterator[Sweeper]:
    """Run the sweeper."""
    sweeper = Sweeper(database, processor.renew, notify, metrics)
    async with every(settings.sweep_interval, sweeper.sweep):
        yield sweeper
