"""A real Prometheus reads a real service and its worker; the dashboard shows what happened."""

import re
from collections.abc import Callable, Iterator
from math import isnan

import httpx2
import pytest

import dashboards
from fake import OLD_SECRET, SECRET
from fates import send_all
from processes import until
from prometheus import Prometheus, needs_prometheus
from servers import Databases
from servers.children import free_port
from watching import readings, values, watched
from world import World

pytestmark = needs_prometheus
CHOSEN = {"job": "receiver", "source": ".*", "__rate_interval": "1m"}
LOST = {f"Hints lost, deliveries recovered {each}" for each in "AB"}
NOTHING = {"Handshakes A", "Other requests, bytes A", *LOST}
"""What is 0 here: the fake sender asks no questions, no broker is there, no delivery is lost on its
way, and others only read."""
MORE = {
    "RECEIVER_RETRY_BASE": "86400",  # what fails is tried again, on another day
    "RECEIVER_RETRY_CAP": "86400",
    "RECEIVER_LOG_LEVEL": "error",
    "FAKE_SECRETS": f"{SECRET} {OLD_SECRET}",
}


@pytest.fixture(scope="module")
def prometheus(
    databases_of: Callable[[str], Databases], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prometheus]:
    """Have both read before deliveries of every fate, and after."""
    folder = tmp_path_factory.mktemp("watched")
    with databases_of("sqlite").migrated(folder) as url, httpx2.Client() as client:
        world = World(client, free_port(), url, folder, MORE)
        with watched(world) as server:
            readings(server, 2)
            send_all(world)
            readings(server, 4)
            yield server


def test_every_query_has_data(prometheus: Prometheus) -> None:
    """No panel is empty, and none shows only zeros where something happened."""
    found = {}
    for query in dashboards.queries():
        asked = query.filled_in(**CHOSEN)
        shown = values(prometheus, asked, is_instant=query.is_instant)
        found[query.name] = [value for value in shown if not isnan(value)]
    assert [] == [name for name, shown in found.items() if not shown]
    assert {name for name, shown in found.items() if not any(shown)} == NOTHING


def test_variables(prometheus: Prometheus) -> None:
    """What can be chosen is what there is."""
    found = {}
    for each in dashboards.variables():
        if each["type"] == "query":
            asked = each["query"]["query"].replace("$job", CHOSEN["job"])
            parts = re.fullmatch(r"label_values\((.*), (\w+)\)", asked)
            assert parts
            of, label = parts.groups()
            found[each["name"]] = prometheus.ask(f"label/{label}/values", **{"match[]": of})
    assert found == {"job": ["receiver"], "source": ["fake", "raw"]}


def test_every_metric_is_shown(prometheus: Prometheus) -> None:
    """Each metric that the processes have is in some panel, and a panel has no other one."""
    own = re.compile(r"(?<!\w)((?:webhook|http)_\w+?)(?:_(?:total|bucket|sum|count))?(?!\w)")
    names = " ".join(prometheus.ask("label/__name__/values"))
    there = {name for name in own.findall(names) if not name.endswith("_created")}
    asked = " ".join(query.expression for query in dashboards.queries())
    assert there == {*own.findall(asked)}


def test_alerts(prometheus: Prometheus) -> None:
    """Of what was sent, Prometheus raises what it should, each with its place in the runbook.

    Whether the sweeper finds what nobody was told of depends on whether somebody is told.
    """
    expected = {"WebhookRejectionsRising", "WebhookDeadLetters", "WebhookOldSecretInUse"}

    def raised() -> set[str]:
        found = prometheus.vector('ALERTS{alertstate="firing"}')
        return {each["metric"]["alertname"] for each in found} - {"WebhookSweeperRecovering"}

    until(lambda: expected == raised())
    for each in prometheus.ask("alerts")["alerts"]:
        assert each["annotations"]["runbook_url"].startswith("docs/runbook.md#")
        assert "no value" not in "".join(each["annotations"].values())
