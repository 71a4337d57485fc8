"""The dashboard: whole, in order, and each panel explains itself."""

from itertools import combinations
from typing import Any

import pytest

import dashboards
from dashboards import Json

PANELS = dashboards.panels()
WIDTH = 24
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
each_panel = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])


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
