"""The dashboard: whole, in order, and about what the service tells, all of it."""

import re
from itertools import combinations
from typing import Any

import pytest

import alerts
import dashboards
from dashboards import Json
from receiver.observability.metrics import Metrics

PANELS = dashboards.panels()
WIDTH = 24
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
NAME = re.compile(r"(?<![\w$])(?:webhook|http)_[a-z_]+[a-z]")
each_panel = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])


def metrics() -> set[str]:
    """Return the metrics of the service, as queries name them."""
    families = [each for each in Metrics().registry.collect() if each.name.startswith("webhook_")]
    endings = {"counter": "_total", "histogram": "_bucket"}
    return {each.name + endings.get(each.type, "") for each in families}


def named() -> set[str]:
    """Return the metrics that the dashboard's queries name."""
    return {name for query in dashboards.queries() for name in NAME.findall(query.expression)}


def overlap(one: Json, other: Json) -> bool:
    """Say whether two panels cover the same place."""
    first, second = one["gridPos"], other["gridPos"]
    return bool(
        first["x"] < second["x"] + second["w"]
        and second["x"] < first["x"] + first["w"]
        and first["y"] < second["y"] + second["h"]
        and second["y"] < first["y"] + first["h"]
    )


def data_sources(value: Any) -> list[object]:  # noqa: ANN401 - JSON is anything
    """Return each data source that is named anywhere."""
    if isinstance(value, dict):
        own = [value["datasource"]] if "datasource" in value else []
        return own + [each for one in value.values() for each in data_sources(one)]
    return [each for one in value for each in data_sources(one)] if isinstance(value, list) else []


def test_ids() -> None:
    """Each panel has an id of its own, and each query one within its panel."""
    ids = [each["id"] for each in (*PANELS, *dashboards.rows())]
    assert sorted(ids) == sorted(set(ids))
    for panel in PANELS:
        letters = [each["refId"] for each in panel["targets"]]
        assert letters == list("ABCDEFG"[: len(letters)])


def test_places() -> None:
    """No panel covers another, or sticks out."""
    shown = [*PANELS, *dashboards.rows()]
    covered = [(a["title"], b["title"]) for a, b in combinations(shown, 2) if overlap(a, b)]
    assert [] == covered
    assert [] == [
        each["title"] for each in shown if each["gridPos"]["x"] + each["gridPos"]["w"] > WIDTH
    ]


def test_rows() -> None:
    """What is looked at first comes first; what is seldom needed is closed."""
    titles = [each["title"] for each in dashboards.rows()]
    assert ["At a glance", "Senders", "Handling", "Inbox", "Process"] == titles
    assert ["Process"] == [each["title"] for each in dashboards.rows() if each["collapsed"]]


def test_the_data_source_is_chosen() -> None:
    """Whoever imports it says which Prometheus it asks, once."""
    assert {"datasource", "job", "source", "runbook"} == {
        each["name"] for each in dashboards.variables()
    }
    found = data_sources(dashboards.dashboard())
    assert found
    assert [] == [each for each in found if each != SOURCE]


@each_panel
def test_a_panel_explains_itself(panel: Json) -> None:
    """Each panel says what it shows, in which unit, and what each of its lines is."""
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    several = [each["legendFormat"] for each in panel["targets"]]
    assert panel["type"] == "table" or (all(several) and len(several) == len(set(several)))


def test_one_service() -> None:
    """Whatever is asked is asked of the chosen service, each metric of a query by itself."""
    for query in dashboards.queries():
        selectors = re.findall(r"\w+{[^}]*}", query.expression)
        assert selectors
        assert [] == [each for each in selectors if 'job="$job"' not in each]


def test_links() -> None:
    """Links lead to headings of the runbook, and there is one to each."""
    urls = [link["url"] for panel in PANELS for link in panel.get("links", [])]
    anchors = {url.removeprefix("${runbook}#") for url in urls} - {"${runbook}"}
    known = {each.anchor for each in alerts.of_the_runbook()}
    assert set() == anchors - known
    assert known - anchors == {"hints-lost"}  # shown beside what the sweeper has recovered


def test_all_metrics_are_shown() -> None:
    """Each metric of the service is in some panel, and none that it has not."""
    assert metrics() == {name for name in named() if name.startswith("webhook_")}
