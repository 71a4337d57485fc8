"""The dashboard: in the words of Grafana, as its own development kit knows them."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

from tests.baking import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = SOURCE / "ops/grafana/dashboard.json"


def understood(dashboard: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what the kit makes of a dashboard, written as JSON again."""
    with warnings.catch_warnings(category=DeprecationWarning, action="ignore"):
        from grafana_foundation_sdk.cog import plugins  # noqa: PLC0415 - it warns of what is older
        from grafana_foundation_sdk.cog.encoder import JSONEncoder  # noqa: PLC0415
        from grafana_foundation_sdk.models.dashboard import Dashboard  # noqa: PLC0415

        plugins.register_default_plugins()
        return json.loads(JSONEncoder().encode(Dashboard.from_json(dashboard)))


def lost(given: object, kept: object, place: str = "") -> Iterator[str]:
    """Yield what is not there any more, or is something else."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for key, value in given.items():
            yield from lost(value, kept.get(key), f"{place}.{key}")
    elif isinstance(given, list) and isinstance(kept, list) and len(given) == len(kept):
        for number, pair in enumerate(zip(given, kept, strict=True)):
            yield from lost(*pair, f"{place}[{number}]")
    elif given != kept:
        yield f"{place}: {given!r}, {kept!r}"


def test_it_is_understood() -> None:
    """Each of its members is one that the kit knows, in the place where it has it."""
    dashboard = json.loads(FILE.read_text(encoding="utf-8"))
    assert [] == [*lost(dashboard, understood(dashboard))]


def test_what_is_not_understood_is_found() -> None:
    """A misspelt member is lost on the way."""
    dashboard = json.loads(FILE.read_text(encoding="utf-8"))
    dashboard["panels"][1]["options"]["colourMode"] = "value"
    found = [*lost(dashboard, understood(dashboard))]
    assert [".panels[1].options.colourMode: 'value', None"] == found
