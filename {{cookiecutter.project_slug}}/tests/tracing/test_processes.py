"""Each process of one service exports by itself: those that share a port, and those of a fork."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arrangements import Arrangement, arrangements, deployed
from brokers import Broker
from processes import running
from proof import Proof
from servers import Databases
from tracing.collector import Collector
from world import World

FORKING = Arrangement("celery", "redis", "sqlite")


def test_several_processes(traced: World, collector: Collector, proof: Proof) -> None:
    """Each of several web processes exports what it receives and handles."""
    if not proof.full:
        pytest.skip("three more processes: --faults=full")
    number, url = 20, f"http://127.0.0.1:{traced.port}"
    command = ["-m", "fake_server", str(traced.port), "2"]
    with running(command, url, **traced.settings()):
        for _ in range(number):
            traced.deliver()
        traced.settled()
    assert (number, number) == (len(collector.spans("POST")), len(collector.spans("process")))


def test_forking(
    collector: Collector,
    tmp_path: Path,
    databases_of: Callable[[str], Databases],
    brokers_of: Callable[[str], Broker],
    proof: Proof,
) -> None:
    """So does each process that an engine forks to handle in."""
    if not proof.full:
        pytest.skip("an engine and what it forks: --faults=full")
    if FORKING not in arrangements(full=True):
        pytest.skip("no engine of this project forks: one with celery does")
    number = 20
    with deployed(FORKING, tmp_path, databases_of, brokers_of) as place:
        traced = replace(place, more={**place.more, **collector.variables()})
        with traced.receiving(), traced.worker("--pool", "prefork", "--concurrency", "2"):
            for _ in range(number):
                traced.deliver()
            traced.settled()
    assert (number, number) == (len(collector.spans("POST")), len(collector.spans("process")))
