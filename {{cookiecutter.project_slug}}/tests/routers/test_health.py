"""Health: alive is who answers, ready is who could accept a delivery now."""

import asyncio

import pytest
from starlette.testclient import TestClient

from fake import parts
from inboxes import before_commit, disk_full
from receiver import wiring
from receiver.main import create_app
from receiver.routers.health import readyz
from receiver.services.readiness import LASTS


def test_livez() -> None:
    """The process is alive whatever the database does."""
    with TestClient(create_app(parts(database_url="sqlite:////nowhere/at/all.sqlite3"))) as client:
        answer = client.get("/livez")
    assert (200, {"status": "alive"}) == (answer.status_code, answer.json())


def test_ready(database_url: str) -> None:
    """With a database that takes a write the service is ready, for the sources it names."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        answer = client.get("/readyz")
    assert (200, {"status": "ready", "sources": ["fake"]}) == (answer.status_code, answer.json())


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/healthz", "/healthz?max_age=0"])
@pytest.mark.parametrize("url", ["", "sqlite:////nowhere/at/all.sqlite3"])
def test_head(database_url: str, url: str, path: str) -> None:
    """Who asks for the head alone, as some monitors do, hears the same status."""
    with TestClient(create_app(parts(database_url=url or database_url))) as client:
        asked, heard = client.get(path), client.head(path)
    assert (asked.status_code, b"") == (heard.status_code, heard.content)


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all.sqlite3", "sqlite:///without-tables.sqlite3"]
)
def test_not_ready(url: str) -> None:
    """Without its database, or without its tables, the service is not ready, and says why."""
    with TestClient(create_app(parts(database_url=url))) as client:
        answer = client.get("/readyz")
    assert (503, {"status": "unready", "cause": "OperationalError"}) == (
        answer.status_code,
        answer.json(),
    )


async def test_database_gone(database_url: str) -> None:
    """A service whose database fails later is not ready from then on."""
    async with wiring.run(parts(database_url=database_url)) as running:
        assert 200 == (await readyz(running)).status_code
        before_commit(running.database, disk_full)
        await asyncio.sleep(LASTS)
        assert 503 == (await readyz(running)).status_code


async def test_stopping(database_url: str) -> None:
    """A service that is being stopped is not ready: nothing new should be sent to it."""
    async with wiring.run(parts(database_url=database_url)) as running:
        running.stopping = True
        answer = await readyz(running)
    assert (503, b'{"status":"stopping"}') == (answer.status_code, answer.body)
