"""The sweep and orders: what waits is set aside until its turn, and never in the way of others."""

import pytest

from fake import delivery
from inboxes import due_in, stored
from orders import claims, end, put, states, taken
from receiver.deliveries import State
from receiver.storage.acts import ignore, replay
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.inbox import sweep
from receiver.storage.order import LOOK_AGAIN, following, set_aside

FIRST = delivery(ordering="k")


def swept(database: Database, limit: int = 100) -> list[int]:
    """Sweep in a transaction of its own, and return the keys."""
    with database.transaction() as connection:
        return [each.key for each in sweep(connection, limit)]


def next_of(database: Database) -> int | None:
    """Return what follows in the order."""
    with database.snapshot() as connection:
        return following(connection, FIRST)


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETRYING])
def test_set_aside(database: Database, state: State) -> None:
    """What is due, but waits, does not come up, and is looked at seldom; the first comes up."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=State.RECEIVED, due_in=-1)
    put(database, second, state=state, due_in=-2)
    assert [first] == swept(database)
    assert pytest.approx(LOOK_AGAIN, abs=5) == due_in(database, second)
    assert [] == swept(database)
    assert [State.RECEIVED] == states(database, second)


def test_the_others_come_up(database: Database) -> None:
    """However many wait, and since whenever, as many others come up as there is room for."""
    first, *waiting = stored(database, *map(str, range(20)), ordering="k")
    others = stored(database, *"abcde")
    put(database, first, state=State.RETRYING, due_in=600)
    put(database, *waiting, state=State.RECEIVED, due_in=-60)
    for other in others:
        put(database, other, state=State.RECEIVED, due_in=-10 + other / 100)
    assert [others[:4], others[4:], []] == [swept(database, 4) for _ in range(3)]


def test_all_are_set_aside(database: Database) -> None:
    """As many as wait are set aside after a few sweeps."""
    first, *waiting = stored(database, *map(str, range(20)), ordering="k")
    put(database, first, state=State.RETRYING, due_in=600)
    put(database, *waiting, state=State.RECEIVED, due_in=-60)
    assert [[], [], []] == [swept(database, 8) for _ in range(3)]
    assert all(due_in(database, key) > HINT_GRACE for key in waiting)


@pytest.mark.parametrize("state", [State.DONE, State.DEAD, State.UNHANDLED])
def test_released(database: Database, state: State) -> None:
    """Once one is settled the next is left to its hint, and comes up if that is lost."""
    keys = stored(database, *"abc", ordering="k")
    (held,) = claims(database, *keys)
    put(database, *keys[1:], state=State.RECEIVED, due_in=LOOK_AGAIN)
    end(database, held, state=state)
    assert pytest.approx(HINT_GRACE, abs=2) == due_in(database, keys[1])
    assert due_in(database, keys[2]) > HINT_GRACE
    assert keys[1] == next_of(database)
    put(database, keys[1], state=State.RECEIVED, due_in=-1)
    assert keys[1:2] == swept(database)


def test_held_back(database: Database) -> None:
    """Behind one that is tried again nothing is released, and nothing follows."""
    first, second = stored(database, *"ab", ordering="k")
    (held,) = claims(database, first)
    put(database, second, state=State.RECEIVED, due_in=LOOK_AGAIN)
    end(database, held, state=State.RETRYING, delay=600)
    assert due_in(database, second) > HINT_GRACE
    assert None is next_of(database)


def test_released_by_an_operator(database: Database) -> None:
    """Once the one that fails is ignored, the next is to come up soon."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, first, state=State.RETRYING, due_in=600)
    put(database, second, state=State.RECEIVED, due_in=LOOK_AGAIN)
    with database.transaction() as connection:
        ignore(connection, first)
    assert due_in(database, second) <= HINT_GRACE


def test_settled_meanwhile(database: Database) -> None:
    """What no longer waits when it is to be set aside is not."""
    first, second = stored(database, *"ab", ordering="k")
    put(database, second, state=State.RECEIVED, due_in=-1)
    end(database, *claims(database, first))
    put(database, second, state=State.RECEIVED, due_in=-1)
    with database.transaction() as connection:
        set_aside(connection, [second])
    assert [second] == swept(database)


def test_lease_that_ran_out(database: Database) -> None:
    """One whose worker fell silent comes up, even behind one that was replayed meanwhile."""
    first, second, third = stored(database, *"abc", ordering="k")
    end(database, *claims(database, first))
    assert [second] == taken(database, second)
    with database.transaction() as connection:
        replay(connection, first)
    put(database, second, state=State.PROCESSING, due_in=-1)
    put(database, third, state=State.RECEIVED, due_in=-1)
    assert {first, second} == set(swept(database))
    assert [first] == taken(database, third, second, first)


def test_what_follows(database: Database) -> None:
    """What follows is the first that is free, of the same order and the same source."""
    stored(database, "a", ordering="other")
    stored(database, "b", ordering="k", source="fake_eu")
    assert None is next_of(database)
    first, second = stored(database, *"cd", ordering="k")
    assert first == next_of(database)
    taken(database, first)
    assert None is next_of(database)
    put(database, first, state=State.DONE)
    assert second == next_of(database)
