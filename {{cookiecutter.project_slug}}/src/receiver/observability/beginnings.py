"""Beginnings: what is counted is told of as 0 before it first happens.

Prometheus sees an increase only of what it has seen before: of a counter that appears with its
first event, it never learns of that event.
"""

from collections.abc import Iterable, Mapping

from receiver.errors import ReceiverError, SourceUnknown
from receiver.observability.metrics import Metrics
from receiver.services.runs import Verdict


def begin(metrics: Metrics, sources: Mapping[str, int], handlers: Iterable[str]) -> None:
    """Begin to count for these sources, each with its number of secrets, and these handlers."""
    reasons = sorted(_reasons(ReceiverError) - {ReceiverError.reason, SourceUnknown.reason})
    metrics.rejected("unknown", SourceUnknown.reason)
    for source, secrets in sources.items():
        metrics.handshakes(source)
        for outcome in ("accepted", "duplicate"):
            metrics.received(source, outcome)
        for reason in reasons:
            metrics.rejected(source, reason)
        for key in range(max(1, secrets)):
            metrics.verified(source, key)
    for handler in handlers:
        for verdict in Verdict:
            metrics.attempts(handler, verdict)


def _reasons(kind: type[ReceiverError]) -> set[str]:
    return {kind.reason}.union(*map(_reasons, kind.__subclasses__()))
