"""Deliveries of one ordering key, while handlers fail, hang, and are killed."""

from contextlib import ExitStack
from random import Random

import pytest

from processes import until
from proof import Proof
from turns import Services, plans
from world import World

WORKERS = 8
PATIENCE = 300.0
SLACK = 1.0
"""Seconds that deliveries in no order may be later beside the others than alone."""
ALONE = 20
LEASE = 5
QUICK = {
    "RECEIVER_RETRY_BASE": "0.05",
    "RECEIVER_RETRY_CAP": "0.2",
    "RECEIVER_LEASE": str(LEASE),
}


@pytest.mark.fault(36, "ordering keys on 8 workers in several processes, with failures")
def test_strict_order(world: World, proof: Proof) -> None:
    """Of each key one is handled at a time, as they came, and nobody else waits for that."""
    processes, kills = proof.of(2, 4), proof.of(0, 12)
    keys, each = proof.of(12, 40), proof.of(5, 25)
    sending = list(plans(Random(36), keys, each))  # noqa: S311 - the same failures each time
    kill_at = {len(sending) * (number + 1) // (kills + 1) for number in range(kills)}
    with ExitStack() as started:
        given = QUICK | {"RECEIVER_WORKERS": str(WORKERS // processes)}
        services = Services(world, processes, started, **given)
        for number in range(ALONE):
            services.send_in_no_order(number)
        until(lambda: len(services.waited()) == ALONE)
        alone = max(services.waited().values())
        for number, plan in enumerate(sending, start=1):
            services.send(**plan)
            if number in kill_at:
                services.kill(number % processes)
            if number % 4 == 0:
                services.send_in_no_order(ALONE + number)
        world.settled(PATIENCE)
        turns, waited = services.turns, services.waited()
    beside = max(seconds for number, seconds in waited.items() if number >= ALONE)
    begun, done = turns.lines("begin"), turns.lines("done")
    proof.figure(
        f"{len(done):,} deliveries of {keys} keys, {len(begun) - len(done):,} failures, {kills} "
        f"kills: {len(turns.wrong())} out of order; others waited {beside:.2f} s at most, alone "
        f"{alone:.2f} s"
    )
    assert [] == turns.wrong()
    assert {(plan["key"], plan["number"]) for plan in sending} == {
        (key, number) for _, key, number, _ in done if key != "-"
    }
    assert len(services.sent) == len(waited)
    assert beside <= alone + SLACK + (LEASE + 5 if kills else 0)  # what a killed one was at
