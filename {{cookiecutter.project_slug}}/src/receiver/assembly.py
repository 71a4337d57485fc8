"""The assembly: what the settings decide, before anything is connected or runs."""

import pkgutil
import sys
from dataclasses import dataclass, replace
from importlib import import_module

import handlers
from receiver.background.base import Strategy
from receiver.discovery import collect, marked
from receiver.handling import Handlers
from receiver.observability import tracing
from receiver.observability.metrics import Metrics
from receiver.observability.tracing import Opening
from receiver.routers import optional
from receiver.services import strategies, subscriptions
from receiver.services.keys import Keys
from receiver.services.retention import ages_of
from receiver.services.sources import Sources, configured
from receiver.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of which the service is made, be it a web process, a worker or a command."""

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
    return Parts(
        settings=settings,
        sources=sources,
        handlers=found,
        strategy=strategies.chosen(settings),
        metrics=Metrics(),
        keys=Keys(),
        traced=tracing.chosen().opened,
        console=optional.console(settings),
    )


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
