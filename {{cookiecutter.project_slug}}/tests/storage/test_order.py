"""Order: of the deliveries of one ordering key one is handled at a time, as they arrived."""

import asyncio
import threading
import time

import pytest
from sqlalchemy.exc import IntegrityError

from fake import delivery
from inboxes import before_commit, change, stored
from orders import claims, end, put, taken
from receiver.deliveries import PENDING, State
from receiver.storage.acts import ignore, replay
from receiver.storage.claims import Claim, claim
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.opening import open_database

SETTLED = sorted(set(State) - set(PENDING))


def test_first_come(database: Database) -> None:
    """Of those that are claimed at once, the one that came first is had, whatever their order."""
    keys = stored(database, *"abc", ordering="k")
    assert [] == taken(database, *keys[1:])
    assert keys[:1] == taken(database, *reversed(keys))
    assert [] == taken(database, *keys)


def test_one_after_another(database: Database) -> None:
    """Each is had once the one before it is settled, to the last."""
    keys = stored(database, *"abc", ordering="k")
    for key in keys:
        (held,) = claims(database, *keys)
        assert key == held.delivery.key
        end(database, held)
    assert [] == taken(database, *keys)


@pytest.mark.parametrize("state", SETTLED)
def test_settled(database: Database, state: State) -> None:
    """Whatever the end of the one before was, it does not hold back any longer."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=state)
    assert [second] == taken(database, first, second)


@pytest.mark.parametrize("state", PENDING)
def test_unsettled(database: Database, state: State) -> None:
    """One that is to be handled, is being handled, or is to be tried again holds back."""
    first, second, third = stored(database, *"abc", ordering="k")
    put(database, first, state=state, due_in=600)
    assert [] == taken(database, second, third)


def test_only_those_behind(database: Database) -> None:
    """What is in no order, in another one, or another source's, waits for nobody."""
    first, second = stored(database, *"ab", ordering="k")
    others = [
        *stored(database, *"cd"),
        *stored(database, "e", ordering="K"),
        *stored(database, "f", ordering="k", source="fake_eu"),
    ]
    put(database, first, state=State.RETRYING, due_in=600)
    assert others == taken(database, second, *others)


def test_several_orders_in_a_batch(database: Database) -> None:
    """Of each order the first is had, beside those that are in none."""
    batch = [delivery(str(n), ordering=[None, "a", "b"][n % 3]) for n in range(9)]
    with database.transaction() as connection:
        keys = [key for key in insert_new(connection, batch) if key]
    assert [keys[each] for each in (0, 1, 2, 3, 6)] == taken(database, *keys)


def test_replayed(database: Database) -> None:
    """What is replayed is not handled beside a later one, but is next, before those that wait."""
    first, second, third = stored(database, *"abc", ordering="k")
    end(database, *claims(database, first))
    (held,) = claims(database, second)
    with database.transaction() as connection:
        replay(connection, first)
    assert [] == taken(database, first, third)
    end(database, held)
    (held,) = claims(database, third, first)
    assert first == held.delivery.key
    end(database, held)
    assert [third] == taken(database, third)


def test_ignored(database: Database) -> None:
    """Once an operator ignores the one that fails, the next is had."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=State.RETRYING, due_in=600)
    with database.transaction() as connection:
        ignore(connection, first)
    assert [second] == taken(database, first, second)


def test_two_of_one_order_are_never_handled(database: Database) -> None:
    """The database itself refuses a second one, whoever would write it."""
    stored(database, *"ab", ordering="k")
    with pytest.raises(IntegrityError):
        change(database, state=State.PROCESSING)


def test_claimed_at_the_same_moment(database: Database, database_url: str) -> None:
    """One that comes back before another, which is being claimed but not yet seen, has to wait."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=State.DONE)
    found: list[Claim | None] = []

    def come_back() -> None:
        with open_database(database_url) as other:
            with other.transaction() as connection:
                replay(connection, first)
            found.extend(asyncio.run(other.write(claim, [first], 60)))

    coming = threading.Thread(target=come_back)

    def meanwhile() -> None:
        coming.start()
        time.sleep(0.5)

    before_commit(database, meanwhile)
    assert [second] == taken(database, second)
    coming.join()
    assert [None] == found
