"""Nothing that was accepted is lost, whenever the service is killed."""

import threading
from functools import partial
from typing import Self

import httpx2

from processes import until
from world import World

SENDERS = 8
KILLS = 4


class Load:
    """Senders that deliver without pause, and the ids that they were told are accepted."""

    def __init__(self, world: World) -> None:
        self.accepted: set[str] = set()
        self._world = world
        self._over = threading.Event()
        self._senders = [threading.Thread(target=self._send, args=(n,)) for n in range(SENDERS)]

    def has(self, enough: int) -> bool:
        """Say whether so many deliveries were accepted."""
        return len(self.accepted) >= enough

    def __enter__(self) -> Self:
        """Start to send."""
        for sender in self._senders:
            sender.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop to send."""
        self._over.set()
        for sender in self._senders:
            sender.join()

    def _send(self, sender: int) -> None:
        number = 0
        while not self._over.wait(0.002):
            number += 1
            name = f"{sender}-{number}"
            try:
                if self._world.deliver(delivery_id=name).is_success:
                    self.accepted.add(name)
            except httpx2.TransportError:
                self._over.wait(0.05)


def test_no_loss(world: World) -> None:
    """Every delivery that was answered with a 2xx is stored and handled after several kill -9."""
    with Load(world) as load:
        for kill in range(1, KILLS + 1):
            with world.service() as process:
                until(partial(load.has, kill * 100))
                process.kill()
    with world.service():
        world.settled()
    assert set() == load.accepted - set(world.effects())
    assert {"done"} == {str(each.state) for each in world.deliveries()}
