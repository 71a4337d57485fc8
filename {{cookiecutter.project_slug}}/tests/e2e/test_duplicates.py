"""However often a delivery comes, it is one row and one effect."""

import asyncio
from collections import Counter

import httpx2

from fake import signed
from world import World


async def test_a_hundred_at_once(world: World) -> None:
    """Of 100 identical deliveries at once, one is accepted and 99 are duplicates."""
    headers = signed(b"{}", delivery_id="one")
    with world.service():
        async with httpx2.AsyncClient(limits=httpx2.Limits(max_connections=100)) as client:
            answers = await asyncio.gather(
                *(client.post(world.url(), content=b"{}", headers=headers) for _ in range(100))
            )
        world.settled()
    assert Counter({200: 99, 202: 1}) == Counter(answer.status_code for answer in answers)
    assert 1 == len(world.deliveries())
    assert Counter({"one": 1}) == world.effects()


def test_after_a_restart(world: World) -> None:
    """A delivery that comes again after a restart is still a duplicate."""
    with world.service():
        assert 202 == world.deliver(delivery_id="one").status_code
        world.settled()
    with world.service():
        assert 200 == world.deliver(delivery_id="one").status_code
    assert Counter({"one": 1}) == world.effects()
