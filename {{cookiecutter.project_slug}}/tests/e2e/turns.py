"""Services side by side on one inbox, some of them killed, and what they are sent in turn."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from random import Random
from subprocess import Popen

import httpx2

from fake import signed
from in_order import Turns
from world import World

Plan = dict[str, object]


class Services:
    """Services side by side, and one client that sends to each in turn."""

    def __init__(self, world: World, processes: int, started: ExitStack, **settings: str) -> None:
        self.turns = Turns(world.folder / "turns")
        self.sent: dict[int, float] = {}
        self._client = world.client
        self._started = started
        self._settings = settings | {"FAKE_TURNS": str(self.turns.file)}
        self._worlds = [world, *(world.beside() for _ in range(processes - 1))]
        self._urls = cycle(each.url() for each in self._worlds)
        self._processes = [self._start(each) for each in self._worlds]

    def send(self, **plan: object) -> None:
        """Send a delivery until it is accepted; its handler does what the plan says."""
        content = json.dumps({"pause": 0, "fail": 0, "hang": 0} | plan).encode()
        headers = signed(content, event="turn")
        while True:
            try:
                if self._client.post(next(self._urls), content=content, headers=headers).is_success:
                    return
            except httpx2.TransportError:
                time.sleep(0.02)

    def send_in_no_order(self, number: int) -> None:
        """Send one that waits for nobody, and note when."""
        self.sent[number] = time.monotonic()
        self.send(number=number)

    def waited(self) -> dict[int, float]:
        """Return how long those waited that are in no order, as far as they have begun."""
        lines = reversed(self.turns.lines("begin"))
        return {number: at - self.sent[number] for _, key, number, at in lines if key == "-"}

    def kill(self, which: int) -> None:
        """Kill one with signal 9, and start it again."""
        self._processes[which].kill()
        self._processes[which].wait()
        self._processes[which] = self._start(self._worlds[which])

    def _start(self, place: World) -> Popen[bytes]:
        return self._started.enter_context(place.service(**self._settings))


def plans(random: Random, keys: int, each: int) -> Iterator[Plan]:
    """Return what is to be sent: of each key one after the other, of which a third goes wrong."""
    kinds: Sequence[Plan] = ({}, {}, {}, {"fail": 1}, {"fail": 3}, {"hang": 1})
    for number in range(each):
        for key in range(keys):
            plan = random.choice((*kinds[:3], *kinds))
            yield {"key": f"k{key}", "number": number, "pause": random.uniform(0, 0.02), **plan}
