"""Many messages of no sender, for every provider: a few hundred, or `--fuzz=full` of them."""

from collections import Counter
from random import Random

import pytest

import fuzzing
from forging import with_samples

CASES = {"short": 300, "full": 100_000}


@pytest.mark.parametrize("name", with_samples())
def test_never_a_5xx(name: str, pytestconfig: pytest.Config) -> None:
    """Whatever comes is refused with a 4xx or taken; some of it is signed, and some is taken."""
    random = Random(name)  # noqa: S311 - the same messages each time
    cases = CASES[pytestconfig.getoption("fuzz")]
    statuses = Counter(fuzzing.status(name, fuzzing.message(random, name)) for _ in range(cases))
    assert cases == statuses.total()
    assert max(statuses) < 500
    assert statuses.keys() & {200, 202, 204}
    assert statuses.keys() & {401, 406}
