"""Operations: begun once, carried out at a rate, gone on with after whatever ended them."""

import asyncio
import time

import pytest

from inboxes import before_commit, disk_full, stored
from operating import FAST, begun, did, settle, states
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.errors import OperationRefused
from receiver.operations import Act, Operation
from receiver.services import operations
from receiver.services.operations import OperationUnfinished
from receiver.services.previews import look_ahead
from receiver.storage import records
from receiver.storage.engine import Database

DEAD = Criteria(state=(State.DEAD,))


def dead(database: Database, number: int) -> None:
    """Store so many deliveries that are dead."""
    settle(database, State.DEAD, *stored(database, *map(str, range(number))))


async def test_rate(database: Database) -> None:
    """There are no more in a second than allowed, whatever the transactions take."""
    dead(database, 30)
    operation = await begun(database, Act.REPLAY, DEAD)
    seen: list[int] = []
    began = time.monotonic()
    ended = await operations.carry_out(
        database, operation, 100, lambda each: seen.append(each.done)
    )
    assert time.monotonic() - began >= 0.2
    assert ([10, 20, 30, 30], 30) == (seen, ended.done)


async def test_gone_on_with(database: Database) -> None:
    """One that was stopped in the middle goes on from there, by its key or as the last."""
    dead(database, 30)
    operation = await begun(database, Act.REPLAY, DEAD)
    reached = asyncio.Event()

    def tell(each: Operation) -> None:
        if each.done >= 10:
            reached.set()

    working = asyncio.create_task(operations.carry_out(database, operation, 50, tell))
    await reached.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    left = await operations.unfinished(database, Act.REPLAY)
    assert (operation.key, True) == (left.key, 10 <= left.done < 30)
    assert left == await operations.unfinished(database, Act.REPLAY, operation.key)
    ended = await operations.carry_out(database, left, FAST)
    assert (30, [State.RECEIVED] * 30) == (ended.done, states(database))


async def test_by_two_at_once(database: Database) -> None:
    """Two that carry out the same operation do each delivery once."""
    dead(database, 300)
    operation = await begun(database, Act.REPLAY, DEAD)
    both = [operations.carry_out(database, operation, 500) for _ in range(2)]
    assert [300, 300] == [each.done for each in await asyncio.gather(*both)]
    assert [State.RECEIVED] * 300 == states(database)


async def test_the_same_again(database: Database) -> None:
    """The same is not begun while it is unfinished; something else is, and the same later."""
    dead(database, 3)
    operation = await begun(database, Act.REPLAY, DEAD)
    with pytest.raises(OperationUnfinished) as refused:
        await begun(database, Act.REPLAY, DEAD)
    assert operation == refused.value.operation
    assert 3 == (await did(database, Act.REPLAY, Criteria(source="fake", state=(State.DEAD,)))).done
    await operations.carry_out(database, operation, FAST)
    dead_again = await begun(database, Act.REPLAY, DEAD)
    assert operation.key != dead_again.key


async def test_while_the_database_fails(database: Database) -> None:
    """A commit that fails is tried again, and nothing is done twice for it."""
    dead(database, 3)
    operation = await begun(database, Act.REPLAY, DEAD)
    failures = [disk_full, disk_full]
    before_commit(database, lambda: failures.pop()() if failures else None)
    ended = await operations.carry_out(database, operation, FAST)
    assert (3, [State.RECEIVED] * 3) == (ended.done, states(database))


async def test_nothing_to_go_on_with(database: Database) -> None:
    """What is not there, is something else, or has ended, cannot be gone on with."""
    with pytest.raises(OperationRefused, match="no replay is unfinished"):
        await operations.unfinished(database, Act.REPLAY)
    with pytest.raises(OperationRefused, match="there is no replay 7"):
        await operations.unfinished(database, Act.REPLAY, 7)
    dead(database, 1)
    ended = await did(database, Act.IGNORE, DEAD)
    with pytest.raises(OperationRefused, match=f"there is no replay {ended.key}"):
        await operations.unfinished(database, Act.REPLAY, ended.key)
    with pytest.raises(OperationRefused, match=f"ignore {ended.key} has ended: 1 of 1 done"):
        await operations.unfinished(database, Act.IGNORE, ended.key)


async def test_many_keys(database: Database) -> None:
    """Keys may be more than one statement takes."""
    keys = stored(database, *map(str, range(1200)))
    ended = await did(database, Act.REPLAY, Criteria(keys=tuple(keys)))
    assert (1200, 1200) == (ended.total, ended.done)
    with database.snapshot() as connection:
        assert [ended] == records.newest(connection, 5)


@pytest.mark.parametrize(
    ("act", "state", "told"),
    [
        (Act.REPLAY, State.PROCESSING, None),
        (Act.IGNORE, State.PROCESSING, None),
        (Act.IGNORE, State.DONE, "delivery 1 is done already"),
        (Act.IGNORE, State.IGNORED, "delivery 1 is ignored already"),
    ],
)
async def test_named(database: Database, act: Act, state: State, told: str | None) -> None:
    """By its key, any delivery is replayed, and any that is not done or ignored is ignored."""
    settle(database, state, *stored(database))
    if told is None:
        assert 1 == (await did(database, act, Criteria(keys=(1,)))).done
        return
    with pytest.raises(OperationRefused, match=told):
        await look_ahead(database, act, Criteria(keys=(1,)))


async def test_pruned(database: Database) -> None:
    """What has no body any more is not replayed: alone it is refused, among others left out."""
    one, other = stored(database, "a", "b")
    settle(database, State.DONE, one, pruned_at=1.0)
    settle(database, State.DONE, other)
    with pytest.raises(OperationRefused, match="the body of delivery 1 was pruned at 1970-01-01"):
        await look_ahead(database, Act.REPLAY, Criteria(keys=(one, other)))
    seen = await look_ahead(database, Act.REPLAY, Criteria(source="fake"))
    assert (1, 1, [other]) == (seen.total, seen.pruned, [each.key for each in seen.first])
    assert 1 == (await did(database, Act.REPLAY, Criteria(source="fake"))).done
    assert [State.DONE, State.RECEIVED] == states(database)


async def test_pruned_meanwhile(database: Database) -> None:
    """What is pruned after the start is left out, and the operation ends all the same."""
    keys = stored(database, "a", "b")
    settle(database, State.DONE, *keys)
    operation = await begun(database, Act.REPLAY, Criteria(source="fake"))
    settle(database, State.DONE, keys[0], pruned_at=1.0)
    ended = await operations.carry_out(database, operation, FAST)
    assert (2, 1, True) == (ended.total, ended.done, ended.ended_at is not None)


async def test_unknown_source(database: Database) -> None:
    """A source that nothing is from is named, with those that there are."""
    stored(database, source="github")
    told = "no delivery is from gihtub; valid: github; did you mean github"
    with pytest.raises(OperationRefused, match=told):
        await look_ahead(database, Act.REPLAY, Criteria(source="gihtub"))
    assert 0 == (await look_ahead(database, Act.REPLAY, Criteria(source="github"))).total
