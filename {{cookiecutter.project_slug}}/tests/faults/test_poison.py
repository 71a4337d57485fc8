"""Deliveries that always fail: tried after growing pauses, given up, and in nobody's way."""

from itertools import pairwise

import pytest

from fake import delivery
from inboxes import look
from neighbours import Neighbours
from proof import Proof
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.settings import Settings
from receiver.storage.engine import Database
from serving import accept, serving, settled

CAP = 1.6
DELAY = 1.0
"""Seconds that the others may wait longer for it."""
LATE = 5.0
"""Seconds that a retry may come late on a busy machine, for the sweeper has to come by."""


@on("fake", "poison")
async def choke(_delivery: Delivery) -> None:
    """Fail, whatever comes."""
    message = "no such thing"
    raise LookupError(message)


def pauses(database: Database, key: int) -> list[float]:
    """Return the pauses in seconds between the attempts at a delivery."""
    return [
        later.started_at - (sooner.started_at + sooner.duration)
        for sooner, later in pairwise(look(database, key)[1])
    ]


def ends(database: Database, keys: list[int]) -> set[tuple[State, int, str, str]]:
    """Return how they ended: the state, after how many attempts, and what the last one says."""
    found = [look(database, key) for key in keys]
    return {(state, len(ledger), ledger[-1].cause, ledger[-1].message) for state, ledger in found}


@pytest.mark.fault(32, "poison deliveries among others, on as many workers as by default")
async def test_poison(database: Database, database_url: str, proof: Proof) -> None:
    """Each is tried N times, after pauses with full jitter, and is dead; the others hardly wait."""
    attempts, base = proof.of(4, 12), proof.of(0.4, 0.1)
    poison, others = proof.of(60, 120), proof.of(60, 1000)
    neighbours = Neighbours()
    given = {"attempts": attempts, "retry_base": base, "retry_cap": CAP}
    given["workers"] = Settings.model_fields["workers"].default
    async with serving(database_url, choke, neighbours.handler(), **given) as running:
        alone = await neighbours.slowest(running, "alone", others)
        batch = [delivery(f"poison-{number}", event="poison") for number in range(poison)]
        keys = await accept(running, *batch)
        beside = await neighbours.slowest(running, "beside", others)
        await settled(running)
    ceilings = [min(CAP, base * 2**number) for number in range(attempts - 1)]
    found = [pauses(database, key) for key in keys]
    last = sorted(each[-1] / ceilings[-1] for each in found)
    proof.figure(
        f"{poison} poison deliveries dead after {attempts} attempts, the last pause "
        f"{last[0]:.0%} to {last[-1]:.0%} of its ceiling; others waited {beside:.2f} s at most, "
        f"{alone:.2f} s without them"
    )
    assert {(State.DEAD, attempts, "LookupError", "no such thing")} == ends(database, keys)
    late = [max(a - b for a, b in zip(each, ceilings, strict=True)) for each in found]
    assert max(late) <= LATE
    assert last[0] < 0.3
    assert last[-1] > 0.5
    assert beside <= alone + DELAY
