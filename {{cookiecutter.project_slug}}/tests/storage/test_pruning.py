"""Pruning: bodies go first, ids much later, and never what nobody has dealt with."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from fake import delivery
from inboxes import claimed, look, stored
from operating import settle
from receiver.deliveries import State
from receiver.storage import pruning, reading
from receiver.storage.acts import replay
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new
from receiver.storage.outcomes import Attempt, Outcome, finish
from receiver.storage.pruning import Bodies, Ids, Stage
from receiver.storage.schema import acts, attempts, deliveries, operations

OLD = datetime.now(UTC) - timedelta(days=100)
BEFORE = (OLD + timedelta(days=1)).timestamp()


def pruned(database: Database, stage: Stage) -> int:
    """Do a stage to all that it is about."""
    with database.transaction() as connection:
        keys = pruning.oldest(connection, stage, 1000)
        assert len(keys) == pruning.count(connection, stage)
        return stage.do(connection, keys)


def failed(database: Database, key: int) -> None:
    """Have an attempt fail with a message."""
    line = Attempt(
        handler="h", started_at=1.0, duration=0.0, outcome="dead", cause="E", message="secret"
    )
    claim = claimed(database, key)
    dead = Outcome(claim=claim, state=State.DEAD, delay=0, settled={"h": "dead"}, attempts=[line])
    with database.transaction() as connection:
        finish(connection, [dead])


def test_bodies(database: Database) -> None:
    """Body, headers and messages go; id, state and the attempts themselves stay."""
    headers = {"x": "y"}
    (key,) = stored(database, body=b"secret", headers=headers, ordering="o", received_at=OLD)
    failed(database, key)
    assert 1 == pruned(database, Bodies(BEFORE, (State.DEAD,)))
    with database.snapshot() as connection:
        found = reading.one(connection, key)
    assert found
    assert (b"", {}, None) == (found.delivery.body, found.delivery.headers, found.delivery.ordering)
    assert ("d-1", State.DEAD, 1) == (found.delivery.id, found.state, found.delivery.attempt)
    assert [("h", "E", "")] == [(each.handler, each.cause, each.message) for each in found.ledger]
    assert found.pruned_at
    assert abs((datetime.now(UTC) - found.pruned_at).total_seconds()) < 60
    assert 0 == pruned(database, Bodies(BEFORE, (State.DEAD,)))


@pytest.mark.parametrize("state", State)
def test_states(database: Database, state: State) -> None:
    """Only what is done or ignored goes by itself; nothing that is pending ever does."""
    (key,) = stored(database, received_at=OLD)
    settle(database, state, key)
    usual, chosen = Bodies(BEFORE), Bodies(BEFORE, (state,))
    assert (state in {State.DONE, State.IGNORED}) == pruned(database, usual)
    expected = state in {State.DEAD, State.UNHANDLED}
    assert expected == pruned(database, chosen)


def test_age(database: Database) -> None:
    """What is younger stays."""
    keys = [
        *stored(database, "a", received_at=OLD),
        *stored(database, "b", received_at=OLD + timedelta(days=2)),
    ]
    settle(database, State.DONE, *keys)
    assert 1 == pruned(database, Bodies(BEFORE))
    with database.snapshot() as connection:
        assert [False, True] == [bool(each.pruned_at) for each in reading.newest(connection, 5)]


def test_changed_meanwhile(database: Database) -> None:
    """What was replayed since it was looked up keeps its body."""
    keys = stored(database, "a", "b", received_at=OLD)
    settle(database, State.DONE, *keys)
    with database.transaction() as connection:
        replay(connection, keys[0])
        assert 1 == Bodies(BEFORE).do(connection, keys)
        assert reading.one(connection, keys[0]).delivery.body == b"{}"  # type: ignore[union-attr]


def test_known_until_the_id_goes(database: Database) -> None:
    """A repetition is known by id and by what is used once, until those are deleted too."""
    again = delivery("a", received_at=OLD, once="n")
    stored(database, "a", received_at=OLD, once="n")
    settle(database, State.DONE, *stored(database, "newest"), 1)
    with database.transaction() as connection:
        assert 0 == Ids(BEFORE).do(connection, [1])
    pruned(database, Bodies(BEFORE))
    with database.transaction() as connection:
        assert [None, None] == insert_new(connection, [again, delivery("b", once="n")])
    assert 1 == pruned(database, Ids(BEFORE))
    with database.transaction() as connection:
        assert [True] == [bool(each) for each in insert_new(connection, [again])]


def test_what_goes_with_an_id(database: Database) -> None:
    """With an id go the attempts and the acts on it, and nothing of any other delivery."""
    keys = stored(database, "a", "b", received_at=OLD)
    for key in keys:
        failed(database, key)
    with database.transaction() as connection:
        connection.execute(
            operations.insert().values(
                act="replay",
                who="ada",
                reason="",
                criteria="{}",
                started_at=1.0,
                ended_at=2.0,
                last_key=9,
                reached_key=9,
                total=2,
                done=2,
            )
        )
        for key in keys:
            connection.execute(acts.insert().values(operation_key=1, delivery_key=key, at=1.0))
    pruned(database, Bodies(BEFORE, (State.DEAD,)))
    assert 1 == pruned(database, Ids(BEFORE))
    with database.snapshot() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (deliveries, attempts, acts)
        ]
    assert [1, 1, 1] == counts
    assert State.DEAD == look(database, keys[1])[0]


def test_the_newest_stays(database: Database) -> None:
    """The newest delivery's key is never given out again."""
    (key,) = stored(database, received_at=OLD)
    settle(database, State.DONE, key)
    pruned(database, Bodies(BEFORE))
    assert 0 == pruned(database, Ids(BEFORE))


def test_old_operations(database: Database) -> None:
    """The record of an operation goes once nothing is left that it was done to, and it is old."""
    values = {"act": "replay", "who": "ada", "reason": "", "criteria": "{}", "last_key": 1}
    numbers = {"reached_key": 1, "total": 1, "done": 1, "started_at": 1.0}
    stored(database)
    with database.transaction() as connection:
        for ended_at in (5.0, 5.0, 1e12, None, 5.0):
            connection.execute(operations.insert().values(**values, **numbers, ended_at=ended_at))
        connection.execute(acts.insert().values(operation_key=2, delivery_key=1, at=1.0))
        assert 1 == pruning.forget_operations(connection, 10.0)
        left = connection.scalars(select(operations.c.key).order_by(operations.c.key)).all()
    assert [2, 3, 4, 5] == left
