"""However often a delivery comes, and to whichever process, it is one row and one effect."""

import asyncio
from collections import Counter
from contextlib import ExitStack

import httpx2
import pytest

from fake import signed
from proof import Proof
from world import World

AT_ONCE = 100


async def sent_at_once(client: httpx2.AsyncClient, urls: list[str], name: str) -> Counter[int]:
    """Send one delivery a hundred times at once; return how often each status was the answer."""
    headers = signed(b"{}", delivery_id=name)
    answers = await asyncio.gather(
        *(
            client.post(urls[number % len(urls)], content=b"{}", headers=headers)
            for number in range(AT_ONCE)
        )
    )
    return Counter(answer.status_code for answer in answers)


@pytest.mark.fault(10, "100 identical deliveries at once, to several processes")
async def test_at_once(world: World, proof: Proof) -> None:
    """Of 100 at once one is accepted, the others are duplicates, and so is one after a restart."""
    processes, rounds = proof.of(2, 4), proof.of(3, 100)
    services = [world, *(world.beside() for _ in range(processes - 1))]
    limits = httpx2.Limits(max_connections=AT_ONCE)
    with ExitStack() as running:
        for each in services:
            running.enter_context(each.service(RECEIVER_LEASE="15"))
        async with httpx2.AsyncClient(limits=limits, timeout=30) as client:
            urls = [each.url() for each in services]
            told = [await sent_at_once(client, urls, f"d-{number}") for number in range(rounds)]
        world.settled(60)
    with world.service():
        assert 200 == world.deliver(delivery_id="d-0").status_code
    wrong = [each for each in told if each != Counter({200: AT_ONCE - 1, 202: 1})]
    proof.figure(f"{rounds} rounds over {processes} processes, {len(wrong)} wrong")
    assert [] == wrong
    assert rounds == len(world.deliveries())
    assert Counter(f"d-{number}" for number in range(rounds)) == world.effects()
