"""Selection: which deliveries fit criteria."""

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from inboxes import stored
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.moments import Moment
from receiver.storage.engine import Database
from receiver.storage.listing import page
from receiver.storage.schema import deliveries

AT = 1_760_000_000.0


def fitting(database: Database, criteria: Criteria) -> list[str]:
    """Return the ids of what fits, oldest first."""
    with database.snapshot() as connection:
        return [each.id for each in reversed(page(connection, criteria, limit=100).summaries)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("issues", ["a", "b"]),
        ("issues.opened", ["b"]),
        ("issue", []),
        ("Issues", []),
        ("issues.", []),
        ("%", []),
        ("issue_", []),
        ("*", ["a", "b", "c", "d"]),
        ("x'; --", ["d"]),
    ],
)
def test_event(database: Database, event: str, expected: list[str]) -> None:
    """An event is a whole name or the first part of one, to the letter, as in `@on`."""
    for name, each in zip("abcd", ("issues", "issues.opened", "issues_x", "x'; --"), strict=True):
        stored(database, name, event=each)
    assert expected == fitting(database, Criteria(event=event))


@pytest.mark.parametrize("state", State)
def test_state(database: Database, state: State) -> None:
    """Each state is told from all others, and several are alternatives."""
    keys = dict(zip(State, stored(database, *State), strict=True))
    with database.transaction() as connection:
        for each, key in keys.items():
            row = update(deliveries).where(deliveries.c.key == key)
            connection.execute(row.values(state=str(each)))
    assert [state] == fitting(database, Criteria(state=(state,)))
    both = fitting(database, Criteria(state=(state, State.DONE)))
    assert {state, State.DONE} == set(both)


def test_time(database: Database) -> None:
    """`since` is included, `until` is not."""
    for name, at in (("a", AT - 1), ("b", AT), ("c", AT + 1)):
        stored(database, name, received_at=datetime.fromtimestamp(at, UTC))
    moment = Moment(AT, "then")
    assert ["b", "c"] == fitting(database, Criteria(since=moment))
    assert ["a"] == fitting(database, Criteria(until=moment))
    assert [] == fitting(database, Criteria(until=moment, since=moment))
    assert [] == fitting(database, Criteria(since=Moment(time.time() + 60, "later")))


def test_all_count(database: Database) -> None:
    """Of several criteria, all have to be met."""
    stored(database, "a", source="one", event="x")
    stored(database, "b", source="one", event="y")
    stored(database, "c", source="two", event="x")
    assert ["a"] == fitting(database, Criteria(source="one", event="x"))
    assert [] == fitting(database, Criteria(source="two", event="y"))


def test_id(database: Database) -> None:
    """An id is a whole one, to the letter, of any source unless one is named."""
    for source, name in (("one", "a"), ("two", "a"), ("two", "ab"), ("three", "A")):
        stored(database, name, source=source)
    assert ["a", "a"] == fitting(database, Criteria(id="a"))
    assert ["a"] == fitting(database, Criteria(id="a", source="two"))
    assert [] == fitting(database, Criteria(id="ab", source="one"))
    assert [] == fitting(database, Criteria(id="%"))
