"""The composition root: the one place where the parts of the service meet."""

import pkgutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

import structlog

import handlers
from receiver.background.base import Notify, Strategy
from receiver.discovery import collect, marked
from receiver.handling import Handlers
from receiver.observability import tracing
from receiver.observability.beginnings import begin
from receiver.observability.metrics import Metrics
from receiver.observability.tracing import Opening
from receiver.routers import optional
from receiver.services import strategies, subscriptions
from receiver.services.backlog import Backlog
from receiver.services.counting import Counting
from receiver.services.expected import Expected
from receiver.services.hints import hinting
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
from receiver.settings import Settings
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from receiver.storage.sessions import Sessions

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the settings decide, before anything is connected or runs."""

    settings: Settings
    sources: Sources
    handlers: Handlers
    strategy: Strategy
    metrics: Metrics
    keys: Keys
    traced: Opening = tracing.untraced
    console: optional.Pages | None = None

    @property
    def only_receives(self) -> bool:
        """Say whether others handle what this process stores: an engine's workers, or our own."""
        return self.strategy.engine is not None or self.settings.workers == 0

    @property
    def hints(self) -> bool:
        """Say whether anybody hears of a delivery at once; else it waits for somebody's sweep."""
        return self.strategy.engine is not None or self.settings.workers > 0


def assemble(settings: Settings) -> Parts:
    """Put the parts together; raises `SettingsInvalid` if they do not fit."""
    sources, found = configured(settings), your_handlers()
    subscriptions.check(found, sources)
    ages_of(settings)
    strategy, traced = strategies.chosen(settings), tracing.chosen().opened
    console = optional.console(settings)
    return Parts(settings, sources, found, strategy, Metrics(), Keys(), traced, console)


def of_a_worker(parts: Parts) -> Parts:
    """Return the parts as an engine's worker has them: what it finds due, it handles itself."""
    settings = parts.settings.model_copy(update={"workers": max(1, parts.settings.workers)})
    return replace(parts, settings=settings, strategy=strategies.named("inprocess"))


def your_handlers() -> Handlers:
    """Import every module of the package `handlers` and return what `@on` marked there."""
    names = [each.name for each in pkgutil.walk_packages(handlers.__path__, "handlers.")]
    found = [each for each in names if not each.startswith("handlers.migrations")]
    functions = marked(map(import_module, found))
    return collect(functions, session_type())


def session_type() -> type | None:
    """Return the type by which handlers ask for a session, if one of them has imported it."""
    imported = sys.modules.get("sqlalchemy.ext.asyncio")
    return getattr(imported, "AsyncSession", None)


@asynccontextmanager
async def run(parts: Parts) -> AsyncIterator[Running]:
    """Run the service: the inbox open, the strategy and the sweeper at work."""
    settings, metrics = parts.settings, parts.metrics
    secrets = {name: len(each.trust.keys) for name, each in parts.sources.items()}
    begin(metrics, secrets, (each.name for each in parts.handlers.all))
    tell_of_strays()
    with parts.traced() as spans, open_database(settings.database_url) as database:
        inbox = inbox_of(parts, database)
        sessions = Sessions(database)
        processor = Processor(
            database,
            sessions,
            parts.handlers,
            metrics,
            settings,
            courtesy=inbox.let_senders_first,
            spans=spans,
        )
        expected = Expected(processor.process)
        async with (
            aclosing(sessions),
            every(settings.lease / 3, processor.renew),
            notifying(parts, expected) as notify,
            sweeping(database, parts, processor, notify, expected) as sweeper,
            retaining(settings),
        ):
            running = Running(
                settings,
                parts.sources,
                metrics,
                database,
                inbox,
                notify,
                Readiness(database, settings.commit_timeout),
                Backlog(database, settings.commit_timeout),
                processor,
                sweeper,
                spans,
                Counting(database),
            )
            log.info("process.started", handles=not parts.only_receives)
            try:
                yield running
            finally:
                running.announce()
                running.drain()
                await parts.keys.close()
    log.info("process.stopped")


def inbox_of(parts: Parts, database: Database) -> Inbox:
    """Return the inbox; a strategy with jobs hints in the transaction that stores a delivery."""
    jobs, settings = parts.strategy.jobs, parts.settings
    return Inbox(
        database,
        parts.handlers,
        parts.metrics,
        settings.commit_timeout,
        hint=partial(jobs.hint, settings) if jobs else None,
        grace=HINT_GRACE if parts.hints else 0.0,
    )


async def nobody(_keys: Sequence[int]) -> None:
    """Need no hint."""


@asynccontextmanager
async def notifying(parts: Parts, expected: Expected) -> AsyncIterator[Notify]:
    """Run the strategy; an engine's broker is not allowed to hold anything up."""
    strategy = parts.strategy
    if strategy.open is None or not parts.hints:
        yield nobody
        return
    async with strategy.open(parts.settings, expected.process) as notify:
        if strategy.engine is None:
            yield expected.told(notify)
            return
        async with hinting(notify, parts.metrics) as bounded:
            yield bounded


@asynccontextmanager
async def sweeping(
    database: Database, parts: Parts, processor: Processor, notify: Notify, expected: Expected
) -> AsyncIterator[Sweeper]:
    """Run the sweeper, where deliveries are handled."""
    sweeper = Sweeper(database, processor.renew, notify, parts.metrics, expected)
    if parts.only_receives:
        sweeper.stop()
    async with every(parts.settings.sweep_interval, sweeper.sweep):
        yield sweeper
