"""Deliveries of every fate, as a sender and a stranger send them to the fake service."""

import httpx2

from fake import OLD_SECRET, signed
from processes import until
from receiver.deliveries import State
from world import World

SEVERAL = 6
EVENTS = ("ping", "fails", "never", "nobody-handles-this")
"""One that is handled, one that is to be tried again, one that is given up, and another."""
ENDS = {State.DONE, State.RETRYING, State.DEAD, State.UNHANDLED}


def send_all(world: World) -> None:
    """Send deliveries of every fate, and wait until each has met it."""
    for number in range(SEVERAL):
        for event in EVENTS:
            accepted = world.deliver(event=event, delivery_id=f"{event}-{number}")
            assert 202 == accepted.status_code
        assert 200 == world.deliver(delivery_id=f"ping-{number}").status_code
        assert 202 == _post(world, signed(secret=OLD_SECRET)).status_code
        assert 401 == _post(world, signed(secret="a stranger's")).status_code
        assert 404 == _post(world, signed(), "/webhooks/nobody").status_code
        assert 405 == world.client.put(world.url(), content=b"{}").status_code
    until(lambda: {each.state for each in world.deliveries()} == ENDS)


def _post(world: World, headers: dict[str, str], path: str = "/webhooks/fake") -> httpx2.Response:
    return world.client.post(world.url(path), content=b"{}", headers=headers)
