"""What the providers say they are proven by, and what this folder proves them by, is the same."""

from __future__ import annotations

import re
from importlib.metadata import distribution

import pytest

from receiver import providers
from tests.oracles.oracle import oracles

ALONE = "the documentation"
COMMAND = re.compile(r"`(\w+) .*`")
"""A command line instead of a distribution, such as that of openssl."""

DECLARED = {name: providers.load(name).proven for name in providers.names()}
NAMED = {
    name: COMMAND.sub(r"\1", proven)
    for name, proven in DECLARED.items()
    if not proven.startswith(ALONE)
}
DISTRIBUTIONS = {each.distribution for each in oracles().values()} - {"openssl"}


def test_declarations() -> None:
    """A provider that says what it is proven by has that oracle here, and the reverse."""
    assert NAMED == {each.provider: each.distribution for each in oracles().values()}


@pytest.mark.parametrize("name", sorted(DISTRIBUTIONS))
def test_installed(name: str) -> None:
    """The oracle is a distribution that is installed, under that very name."""
    assert name == re.sub("[-_.]+", "-", distribution(name).name.lower())
