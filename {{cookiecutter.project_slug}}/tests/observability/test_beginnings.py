"""Beginnings: counters are there before their first event."""

from fake import OLD_SECRET, SECRET, source
from receiver import Delivery, on
from receiver.observability.beginnings import begin
from receiver.observability.metrics import Metrics
from serving import serving


def samples(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """Return the values of a counter, by their labels' values."""
    families = metrics.registry.collect()
    found = [each for family in families for each in family.samples if each.name == name]
    return {tuple(each.labels.values()): each.value for each in found}


def test_all_is_there() -> None:
    """Each outcome, reason and secret of a source, and each verdict on a handler, is 0."""
    metrics = Metrics()
    begin(metrics, {"fake": 2, "fetched": 0}, ["handlers.handle"])
    received = samples(metrics, "webhook_received_total")
    outcomes = ("accepted", "duplicate")
    sources = ("fake", "fetched")
    assert received == {(each, outcome): 0.0 for each in sources for outcome in outcomes}
    verified = samples(metrics, "webhook_signature_verified_total")
    assert verified == {("fake", "0"): 0.0, ("fake", "1"): 0.0, ("fetched", "0"): 0.0}
    assert {("fake",): 0.0, ("fetched",): 0.0} == samples(metrics, "webhook_handshakes_total")
    verdicts = ("done", "failed", "dead")
    attempts = samples(metrics, "webhook_attempts_total")
    assert attempts == {("handlers.handle", each): 0.0 for each in verdicts}


def test_reasons() -> None:
    """A source can be refused for each reason but that of one that does not exist."""
    metrics = Metrics()
    begin(metrics, {"fake": 1}, [])
    rejected = samples(metrics, "webhook_rejected_total")
    assert {0.0} == {*rejected.values()}
    assert ("unknown", "unknown_source") in rejected
    assert ("fake", "unknown_source") not in rejected
    assert {("fake", each) for each in ("signature", "unavailable", "overloaded")} < {*rejected}


async def test_a_service_begins(database_url: str) -> None:
    """A service that has received nothing yet tells of its sources and of its handlers."""

    @on("fake")
    async def handle(_delivery: Delivery) -> None: ...

    sources = [source("fake", SECRET, OLD_SECRET)]
    async with serving(database_url, handle, sources=sources) as running:
        verified = samples(running.metrics, "webhook_signature_verified_total")
        attempts = samples(running.metrics, "webhook_attempts_total")
    assert {("fake", "0"): 0.0, ("fake", "1"): 0.0} == verified
    (name,) = {handler for handler, _ in attempts}
    assert name.endswith("handle")
