"""The strategy that the settings choose, once it is clear that it can work as they are."""

from collections.abc import Sequence

from receiver import background
from receiver.background.base import Engine, Strategy
from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.server.engines import MODULE
from receiver.settings import Settings, variable
from receiver.storage import databases


def chosen(settings: Settings) -> Strategy:
    """Return the background strategy; raises `SettingsInvalid` with what it lacks."""
    strategy = named(settings.background)
    if strategy.engine and strategy.engine.brokers:
        _check_broker(settings, strategy.engine)
    if strategy.jobs and not _opens(strategy.jobs.database, settings.database_url):
        kind = strategy.jobs.database
        message = (
            f"{variable('database_url')}: {settings.background} keeps its jobs beside the "
            f"deliveries, in {kind}: set {kind}://…, or another {variable('background')}"
        )
        raise SettingsInvalid(message)
    return strategy


def worker_of(
    settings: Settings, module: str = "receiver.worker", arguments: Sequence[str] = ()
) -> Sequence[str]:
    """Return the arguments of `python -m` that run a worker: an engine's command, or our own.

    `module` has the app for an engine, and is what runs without one; `arguments` are an engine's.
    """
    engine = named(settings.background).engine
    if engine is None:
        return [module]
    return [MODULE, *engine.command(settings, f"{module}:app"), *arguments]


def named(name: str) -> Strategy:
    """Return the background strategy of this name, if this project has it."""
    try:
        return background.load(name)
    except KeyError:
        message = (
            f"{variable('background')}: no strategy {name}; {nearest(name, background.names())}"
        )
        raise SettingsInvalid(message) from None


def _check_broker(settings: Settings, engine: Engine) -> None:
    known = {_scheme(each) for each in engine.brokers}
    if _scheme(settings.broker_url) in known | {f"{each}s" for each in known}:  # s: over TLS
        return
    given = f"no {_scheme(settings.broker_url)} broker" if settings.broker_url else "no broker"
    message = (
        f"{variable('broker_url')}: {given} for {settings.background}; "
        f"for example {' or '.join(engine.brokers)}"
    )
    raise SettingsInvalid(message)


def _opens(database: str, url: str) -> bool:
    try:
        return databases.opened_by(_scheme(url).partition("+")[0]) == databases.load(database)
    except KeyError:
        return False


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower()
