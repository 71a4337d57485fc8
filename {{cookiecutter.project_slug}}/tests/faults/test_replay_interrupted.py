"""A replay of many deliveries that is killed in the middle, and gone on with."""

import pytest
from sqlalchemy import select

from command_line import PATIENCE, last_operation, shown, started
from masses import mass
from processes import until
from proof import Proof
from receiver.storage.opening import open_database
from receiver.storage.schema import acts
from world import World


def fastest(world: World) -> int:
    """Return how many deliveries were replayed in the busiest second, by the database's clock."""
    with open_database(world.database_url) as database, database.snapshot() as connection:
        times = sorted(connection.scalars(select(acts.c.at)))
    first, most = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def killed(world: World, number: float, *arguments: str) -> None:
    """Run a replay, and kill it as soon as so many deliveries are replayed."""

    def reached() -> bool:
        operation = last_operation(world)
        return operation is not None and operation.done >= number

    with started(world, *arguments) as process:
        until(reached, PATIENCE)
        assert process.poll() is None
        process.kill()


@pytest.mark.fault(37, "bulk replay interrupted twice")
def test_replay_killed_twice(world: World, proof: Proof) -> None:
    """Every delivery that was meant is handled once, no other one is, and none too fast."""
    number, rate = proof.of(200, 10_000), proof.of(50, 200)
    with open_database(world.database_url) as database:
        mass(database, number, name="meant")
        mass(database, number // 10, name="other", event="slow")
    anew = ("replay", "--event", "ping", "--rate", str(rate))
    resumed = ("replay", "--resume", "--rate", str(rate))
    with world.service():
        planned = shown(world, *anew, "--dry-run")["total"]
        killed(world, 0.3 * number, *anew)
        killed(world, 0.6 * number, *resumed)
        ended = shown(world, *resumed)
        world.settled(PATIENCE)
    effects = world.effects()
    assert (number, number, number) == (planned, ended["total"], ended["done"])
    assert {f"meant-{each}" for each in range(number)} == set(effects)
    assert {1} == set(effects.values())
    assert fastest(world) <= rate * 1.3
    proof.figure(
        f"{number:,} replayed, 2 kills: 0 double, 0 left out, dry run exact; "
        f"{fastest(world)} in the busiest second of {rate} allowed"
    )
