"""A handler that failed runs again: by itself whatever the sender does, and on request."""

from pathlib import Path

import pytest

from command_line import receiver
from processes import until
from proof import Proof
from world import World

FAILED = "one-failed"
PERSISTENT = {
    "RECEIVER_ATTEMPTS": "100",
    "RECEIVER_RETRY_BASE": "0.5",
    "RECEIVER_RETRY_CAP": "0.5",
}


@pytest.fixture
def fault(world: World) -> Path:
    """A file that makes the handler fail, while it is there."""
    file = world.folder / "fail"
    file.touch()
    return file


@pytest.mark.fault(12, "handler fails and the sender retries")
def test_the_sender_retries(world: World, fault: Path, proof: Proof) -> None:
    """A repeated delivery changes nothing: it is handled until that succeeds, and no more."""
    with world.service(**PERSISTENT):
        assert 202 == world.deliver(event="fragile", delivery_id="one").status_code
        until(lambda: world.effects()[FAILED])
        assert 200 == world.deliver(event="fragile", delivery_id="one").status_code
        failed = world.effects()[FAILED]
        until(lambda: world.effects()[FAILED] > failed)
        fault.unlink()
        world.settled()
        assert 200 == world.deliver(event="fragile", delivery_id="one").status_code
        world.settled()
    assert (1, ["done"]) == (
        world.effects()["one"],
        [str(each.state) for each in world.deliveries()],
    )
    proof.figure("handled again, 1 row, 1 effect")


@pytest.mark.fault(12, "handler fails and an operator replays")
def test_an_operator_replays(world: World, fault: Path, proof: Proof) -> None:
    """What is dead stays so when it is repeated, and is handled again when it is replayed."""
    with world.service(RECEIVER_ATTEMPTS="2"):
        assert 202 == world.deliver(event="fragile", delivery_id="one").status_code
        until(lambda: [str(each.state) for each in world.deliveries()] == ["dead"])
        fault.unlink()
        assert 200 == world.deliver(event="fragile", delivery_id="one").status_code
        assert ["dead"] == [str(each.state) for each in world.deliveries()]
        assert 0 == receiver(world, "replay", "1").returncode
        world.settled()
    assert {FAILED: 2, "one": 1} == world.effects()
    assert ["done"] == [str(each.state) for each in world.deliveries()]
    proof.figure("handled again, 1 row, 1 effect")
