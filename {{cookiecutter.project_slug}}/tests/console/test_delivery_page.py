"""One delivery: where it stands, and what is to be expected of it."""

from console.visiting import Visitor, text_of
from inboxes import change, stored
from operating import settle
from receiver.deliveries import State
from receiver.storage.engine import Database


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
