"""A delivery is a duplicate of what is committed, and of nothing else."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import httpx2
import pytest
from starlette.testclient import TestClient

from fake import delivery, parts, signed
from proof import Proof
from receiver.main import create_app
from receiver.storage import reading
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database
from world import World

FIRST, BODY = b'{"first": true}', b'{"second": true}'


@pytest.fixture
def served(world: World) -> Iterator[World]:
    """A running service."""
    with world.service():
        yield world


def while_uncommitted(world: World, delivery_id: str, *, commit: bool) -> httpx2.Response:
    """Send a delivery while another process has stored it and not yet committed or rolled back."""
    first = delivery(delivery_id, body=FIRST)
    with ThreadPoolExecutor(1) as sender, open_database(world.database_url) as other:
        with other.transaction() as connection:
            assert [True] == [bool(key) for key in insert_new(connection, [first])]
            sent: Future[httpx2.Response] = sender.submit(
                world.deliver, BODY, delivery_id=delivery_id
            )
            time.sleep(0.5)
            assert not sent.done()
            if not commit:
                connection.rollback()
        return sent.result()


@pytest.mark.fault(11, "a duplicate while the first is uncommitted and then rolled back")
def test_uncommitted(served: World, proof: Proof) -> None:
    """If the first is rolled back, the second is the one; if not, it is a duplicate only then."""
    rounds = proof.of(2, 20)
    names = [f"d-{number}" for number in range(rounds)]
    told = [while_uncommitted(served, name, commit=False).status_code for name in names]
    assert 200 == while_uncommitted(served, "committed", commit=True).status_code
    served.settled(60)
    assert [202] * rounds == told
    assert set() == served.lost(dict.fromkeys(names, BODY))
    assert FIRST == served.stored()["committed"]
    proof.figure(f"{rounds} of {rounds} stored and handled")


@pytest.mark.fault(14, "an unsigned request with the id of a later delivery")
def test_unsigned(database_url: str, database: Database, proof: Proof) -> None:
    """Nobody without the secret can make a delivery a duplicate before it comes."""
    good = signed(BODY, delivery_id="one")
    forged = [
        {"Fake-Id": "one", "Fake-Event": "ping"},
        {**good, "Fake-Signature": "t=1,v1=00"},
        signed(BODY, delivery_id="one", secret="x"),
        signed(BODY, delivery_id="one", now=time.time() - 400),
    ]
    with TestClient(create_app(parts(database_url=database_url))) as client:
        told = [
            client.post("/webhooks/fake", content=BODY, headers=headers).status_code
            for headers in (*forged, good)
        ]
    with database.snapshot() as connection:
        stored = [each.id for each in reading.newest(connection, 10)]
    assert ([401] * len(forged) + [202], ["one"]) == (told, stored)
    proof.figure(f"{len(forged)} forged, 0 stored")
