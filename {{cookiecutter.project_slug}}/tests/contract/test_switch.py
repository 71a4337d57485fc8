"""Another strategy takes over on the same inbox."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arrangements import (
    PRIVATE,
    SHARED,
    Arrangement,
    arrangements,
    deployed,
    first,
    prepare,
)
from brokers import Broker
from load import Load
from processes import until
from servers import Databases

FIRST = first(arrangements(full=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have each strategy follow another one; in the short form one with an engine does."""
    full = metafunc.config.getoption("--faults") == "full"
    successors = FIRST if full else FIRST[-1:]
    metafunc.parametrize("successor", successors, ids=lambda each: str(each.strategy))


def test_switch(
    successor: Arrangement,
    tmp_path: Path,
    databases_of: Callable[[str], Databases],
    brokers_of: Callable[[str], Broker],
) -> None:
    """What one strategy has stored and not handled, the next one handles, and once."""
    before = FIRST[FIRST.index(successor) - 1]
    kind = SHARED if SHARED in (before.database, successor.database) else PRIVATE
    before, successor = replace(before, database=kind), replace(successor, database=kind)
    with (
        deployed(before, tmp_path, databases_of, brokers_of) as old,
        deployed(successor, tmp_path, databases_of, brokers_of) as made,
    ):
        new = replace(made, database_url=old.database_url)
        prepare(successor, new.database_url)
        with old.both() as (_, worker), Load(old.port, deliveries=60, pause=0.01) as load:
            until(lambda: load.has(20))
            worker.terminate()
            until(lambda: load.has(60) or worker.poll() is not None)
            load.stop()
        with new.both():
            new.settled(60)
    assert Counter([*load.accepted]) == new.effects()
