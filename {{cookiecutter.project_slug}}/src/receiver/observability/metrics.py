"""The service's own metrics, beside the HTTP ones. No label is ever an id or a path.

Of requests below `/webhooks/` these alone tell: they are not counted a second time as HTTP.
"""

from collections.abc import Mapping
from functools import cache

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from receiver.deliveries import PENDING, UNDONE, State
from receiver.observability import sharing

NOT_DONE = (*PENDING, *UNDONE)
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """All metrics of one service, in a registry of its own; with those of its other processes.

    Those with labels are functions of these: looking a metric's child up costs more than counting.
    """

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # gauges that nobody asks for
        self._shared = sharing.joined()
        self.registry = registry = CollectorRegistry()
        self.received = cache(
            Counter(
                "webhook_received",
                "Verified deliveries that were answered with a 2xx.",
                ("source", "outcome"),
                registry=registry,
            ).labels
        )
        self.rejected = cache(
            Counter(
                "webhook_rejected",
                "Requests that were not accepted.",
                ("source", "reason"),
                registry=registry,
            ).labels
        )
        self.handshakes = cache(
            Counter(
                "webhook_handshakes",
                "Questions of senders that were answered in their own terms.",
                ("source",),
                registry=registry,
            ).labels
        )
        self.ack_seconds = Histogram(
            "webhook_ack_seconds",
            "From the request's first byte to its answer.",
            buckets=SECONDS,
            registry=registry,
        )
        self.verified = cache(
            Counter(
                "webhook_signature_verified",
                "Deliveries by the position of the secret that fitted: 0 is the first one listed.",
                ("source", "key"),
                registry=registry,
            ).labels
        )
        self.last_received = cache(
            Gauge(
                "webhook_last_received_timestamp",
                "When the source last delivered, in Unix seconds.",
                ("source",),
                multiprocess_mode="max",
                registry=registry,
            ).labels
        )
        self.attempts = cache(
            Counter(
                "webhook_attempts",
                "Runs of handlers.",
                ("handler", "outcome"),
                registry=registry,
            ).labels
        )
        self.hints_lost = Counter(
            "webhook_hints_lost",
            "Hints that no broker took in time; the sweeper finds what they were about.",
            registry=registry,
        )
        self.recovered = Counter(
            "webhook_sweeper_recovered",
            "Deliveries that were lost on their way to a worker: hints lost, leases run out.",
            registry=registry,
        )
        self.depth = cache(
            Gauge(
                "webhook_inbox_depth",
                "Deliveries that are not done.",
                ("state",),
                multiprocess_mode="mostrecent",
                registry=registry,
            ).labels
        )
        self.oldest = Gauge(
            "webhook_inbox_oldest_pending_seconds",
            "Age of the oldest delivery that is not settled.",
            multiprocess_mode="mostrecent",
            registry=registry,
        )

    def show_inbox(self, depths: Mapping[State, float], oldest: float) -> None:
        """Set the gauges that the database is asked for when the metrics are read."""
        for state in NOT_DONE:
            self.depth(state).set(depths.get(state, 0))
        self.oldest.set(oldest)

    def text(self) -> bytes:
        """Return all of it as Prometheus reads it, of every process that counts together."""
        registry = self.registry
        if self._shared:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, self._shared)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
