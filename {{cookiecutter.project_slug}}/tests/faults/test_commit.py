"""Nobody hears that a delivery is accepted before its COMMIT has come back, and then in time."""

import time
from collections import Counter

import pytest

from commits import failing_commits, slow_commits
from load import Load
from processes import until
from proof import Proof
from world import World

LIMIT = 2.5
SENDERS = 8


@pytest.mark.fault(2, "COMMIT fails")
def test_failing_commit(world: World, proof: Proof) -> None:
    """While commits fail the answer is 503, in time; afterwards the same is accepted, once."""
    with world.service(RECEIVER_LEASE="15"):
        with failing_commits(world), Load(world.port, senders=SENDERS) as failed:
            time.sleep(proof.of(1.0, 15.0))
        assert {} == world.stored()
        with Load(world.port, deliveries=SENDERS) as load:
            until(lambda: load.has(SENDERS))
        world.settled(60)
    told = failed.answers
    proof.figure(str(told))
    assert {503} == set(told.statuses())
    assert told.slowest() < LIMIT
    assert (set(), Counter(load.accepted.keys())) == (world.lost(load.accepted), world.effects())


@pytest.mark.fault(2, "COMMIT takes 3 s")
def test_slow_commit(world: World, proof: Proof) -> None:
    """Those who wait for a slow commit hear 503 in time; whether it came or not, it is once."""
    with world.service(RECEIVER_LEASE="15"):
        with slow_commits(world, 3), Load(world.port, senders=SENDERS) as slow:
            time.sleep(proof.of(1.0, 15.0))
        late = world.stored()
        with Load(world.port, deliveries=SENDERS) as load:
            until(lambda: load.has(SENDERS))
        world.settled(60)
    told, again = slow.answers, {each.id: each.status for each in load.answers}
    first = {each.id: each.status for each in reversed([*told])}
    proof.figure(f"{told}; {len(late)} came late")
    assert {503} == set(first.values())
    assert {200, 503} >= set(told.statuses())  # 200 to who sends again what came late
    assert told.slowest() < LIMIT
    assert {name: 200 if name in late else 202 for name in again} == again
    assert (set(), Counter({**late, **again}.keys())) == (
        world.lost(load.accepted),
        world.effects(),
    )
