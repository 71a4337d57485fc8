"""Fixtures of the contract that every strategy keeps: arrangements, and brokers for them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import brokers
from arrangements import Arrangement, Deployment, arrangements, deployed, first
from brokers import Broker
from servers import Databases

FORGETFUL = ("sqs",)
"""Brokers that are not shared: moto keeps a processor busy for as long as it lives."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test each arrangement of this project; in the short form the first of a strategy.

    Those that only go further than others do have the first of a strategy in the full form alone.
    """
    if "arrangement" not in metafunc.fixturenames:
        return
    full = metafunc.config.getoption("--faults") == "full"
    found = arrangements(full=full)
    if metafunc.definition.get_closest_marker("further"):
        found = first(found) if full else []
    elif not full:
        found = first(found)
    metafunc.parametrize("arrangement", found, ids=str)


@pytest.fixture
def deployment(
    arrangement: Arrangement,
    tmp_path: Path,
    databases_of: Callable[[str], Databases],
    brokers_of: Callable[[str], Broker],
) -> Iterator[Deployment]:
    """A place for a service and its workers."""
    with ExitStack() as stack:
        if arrangement.broker in FORGETFUL:
            own = stack.enter_context(brokers.own(arrangement.broker))
            brokers_of = {arrangement.broker: own}.__getitem__
        yield stack.enter_context(deployed(arrangement, tmp_path, databases_of, brokers_of))
