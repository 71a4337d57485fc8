"""What the dashboard asks: all that the service tells, of the chosen one; and where it leads."""

import re

import alerts
import dashboards
from receiver.observability.metrics import Metrics

NAME = re.compile(r"(?<![\w$])(?:webhook|http)_[a-z_]+[a-z]")


def metrics() -> set[str]:
    """Return the metrics of the service, as queries name them."""
    families = [each for each in Metrics().registry.collect() if each.name.startswith("webhook_")]
    endings = {"counter": "_total", "histogram": "_bucket"}
    return {each.name + endings.get(each.type, "") for each in families}


def named() -> set[str]:
    """Return the metrics that the dashboard's queries name."""
    return {name for query in dashboards.queries() for name in NAME.findall(query.expression)}


def test_one_service() -> None:
    """Whatever is asked is asked of the chosen service, each metric of a query by itself."""
    for query in dashboards.queries():
        selectors = re.findall(r"\w+{[^}]*}", query.expression)
        assert selectors
        assert [] == [each for each in selectors if 'job="$job"' not in each]


def test_links() -> None:
    """Links lead to headings of the runbook, and there is one to each."""
    urls = [link["url"] for panel in dashboards.panels() for link in panel.get("links", [])]
    anchors = {url.removeprefix("${runbook}#") for url in urls} - {"${runbook}"}
    known = {each.anchor for each in alerts.of_the_runbook()}
    assert set() == anchors - known
    assert known - anchors == {"hints-lost"}  # shown beside what the sweeper has recovered


def test_all_metrics_are_shown() -> None:
    """Each metric of the service is in some panel, and none that it has not."""
    assert metrics() == {name for name in named() if name.startswith("webhook_")}
