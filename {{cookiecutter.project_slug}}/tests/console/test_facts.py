"""The facts of a delivery: what leads from its page to the sender, to the log and to the trace."""

from console.visiting import Visitor, text_of
from inboxes import stored
from receiver.storage.engine import Database


def test_all_of_them(database: Database, visitor: Visitor) -> None:
    """Its page has them all, the ids of its request and of its trace among them."""
    values = {"content_type": "text/x", "ordering": "o-5", "request_id": "7f3a"}
    stored(database, "a", event="order.paid", traceparent=f"00-{'ab' * 16}-{'cd' * 8}-01", **values)
    told = text_of(visitor.page("/deliveries/1"))
    for fact in ("Provider fake", "Attempts 0", "Order o-5", "Request 7f3a", "Type text/x"):
        assert fact in told
    assert f"Trace {'ab' * 16}" in told
    assert "order.paid" in told


def test_none(database: Database, visitor: Visitor) -> None:
    """It names none that is not there."""
    stored(database, "b")
    told = text_of(visitor.page("/deliveries/1"))
    for fact in ("Order", "Request", "Trace"):
        assert f"{fact} " not in told
