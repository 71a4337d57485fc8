"""Nothing that was accepted is lost, whenever the web process is killed."""

import time
from functools import partial
from random import SystemRandom

import pytest

from answers import BROKEN
from load import Load
from processes import until
from proof import Proof
from world import World

RANDOM = SystemRandom()
PATIENCE = 120.0


@pytest.mark.fault(1, "kill -9 the web process at random times, under load")
def test_killed_under_load(world: World, proof: Proof) -> None:
    """What was answered with a 2xx is stored to the byte, and handled, after several kill -9."""
    kills, deliveries = proof.of(2, 50), proof.of(400, 20_000)
    moments = sorted(RANDOM.choices(range(deliveries), k=kills))
    with Load(world.port, deliveries=deliveries) as load:
        for moment in moments:
            with world.service() as process:
                until(partial(load.has, moment), PATIENCE)
                time.sleep(RANDOM.uniform(0, 0.05))
                process.kill()
        with world.service():
            until(partial(load.has, deliveries), PATIENCE)
            world.settled(PATIENCE)
    lost = world.lost(load.accepted)
    proof.figure(f"{len(lost)} of {deliveries:,} lost, {kills} kills")
    assert set() == lost
    assert {BROKEN, 200, 202, 503} >= set(load.answers.statuses())
