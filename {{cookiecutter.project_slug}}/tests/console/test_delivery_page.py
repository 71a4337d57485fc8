"""One delivery: its facts, where it stands, and what is to be expected of it."""

from console.visiting import Visitor, text_of
from inboxes import change, stored
from operating import settle
from receiver.deliveries import State
from receiver.storage.engine import Database


def test_facts(database: Database, visitor: Visitor) -> None:
    """A page has all facts, the ids that lead to the sender, the log and the trace among them."""
    values = {"content_type": "text/x", "ordering": "o-5", "request_id": "7f3a"}
    stored(database, "a", event="order.paid", traceparent=f"00-{'ab' * 16}-{'cd' * 8}-01", **values)
    told = text_of(visitor.page("/deliveries/1"))
    for fact in ("Provider fake", "Attempts 0", "Order o-5", "Request 7f3a", "Type text/x"):
        assert fact in told
    assert f"Trace {'ab' * 16}" in told
    assert "order.paid" in told


def test_facts_that_are_not_there(database: Database, visitor: Visitor) -> None:
    """It names none that is not there."""
    stored(database, "b")
    told = text_of(visitor.page("/deliveries/1"))
    for fact in ("Order", "Request", "Trace"):
        assert f"{fact} " not in told


def test_unhandled(database: Database, visitor: Visitor) -> None:
    """A delivery that nothing happened to says why."""
    stored(database)
    settle(database, State.UNHANDLED, 1)
    assert "No handler takes this event, so none ran." in text_of(visitor.page("/deliveries/1"))
    settle(database, State.DONE, 1)
    assert "No handler" not in text_of(visitor.page("/deliveries/1"))


def test_retrying(database: Database, visitor: Visitor) -> None:
    """A delivery that goes on later says when, in UTC; one that is done has no such time."""
    stored(database)
    change(database, state="retrying", due_at=4_102_444_800.0)
    told = "The next attempt is due at 2100-01-01 00:00:00 UTC."
    assert told in text_of(visitor.page("/deliveries/1"))
    change(database, state="done")
    assert "The next attempt" not in text_of(visitor.page("/deliveries/1"))
