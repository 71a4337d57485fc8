"""The dashboard: its panels, and what each asks Prometheus when somebody looks at it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prometheus import OPS

FILE = OPS / "grafana/dashboard.json"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Query:
    """One query: where it is from, what it asks, and whether it asks for one moment or a time."""

    name: str
    expression: str
    is_instant: bool

    def filled_in(self, **variables: str) -> str:
        """Return the expression with values for its variables, as Grafana sends it."""
        text = self.expression
        for name, value in variables.items():
            text = text.replace(f"${name}", value)
        assert "$" not in text, text
        return text


def dashboard() -> dict[str, Any]:
    """Return the dashboard."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def panels() -> list[Json]:
    """Return all panels but the rows, those within a row that is closed among them."""
    every = [each for panel in dashboard()["panels"] for each in (panel, *panel.get("panels", []))]
    return [panel for panel in every if panel["type"] != "row"]


def rows() -> list[Json]:
    """Return the rows."""
    return [panel for panel in dashboard()["panels"] if panel["type"] == "row"]


def variables() -> list[Json]:
    """Return the variables."""
    found: list[Json] = dashboard()["templating"]["list"]
    return found


def queries() -> Iterator[Query]:
    """Yield the queries of the panels, then those of the annotations."""
    for panel in panels():
        for target in panel["targets"]:
            name = f"{panel['title']} {target['refId']}"
            yield Query(name, target["expr"], target["instant"])
    for each in dashboard()["annotations"]["list"]:
        yield Query(f"the annotation {each['name']}", each["expr"], is_instant=False)
