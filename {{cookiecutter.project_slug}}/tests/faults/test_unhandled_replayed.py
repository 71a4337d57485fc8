"""An event that nothing handles yet: kept, counted, and handled once something does."""

from collections import Counter

import httpx2
import pytest

from command_line import shown
from proof import Proof
from receiver.deliveries import State
from world import World

COUNTED = 'webhook_inbox_depth{state="unhandled"}'


def counted(world: World) -> float:
    """Return how many deliveries the metrics show as unhandled."""
    text = httpx2.get(world.url("/metrics"), timeout=10).text
    (line,) = (each for each in text.splitlines() if each.startswith(COUNTED))
    return float(line.rpartition(" ")[2])


@pytest.mark.fault(38, "unknown event, handler added later")
def test_handler_added_later(world: World, proof: Proof) -> None:
    """Each is stored and counted; with its handler there, a replay has each handled, once."""
    sent = {f"d-{number}": b"[%d]" % number for number in range(proof.of(20, 1000))}
    with world.service():
        for name, body in sent.items():
            assert 202 == world.deliver(body, event="new", delivery_id=name).status_code
        world.settled()
        assert {State.UNHANDLED} == {each.state for each in world.deliveries()}
        assert (len(sent), Counter()) == (counted(world), world.effects())
    with world.service(FAKE_ALSO="new"):
        world.settled()
        assert Counter() == world.effects()
        ended = shown(world, "replay", "--state", "unhandled", "--event", "new", "--rate", "1000")
        world.settled()
        assert (len(sent), 0) == (ended["done"], counted(world))
    assert Counter(dict.fromkeys(sent, 1)) == world.effects()
    assert sent == world.stored()
    proof.figure(f"{len(sent):,} stored, counted, replayed: 0 lost, 0 double")
