"""Retention: the service prunes by itself, only if its settings ask for it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from fake import parts
from masses import mass
from operating import ADA
from processes import until
from receiver import wiring
from receiver.assembly import assemble
from receiver.errors import SettingsInvalid
from receiver.operations import Act
from receiver.services.plans import Ages
from receiver.services.retention import Retention, ages_of
from receiver.settings import load_settings
from receiver.storage import reading, records
from receiver.storage.engine import Database

OLD = datetime.now(UTC) - timedelta(days=40)


def pruned(database: Database) -> int:
    """Return how many deliveries have no body any more."""
    with database.snapshot() as connection:
        return sum(each.pruned_at is not None for each in reading.newest(connection, 1000))


async def test_run(database: Database) -> None:
    """What is old goes, and the record says who did that."""
    mass(database, 10, age=40)
    await Retention(database, Ages(bodies=30, ids=0)).run()
    assert 10 == pruned(database)
    (found,) = await database.read(records.newest, 5)
    assert (Act.PRUNE, "retention") == (found.act, found.signature.reason)
    assert found.signature.who.startswith("service@")


async def test_nothing_to_do(database: Database) -> None:
    """Where nothing is old, nothing is recorded."""
    mass(database, 10, age=20)
    await Retention(database, Ages(bodies=30, ids=400)).run()
    assert [] == await database.read(records.newest, 5)


async def test_another_is_at_it(database: Database) -> None:
    """While another process prunes, this one leaves it that."""
    mass(database, 10, age=40)
    with database.transaction() as connection:
        at = datetime.now(UTC).timestamp()
        records.begin(connection, Act.PRUNE, ADA, {}, at=at, total=1, ended=True)
    await Retention(database, Ages(bodies=30, ids=0)).run()
    assert 0 == pruned(database)


@pytest.mark.parametrize(("kept", "expected"), [(0.0, 0), (30.0, 10), (50.0, 0)])
async def test_in_the_service(
    database: Database, database_url: str, kept: float, expected: int
) -> None:
    """A service prunes as soon as it runs, if it is to."""
    mass(database, 10, age=40)
    async with wiring.run(parts(database_url=database_url, keep_bodies=kept)):
        await asyncio.to_thread(until, lambda: pruned(database) == expected)
        await asyncio.sleep(0.1)
    assert expected == pruned(database)


@pytest.mark.parametrize(
    ("bodies", "ids", "expected"),
    [("30", "400", (30, 400)), ("12h", "8w", (0.5, 56)), ("30", "0", (30, 0)), ("0", "0", (0, 0))],
)
def test_settings(
    monkeypatch: pytest.MonkeyPatch, bodies: str, ids: str, expected: tuple[float, float]
) -> None:
    """Ages are days, or have a unit; 0 is for ever."""
    monkeypatch.setenv("RECEIVER_KEEP_BODIES", bodies)
    monkeypatch.setenv("RECEIVER_KEEP_IDS", ids)
    ages = ages_of(load_settings())
    assert expected == (ages.bodies, ages.ids)


@pytest.mark.parametrize(
    ("bodies", "ids", "told"),
    [
        ("0", "400", "RECEIVER_KEEP_IDS: ids go after bodies: set RECEIVER_KEEP_BODIES too"),
        ("10", "20", "RECEIVER_KEEP_IDS: 20 days are too short: keep ids for 31 days"),
        ("60", "50", "RECEIVER_KEEP_IDS: 50 days are too short: keep ids for 60 days"),
        ("-1", "0", "RECEIVER_KEEP_BODIES: give a number of days"),
        ("soon", "0", "RECEIVER_KEEP_BODIES: give a number of days"),
    ],
)
def test_mistakes(monkeypatch: pytest.MonkeyPatch, bodies: str, ids: str, told: str) -> None:
    """Ages that cannot be are told, naming the variable, before anything runs."""
    monkeypatch.setenv("RECEIVER_KEEP_BODIES", bodies)
    monkeypatch.setenv("RECEIVER_KEEP_IDS", ids)
    with pytest.raises(SettingsInvalid, match=told):
        assemble(load_settings())
