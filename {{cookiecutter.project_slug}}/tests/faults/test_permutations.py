"""Events of one object that come in any order, and more than once."""

import json
import time
from itertools import cycle, permutations

import pytest

from proof import Proof
from world import World

EVENTS = ("created", "updated", "deleted")
PATIENCE = 120.0


def arrivals(objects: int) -> list[tuple[str, str]]:
    """Return which event of which object comes when: each order of them, with duplicates.

    Those of one object come at once, so that they would be handled beside each other. The
    first one comes again as the same delivery, and the second once more under another id.
    """
    orders = [*permutations(EVENTS)]
    return [
        (f"o{number}", event)
        for number, order in zip(range(objects), cycle(orders), strict=False)
        for event in (*order, order[0], f"{order[1]}-again")
    ]


def body(name: str, event: str, began: int) -> bytes:
    """Return an event, with the time at which the sender says that it happened."""
    kind = event.removesuffix("-again")
    at = began + EVENTS.index(kind)
    return json.dumps({"object": name, "type": kind, "at": at}).encode()


@pytest.mark.fault(35, "created, updated and deleted in every order, with duplicates")
def test_every_order(world: World, proof: Proof) -> None:
    """The state in the end is the same, for a handler that keeps what is newest by its own time.

    Deliveries are handled in the order in which they arrive, and no ordering key can tell in
    which they should have. What it does give a handler is that nobody else is at the object: so
    it may look at what it knows and then write, in two steps and in two processes.
    """
    objects, began = proof.of(12, 600), int(time.time())
    state, other = world.folder / "state", world.beside()
    state.mkdir()
    with world.service(FAKE_STATE=str(state)), other.service(FAKE_STATE=str(state)):
        for number, (name, event) in enumerate(arrivals(objects)):
            answer = (world, other)[number % 2].deliver(
                body(name, event, began), event="object", delivery_id=f"{name}-{event}"
            )
            assert answer.is_success
        world.settled(PATIENCE)
    found = {file.name: json.loads(file.read_text())["type"] for file in state.iterdir()}
    wrong = [name for name, event in found.items() if event != "deleted"]
    proof.figure(f"{objects} objects in 2 processes: {len(wrong)} in another state")
    assert {f"o{number}": "deleted" for number in range(objects)} == found
