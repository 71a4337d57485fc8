"""The page on monitoring: what it says of metrics is so."""

import re

from prometheus import OPS
from receiver.observability.beginnings import begin
from receiver.observability.metrics import Metrics

PAGE = (OPS.parent / "docs/monitoring.md").read_text(encoding="utf-8")
ROW = re.compile(r"(?m)^\| `(webhook_\w+)` \| (.*?) ?\| ")


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
    told = {name: set(re.findall(r"`(\w+)`", labels)) for name, labels in ROW.findall(PAGE)}
    assert told == there()


def test_files() -> None:
    """Each file of `ops/` that is spoken of is there, and the README there has each."""
    spoken = set(re.findall(r"\bops/[\w/*.]+\w", PAGE))
    assert [] == [each for each in spoken if not [*OPS.parent.glob(each)]]
    listed = re.findall(r"(?m)^ +(\S+\.\w+) ", (OPS / "README.md").read_text(encoding="utf-8"))
    found = {path for each in listed for path in OPS.rglob(each)}
    assert found == {*OPS.glob("*/*")}
