"""The metrics object: a registry of its own, and gauges that tell the inbox's state."""

from math import nan

from receiver.deliveries import PENDING, State
from receiver.observability.metrics import Metrics


def test_a_registry_of_its_own() -> None:
    """Two services in one process, as in tests, do not share their counts."""
    first, second = Metrics(), Metrics()
    first.recovered.inc()
    assert (1.0, 0.0) == tuple(
        each.registry.get_sample_value("webhook_sweeper_recovered_total")
        for each in (first, second)
    )


def test_show_inbox() -> None:
    """A state that has emptied shows 0, not its last figure."""
    metrics = Metrics()
    metrics.show_inbox({State.RETRYING: 3}, 12.5)
    metrics.show_inbox({State.RECEIVED: 2}, 0.5)
    value = metrics.registry.get_sample_value
    assert [2.0, 0.0, 0.0] == [value("webhook_inbox_depth", {"state": each}) for each in PENDING]
    assert 0.5 == value("webhook_inbox_oldest_pending_seconds")


def test_unknown() -> None:
    """What is not known is NaN, which no alert takes for zero."""
    metrics = Metrics()
    metrics.show_inbox(dict.fromkeys(PENDING, nan), nan)
    assert "nan" == str(metrics.registry.get_sample_value("webhook_inbox_oldest_pending_seconds"))
