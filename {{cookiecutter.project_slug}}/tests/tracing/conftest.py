"""Fixtures: a collector of the test's own, and a place for a service that exports to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from arrangements import Arrangement, Deployment, deployed
from brokers import Broker
from servers import Databases
from servers.children import free_port
from tracing.collector import Collector, collecting
from world import World


@pytest.fixture
def collector() -> Iterator[Collector]:
    """A collector that takes what comes."""
    with collecting() as running:
        yield running


@pytest.fixture
def traced(
    collector: Collector, databases_of: Callable[[str], Databases], tmp_path: Path
) -> Iterator[World]:
    """A fresh place for a service that exports, its inbox in a file."""
    with databases_of("sqlite").migrated(tmp_path) as url, httpx2.Client() as client:
        yield World(client, free_port(), url, tmp_path, collector.variables())


@pytest.fixture
def deployment(
    arrangement: Arrangement,
    collector: Collector,
    tmp_path: Path,
    databases_of: Callable[[str], Databases],
    brokers_of: Callable[[str], Broker],
) -> Iterator[Deployment]:
    """A place for a service and its workers, each of which exports by a name of its own."""
    with deployed(arrangement, tmp_path, databases_of, brokers_of) as place:
        quick = {"RECEIVER_ATTEMPTS": "10", "RECEIVER_RETRY_CAP": "0.1"}
        yield replace(place, more={**place.more, **quick, **collector.variables("web")})
