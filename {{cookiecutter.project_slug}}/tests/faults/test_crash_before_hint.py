"""What was committed before a crash is handled after it, though nobody ever hinted at it."""

import time
from collections import Counter

import pytest

from load import Load
from processes import until
from proof import Proof
from world import World

LIMIT = 30.0


@pytest.mark.fault(4, "a crash between commit and hint, and the sender stays silent")
def test_crash_before_hint(world: World, proof: Proof) -> None:
    """Deliveries whose hints were lost are handled in time after a restart, each once."""
    deliveries = proof.of(100, 1_000)
    with world.service(FAKE_DROP_HINTS="1", RECEIVER_SWEEP_INTERVAL="3600") as process:
        with Load(world.port, deliveries=deliveries) as load:
            until(lambda: load.has(deliveries))
        process.kill()
    assert Counter() == world.effects()
    restarted = time.monotonic()
    with world.service(RECEIVER_LEASE="15"):
        world.settled(LIMIT)
        took = time.monotonic() - restarted
    proof.figure(f"{deliveries:,} processed {took:.1f} s after the restart")
    assert took < LIMIT
    assert set() == world.lost(load.accepted)
    assert Counter(load.accepted.keys()) == world.effects()
