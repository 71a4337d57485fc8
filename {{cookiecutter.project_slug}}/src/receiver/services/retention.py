"""Retention: the service prunes by itself, if its settings say for how long what is kept."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from receiver.errors import SettingsInvalid
from receiver.operations import Act, Signature
from receiver.services.plans import Ages, look_ahead
from receiver.services.pruning import prune
from receiver.services.recurring import every
from receiver.settings import Settings, variable
from receiver.storage import records
from receiver.storage.engine import Database
from receiver.storage.opening import open_database

INTERVAL = 600.0
"""Seconds after which the service looks for what has become old."""
QUIET = 60.0
"""Seconds without a step after which another process no longer counts as being at it."""
LEAST_IDS = 31.0
"""Days: some senders try for a month, and what they send again has to be known as such."""

log = structlog.get_logger()


def ages_of(settings: Settings) -> Ages:
    """Return for how long the settings have what kept; raises `SettingsInvalid`."""
    ages = Ages(bodies=settings.keep_bodies, ids=settings.keep_ids)
    if ages.ids and not ages.bodies:
        message = f"{variable('keep_ids')}: ids go after bodies: set {variable('keep_bodies')} too"
        raise SettingsInvalid(message)
    if wrong := mistake(ages):
        message = f"{variable('keep_ids')}: {wrong}"
        raise SettingsInvalid(message)
    return ages


def mistake(ages: Ages) -> str | None:
    """Return what is wrong with how long ids are kept, if anything is."""
    least = max(LEAST_IDS, ages.bodies)
    if not ages.ids or ages.ids >= least:
        return None
    return (
        f"{ages.ids:g} days are too short: keep ids for {least:g} days or more, as long as bodies "
        "and as senders go on trying, or what they send again is taken for new"
    )


class Retention:
    """Prunes what is older than its ages; in any number of processes at once."""

    def __init__(self, database: Database, ages: Ages) -> None:
        self._database = database
        self._ages = ages

    async def run(self) -> None:
        """Prune, unless another process is at it."""
        if await self._database.read(records.active, (Act.PRUNE, Act.FORGET), QUIET):
            return
        plan = await look_ahead(self._database, self._ages)
        signature = Signature(who=f"service@{socket.gethostname()}", reason="retention")
        for each in await prune(self._database, plan, signature):
            log.info("retention.done", act=str(each.act), deliveries=each.done)


@asynccontextmanager
async def retaining(settings: Settings) -> AsyncIterator[None]:
    """Prune now and then until the context closes, if the settings ask for it."""
    ages = ages_of(settings)
    if not ages.bodies:
        yield
        return
    with open_database(settings.database_url, unhurried=True) as database:
        async with every(INTERVAL, Retention(database, ages).run):
            yield
