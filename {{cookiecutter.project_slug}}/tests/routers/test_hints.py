"""Hints: of what is new alone, and only after the answer has left."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from starlette.testclient import TestClient

from fake import parts, signed, source
from inboxes import keys_by_id
from kinds import KINDS
from receiver.background.base import Notify, Process, Strategy
from receiver.main import create_app
from receiver.services.verification import Source
from receiver.settings import Settings


def hinted(
    database_url: str, *requests: tuple[bytes, dict[str, str]]
) -> list[tuple[list[int], int]]:
    """Send requests, and return the keys of each hint, and how many answers had left by then."""
    batch = Source("batch", "batch", KINDS["batch"], source().trust)
    built = parts(sources=[batch], database_url=database_url)
    found = []

    @asynccontextmanager
    async def strategy(_settings: Settings, _process: Process) -> AsyncIterator[Notify]:
        async def notify(keys: Sequence[int]) -> None:
            count = built.metrics.registry.get_sample_value("webhook_ack_seconds_count")
            found.append((list(keys), int(count or 0)))

        yield notify

    with TestClient(create_app(replace(built, strategy=Strategy(open=strategy)))) as client:
        for body, headers in requests:
            assert client.post("/webhooks/batch", content=body, headers=headers).is_success
    return found


def test_hint_after_the_answer(database_url: str) -> None:
    """The hint is given once the answer has left, and is of what is new alone."""
    bodies = [
        b'[{"id": 1, "event": "a"}, {"id": 2, "event": "b"}]',
        b'[{"id": 2, "event": "b"}, {"id": 3, "event": "c"}]',
        b'[{"id": 1, "event": "a"}, {"id": 3, "event": "c"}]',
    ]
    hints = hinted(database_url, *((body, signed(body)) for body in bodies))
    keys = keys_by_id(database_url)
    assert [([keys["1"], keys["2"]], 1), ([keys["3"]], 2)] == hints
