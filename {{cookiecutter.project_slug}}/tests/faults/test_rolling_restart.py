"""Nobody is cut off when the replicas of a service are stopped and started one by one."""

import time
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import TYPE_CHECKING

import pytest

from balancer import Balancer
from processes import until
from proof import Proof
from world import World

if TYPE_CHECKING:
    from subprocess import Popen

DELAY = 1.5
PATIENCE = 60.0


class Replica:
    """One of several services on one inbox, which is restarted now and then."""

    def __init__(self, world: World) -> None:
        self.port = world.port
        self._world = world
        self._running: AbstractContextManager[Popen[bytes]] | None = None
        self._process: Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        self._running = self._world.service(RECEIVER_SHUTDOWN_DELAY=f"{DELAY}")
        self._process = self._running.__enter__()

    def stop(self) -> float:
        """Stop it, and return how many seconds that took."""
        assert self._process
        assert self._running
        began = time.monotonic()
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._running.__exit__(None, None, None)
        return time.monotonic() - began

    def end(self) -> None:
        """End it at once, whether it was stopped before or not."""
        assert self._process
        assert self._running
        self._process.kill()
        self._running.__exit__(None, None, None)


@pytest.mark.fault(9, "SIGTERM under load: rolling restart of the replicas")
def test_rolling_restart(world: World, proof: Proof) -> None:
    """No sender hears of a reset or a 5xx, and nothing accepted is lost, while replicas restart."""
    replicas = [Replica(each) for each in (world, world.beside(), world.beside())[: proof.of(2, 3)]]
    rounds = proof.of(1, 10)
    took = []
    with ExitStack() as stack:
        for each in replicas:
            each.start()
            stack.callback(each.end)
        with Balancer(*(each.port for each in replicas), trust=DELAY / 3) as balancer:
            for each in replicas * rounds:
                until(partial(balancer.has, len(balancer.accepted) + 50), PATIENCE)
                took.append(each.stop())
                each.start()
            until(partial(balancer.has, len(balancer.accepted) + 50), PATIENCE)
        world.settled(PATIENCE)
    lost = world.lost(balancer.accepted)
    proof.figure(
        f"{balancer.answers}; {len(lost)} lost; {len(took)} restarts, drained in {max(took):.1f} s"
    )
    assert ({202}, set()) == (set(balancer.answers.statuses()), lost)
    assert max(took) < proof.of(PATIENCE, 30.0)
