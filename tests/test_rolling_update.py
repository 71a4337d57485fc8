"""An older version, from this repository's own history, beside the one that follows it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import httpx2
import pytest
from alembic import command
from load import Load
from processes import ready, until
from running import run
from servers.children import free_port
from world import World

from receiver.storage.migrations.scripts import config
from receiver.storage.opening import open_database
from tests.baking import ROOT, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDER, SCHEMA = "edf91cc", "0002"
"""The last commit before the schema after that one."""
EACH = 200


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return the project as it was."""
    archive = ["git", "archive", OLDER, SOURCE.name]
    found = subprocess.run(archive, cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        pytest.skip(f"the history here does not reach back to {OLDER}")
    with tarfile.open(fileobj=BytesIO(found.stdout)) as files:
        files.extractall(tmp_path / "older", filter="data")
    return tmp_path / "older" / SOURCE.name


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Yield a place for the newer service, its inbox with the older one's schema."""
    url = f"sqlite:///{tmp_path / 'inbox.sqlite3'}"
    with open_database(url) as database, database.migrating() as connection:
        command.upgrade(config(connection), SCHEMA)
    with httpx2.Client() as client:
        yield World(client, free_port(), url, tmp_path)


@contextmanager
def served(older: Path, world: World) -> Iterator[int]:
    """Run the older service on the same inbox, and yield its port."""
    port = free_port()
    path = os.pathsep.join(str(older / each) for each in ("src", "tests", "tests/e2e"))
    environment = {name: value for name, value in os.environ.items() if "RECEIVER_" not in name} | {
        "PYTHONPATH": path,
        "RECEIVER_DATABASE_URL": world.database_url,
        "FAKE_EFFECTS": str(world.folder / "effects"),
    }
    service = ("-m", "uvicorn", "--factory", "fake_service:app", "--port", str(port))
    quiet = ("--log-level", "warning", "--no-access-log")
    with subprocess.Popen((sys.executable, *service, *quiet), env=environment) as process:
        try:
            until(lambda: ready(f"http://127.0.0.1:{port}"))
            yield port
        finally:
            process.terminate()


def test_both_versions(older: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under load, the inbox is migrated and the newer version joins: no error, and nothing lost."""
    monkeypatch.setenv("RECEIVER_DATABASE_URL", world.database_url)
    with served(older, world) as port, Load(port, senders=4, name="older") as old:
        until(lambda: old.has(EACH))
        assert 0 == run("migrate").exit_code
        monkeypatch.delenv("RECEIVER_DATABASE_URL")
        until(lambda: old.has(2 * EACH))
        with world.service(RECEIVER_LEASE="15"), Load(world.port, deliveries=EACH) as new:
            until(lambda: new.has(EACH))
            old.stop()
            world.settled()
    assert {202} == {*old.answers.statuses(), *new.answers.statuses()}
    assert set() == world.lost({**old.accepted, **new.accepted})
