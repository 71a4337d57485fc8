"""Several processes on one server's inbox: they share the work, and nobody waits for nothing."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

import servers
from fake import delivery
from inboxes import change, claimed, stored
from receiver.deliveries import Delivery, State
from receiver.storage.claims import Claim, claim, renew
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new, sweep
from receiver.storage.opening import open_database
from receiver.storage.outcomes import Outcome, finish
from receiver.storage.schema import deliveries


@pytest.fixture(params=servers.with_servers())
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind that has a server: the others have one writer at a time."""
    return str(request.param)


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same inbox, as another process sees it."""
    with open_database(database_url) as opened:
        yield opened


def side_by_side(*works: Callable[[], Any]) -> None:
    """Do several things at the same time, and raise what one of them raises."""
    with ThreadPoolExecutor(len(works)) as threads:
        for future in [threads.submit(work) for work in works]:
            future.result(timeout=60)


def test_claims_do_not_wait(database: Database, other: Database) -> None:
    """What somebody is claiming at this moment is passed over, by claims and by the sweeper."""
    first, second = stored(database, "a", "b")
    change(database, due_at=0)
    with database.transaction() as here, other.transaction() as there:
        assert claim(here, [first], 60)[0]
        assert [None] == claim(there, [first], 60)
        assert [second] == [each.key for each in sweep(there, 10)]


def test_each_claimed_once(database: Database, other: Database) -> None:
    """Of many that claim the same deliveries at once, each delivery goes to one."""
    keys = stored(database, *(str(number) for number in range(200)))
    got: list[int] = []

    def take(inbox: Database, seed: int) -> None:
        mine = Random(seed).sample(keys, len(keys))  # noqa: S311 - not for security
        for start in range(0, len(mine), 20):
            with inbox.transaction() as connection:
                found = claim(connection, mine[start : start + 20], 60)
            got.extend(each.delivery.key for each in found if each)

    side_by_side(*(partial(take, other if n % 2 else database, n) for n in range(4)))
    assert sorted(keys) == sorted(got)


async def test_one_of_an_order(database: Database, other: Database) -> None:
    """Of an order one is handled at a time, even if two are claimed at the same moment."""
    first, second = stored(database, "a", "b", ordering="x")
    settle(database, first, State.DONE)
    with other.transaction() as there:
        assert claim(there, [second], 60)[0]
        settle(database, first, State.RECEIVED)  # as an operator does who replays it
        claiming = asyncio.create_task(database.write(claim, [first], 60))
        assert set() == (await asyncio.wait([claiming], timeout=0.2))[0]
    assert [None] == await claiming


def test_keys_follow_the_commits(database: Database, other: Database) -> None:
    """Within an order nobody inserts before the one who did so first has committed."""
    order: list[str] = []

    def insert(new: Delivery) -> None:
        with other.transaction() as connection:
            insert_new(connection, [new])
        order.append(new.id)

    with database.transaction() as connection, ThreadPoolExecutor(2) as threads:
        insert_new(connection, [delivery("first", ordering="x")])
        waits = threads.submit(insert, delivery("second", ordering="x"))
        threads.submit(insert, delivery("unordered")).result(timeout=1)
        threads.submit(insert, delivery("elsewhere", ordering="y")).result(timeout=1)
        assert not waits.done()
        order.append("first")
        connection.commit()
        waits.result(timeout=20)
    with database.snapshot() as reader:
        ordered = select(deliveries.c.delivery_id).where(deliveries.c.ordering == "x")
        found = list(reader.scalars(ordered.order_by(deliveries.c.key)))
    assert ["first", "second"] == found
    assert ["unordered", "elsewhere", "first", "second"] == order


def test_the_same_deliveries(database: Database, other: Database) -> None:
    """Processes that are sent the same deliveries in any order do not wait for each other."""
    together = threading.Barrier(4)

    def insert(inbox: Database, seed: int) -> None:
        for batch in range(5):
            names = Random(seed).sample(range(200), 200)  # noqa: S311 - not for security
            with inbox.transaction() as connection:
                event.listen(connection, "before_cursor_execute", lambda *_: together.wait(20))
                insert_new(connection, [delivery(f"{batch}-{name}") for name in names])

    side_by_side(*(partial(insert, other if n % 2 else database, n) for n in range(4)))
    with database.snapshot() as reader:
        assert 1000 == reader.scalar(select(func.count()).select_from(deliveries))


def test_the_same_claims(database: Database, other: Database) -> None:
    """Nor do those that renew, or settle, the same claims in any order."""
    keys = stored(database, *(str(number) for number in range(100)))
    claims = [claimed(database, key) for key in keys]

    def work(inbox: Database, seed: int) -> None:
        mine = Random(seed)  # noqa: S311 - not for security
        for _ in range(10):
            with inbox.transaction() as connection:
                renew(connection, mine.sample(claims, 100), 60)
            with inbox.transaction() as connection:
                stale = [replace(each, token=99) for each in mine.sample(claims, 100)]
                assert not any(finish(connection, [done(each) for each in stale]))

    side_by_side(*(partial(work, other if n % 2 else database, n) for n in range(4)))


def done(claim: Claim) -> Outcome:
    """Return the outcome of a claim that went well."""
    return Outcome(claim=claim, state=State.DONE, delay=0, settled={}, attempts=[])


def settle(database: Database, key: int, state: State) -> None:
    """Put one delivery in a state."""
    with database.transaction() as connection:
        row = update(deliveries).where(deliveries.c.key == key)
        connection.execute(row.values(state=state))
