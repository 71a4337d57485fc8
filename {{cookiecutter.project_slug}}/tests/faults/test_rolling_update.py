"""While versions are exchanged one by one, the older one works with the newer one's schema."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx2
import pytest
from alembic import command

from load import Load
from older import SCHEMA, Older
from processes import until
from proof import Proof
from receiver.storage.migrations import VERSIONS, Standing, standing
from receiver.storage.migrations.scripts import config
from receiver.storage.opening import open_database
from running import run
from sabotage import execute
from servers.children import free_port
from world import World

LIMIT = 2.5
PATIENCE = 300.0
NEXT = (
    "ALTER TABLE deliveries ADD COLUMN colour TEXT",
    "CREATE INDEX next_colours ON deliveries (source, colour) WHERE colour IS NOT NULL",
    "CREATE TABLE nexts (key BIGINT PRIMARY KEY, delivery_key BIGINT REFERENCES deliveries (key))",
    f"UPDATE {VERSIONS} SET version_num = 'next'",  # noqa: S608 - a name of ours
)
"""A migration that no version has yet, of the only sort that there may be: it adds."""


@pytest.fixture
def behind(empty_url: str, tmp_path: Path) -> Iterator[World]:
    """A place for a service, its inbox with the schema of an older version."""
    with open_database(empty_url) as database, database.migrating() as connection:
        command.upgrade(config(connection), SCHEMA)
    with httpx2.Client() as client:
        yield World(client, free_port(), empty_url, tmp_path)


def migrate(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run `receiver migrate`."""
    monkeypatch.setenv("RECEIVER_DATABASE_URL", world.database_url)
    assert 0 == run("migrate").exit_code
    monkeypatch.delenv("RECEIVER_DATABASE_URL")


@pytest.mark.fault(42, "an older version works on while this one migrates, and beside it")
def test_older(behind: World, proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither has an error, nobody waits long, and each delivery is handled once, by either."""
    deliveries = proof.of(50, 2_000)
    with Older(behind.database_url, behind.folder / "effects") as older:
        _more(older.accepted, deliveries)
        migrate(behind, monkeypatch)
        _more(older.accepted, deliveries)
        with behind.service(RECEIVER_LEASE="15"):
            with Load(behind.port, deliveries=deliveries, senders=2) as load:
                until(lambda: load.has(deliveries), PATIENCE)
            older.stop()
            behind.settled(PATIENCE)
    accepted = {**older.accepted, **load.accepted}
    proof.figure(f"{len(older.errors)} errors in {len(accepted):,}, slowest {older.slowest:.2f} s")
    assert [] == older.errors
    assert {202} == set(load.answers.statuses())
    assert older.slowest < LIMIT
    assert set() == behind.lost(accepted)
    assert Counter(accepted.keys()) == behind.effects()


@pytest.mark.fault(42, "this version works on while a newer one migrates, and after it")
def test_newer(world: World, proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that run already, and such that are started late, work with the newer schema."""
    deliveries = proof.of(50, 2_000)
    with world.service(RECEIVER_LEASE="15"), Load(world.port, senders=4) as load:
        _more(load.accepted, deliveries)
        execute(world, *NEXT)
        _more(load.accepted, deliveries)
        late = world.beside()
        with late.service(RECEIVER_LEASE="15"), Load(late.port, senders=2, name="late") as other:
            _more(other.accepted, deliveries)
            load.stop()
        migrate(world, monkeypatch)
        world.settled(PATIENCE)
    accepted, told = {**load.accepted, **other.accepted}, load.answers.statuses()
    errors = {**told, **other.answers.statuses()}.keys() - {202}
    proof.figure(f"{len(errors)} errors in {len(accepted):,}, {load.answers}")
    assert set() == errors
    assert Counter(accepted.keys()) == world.effects()
    assert set() == world.lost(accepted)
    with open_database(world.database_url) as database, database.snapshot() as connection:
        assert Standing.NEWER == standing(connection)


def _more(accepted: dict[str, bytes], deliveries: int) -> None:
    """Wait until so many more are accepted."""
    enough = len(accepted) + deliveries
    has: Callable[[], bool] = partial(lambda: len(accepted) >= enough)
    until(has, PATIENCE)
