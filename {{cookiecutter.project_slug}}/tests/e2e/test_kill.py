"""What was accepted survives a kill -9 at the worst moments, and takes effect once."""

from collections import Counter

from processes import until
from world import World


def test_killed_within_the_handler(world: World) -> None:
    """A service killed while a handler runs runs it again once its lease is over."""
    hanging = world.folder / "hanging"
    with world.service(FAKE_HANG=str(hanging)) as process:
        assert 202 == world.deliver(delivery_id="one").status_code
        until(hanging.exists)
        process.kill()
    with world.service():
        world.settled()
    assert Counter({"one": 1}) == world.effects()
    assert ["done"] == [str(each.state) for each in world.deliveries()]


def test_stopped_while_a_handler_runs(world: World) -> None:
    """A service told to stop finishes what its handlers are at."""
    with world.service() as process:
        assert 202 == world.deliver(event="slow", delivery_id="one").status_code
        until(lambda: any(each.state == "processing" for each in world.deliveries()))
        process.terminate()
        process.wait(timeout=10)
    assert Counter({"one": 1}) == world.effects()
    assert ["done"] == [str(each.state) for each in world.deliveries()]
