"""`/healthz`: healthy is where nothing that was accepted waits for too long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from fake import parts
from inboxes import change, stored
from receiver.deliveries import State
from receiver.main import create_app
from receiver.storage.engine import Database


@pytest.fixture
def since() -> datetime:
    """When it came, of what has waited for a quarter of an hour."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=900)


@contextmanager
def asked(database_url: str) -> Iterator[TestClient]:
    """Yield who asks a service that handles nothing."""
    with TestClient(create_app(parts(database_url=database_url, workers=0))) as client:
        yield client


def test_nothing_waits(database: Database, database_url: str, since: datetime) -> None:
    """An inbox in which all is settled is healthy, however old that is."""
    stored(database, received_at=since)
    change(database, state=State.DEAD)
    with asked(database_url) as client:
        answer = client.get("/healthz")
    told = {"status": "healthy", "max_age": 600, "oldest": None}
    assert (200, told) == (answer.status_code, answer.json())


@pytest.mark.parametrize(
    ("max_age", "status"), [("", 503), ("?max_age=890", 503), ("?max_age=1000", 200)]
)
def test_oldest(
    database: Database, database_url: str, since: datetime, max_age: str, status: int
) -> None:
    """Who is behind says with which delivery, and since when it waits."""
    key, _ = (*stored(database, "old", received_at=since), *stored(database, "new"))
    with asked(database_url) as client:
        answer = client.get(f"/healthz{max_age}")
    told = answer.json()
    assert (status, "healthy" if status == 200 else "behind") == (
        answer.status_code,
        told["status"],
    )
    assert 900 == pytest.approx(told["oldest"].pop("seconds"), abs=60)
    came = since.isoformat().replace("+00:00", "Z")
    assert {"key": key, "source": "fake", "state": "received", "since": came} == told["oldest"]


@pytest.mark.parametrize(
    "query",
    [
        *("max_age=", "max_age=0", "max_age=-1", "max_age=1e9", "max_age=canary", "max_age=10m"),
        *(
            "max_age=9999999999",
            "maxage=600",
            "max_age=1&max_age=2",
            "max_age=1&canary=2",
            "max_age=%D9%A1",
        ),
    ],
)
def test_wrong(database_url: str, query: str) -> None:
    """A question that cannot be answered hears what would be right, and not what it said."""
    with asked(database_url) as client:
        answer = client.get(f"/healthz?{query}")
    assert (400, "application/problem+json") == (answer.status_code, answer.headers["Content-Type"])
    assert "/healthz?max_age=600" in answer.json()["detail"]
    assert "canary" not in answer.text


def test_unready(empty_url: str) -> None:
    """Who cannot write is not healthy either, and says why."""
    with asked(empty_url) as client:
        answer = client.get("/healthz")
    assert (503, "unready") == (answer.status_code, answer.json()["status"])


def test_stopping(database_url: str) -> None:
    """Nor is who stops."""
    with asked(database_url) as client:
        client.app_state["running"].stopping = True
        answer = client.get("/healthz")
    assert (503, {"status": "stopping"}) == (answer.status_code, answer.json())


def test_described(database_url: str) -> None:
    """The service's own description has the parameter."""
    with asked(database_url) as client:
        (parameter,) = client.get("/openapi.json").json()["paths"]["/healthz"]["get"]["parameters"]
    assert ("max_age", 600) == (parameter["name"], parameter["schema"]["default"])
