"""Ages at which an SDK takes what we refuse: not all of them look at both sides, or at any."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.oracles.oracle import oracles

if TYPE_CHECKING:
    from tests.oracles.oracle import Oracle

YEAR = 365 * 86400
TAKEN = {"past and future": (), "past": (-302, -YEAR), "neither": (302, YEAR, -302, -YEAR)}
"""What each kind takes, in seconds; below zero is the future."""
CASES = {
    f"{name}, {age} s old": (oracle, age)
    for name, oracle in oracles().items()
    for age in TAKEN[oracle.refuses]
}


@pytest.mark.parametrize(("oracle", "age"), CASES.values(), ids=CASES)
def test_ages_that_the_sdk_takes(oracle: Oracle, age: int) -> None:
    """The SDK takes a message that is so old, or so early; we refuse it."""
    unsigned, now = oracle.ours.unsigned(), int(time.time())
    assert (True, 200) == oracle.verdicts(oracle.sign(oracle.ours, unsigned, now))
    assert (True, 401) == oracle.verdicts(oracle.sign(oracle.ours, unsigned, now - age))
