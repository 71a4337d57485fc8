"""Random headers and bodies, for the fake provider and for every one that this project has."""

from collections import Counter
from random import Random

import pytest

import fuzzing
import garbage
from behind import NOW, Behind
from fake import signed
from forging import with_samples
from proof import Proof
from receiver.signatures.signing import encoded

BODIES = (b"{}", b'{"id": "1", "data": [1, {"a": null}]}')


async def answers(cases: int) -> Counter[int | None]:
    """Return how often each status answers messages of no sender, half of them signed last."""
    behind, random, told = Behind(), Random(16), Counter[int | None]()  # noqa: S311 - no secret
    for _ in range(cases):
        body = garbage.body(random, random.choice(BODIES))
        lines = encoded(signed(body, now=NOW))
        for _ in range(random.randrange(3)):
            at = random.randrange(len(lines))
            lines[at] = (lines[at][0], garbage.value(random, lines[at][1]))
        told[(await behind.get(chunks=[body], headers=lines)).status] += 1
    return told


@pytest.mark.fault(16, "random headers and bodies, through the middleware")
async def test_fake(proof: Proof) -> None:
    """Whatever comes is refused with a 4xx or accepted."""
    told = await answers(proof.of(2_000, 100_000))
    proof.figure(", ".join(f"{count:,} x {status}" for status, count in sorted(told.items())))
    assert {202, 400, 401} == told.keys()


@pytest.mark.fault(16, "random headers and bodies, for every provider")
def test_every_provider(proof: Proof) -> None:
    """No verifier raises anything but its own error, and no answer is a 5xx.

    With all the providers there are a full run would take an hour: `--fuzz=full` has the rest.
    """
    names, told = with_samples(), Counter[int]()
    cases = proof.of(40, max(2_000, 300_000 // max(1, len(names))))
    for name in names:
        random = Random(name)  # noqa: S311 - the same messages each time
        told.update(fuzzing.status(name, fuzzing.message(random, name)) for _ in range(cases))
    wrong = sum(count for status, count in told.items() if status >= 500)
    proof.figure(f"{cases:,} cases for each of {len(names)}: {wrong} answers of 5xx")
    assert 0 == wrong
