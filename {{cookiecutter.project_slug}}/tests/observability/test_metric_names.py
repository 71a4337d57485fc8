"""Metrics: the page lists each by its name, with its labels."""

import re
from pathlib import Path

from receiver.observability.beginnings import begin
from receiver.observability.metrics import Metrics

PAGE = Path(__file__).parents[2] / "docs" / "observability.md"
ROW = re.compile(r"(?m)^\| `(webhook_\w+)(?:{([\w,]+)})?` \| ")


def there() -> dict[str, set[str]]:
    """Return the names of the metrics, each with those of its labels."""
    metrics = Metrics()
    begin(metrics, {"fake": 1}, ["handlers.handle"])
    metrics.last_received("fake").set_to_current_time()
    metrics.show_inbox({}, 0)
    families = [each for each in metrics.registry.collect() if each.name.startswith("webhook_")]
    return {
        f"{each.name}_total" if each.type == "counter" else each.name: {
            label for sample in each.samples for label in sample.labels if label != "le"
        }
        for each in families
        if not each.name.endswith("_created")
    }


def test_metrics() -> None:
    """Each metric has its row, with its labels, and each row is about one."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    told = {name: set(labels.split(",")) - {""} for name, labels in rows}
    assert told == there()
