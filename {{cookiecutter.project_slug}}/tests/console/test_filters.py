"""Filters: each leaves out what it should, and what is wrong with one is said at its field."""

from console.test_pages import keys
from console.visiting import EVERY_KIND, Visitor, text_of, visiting
from inboxes import stored
from operating import settle
from receiver.deliveries import State
from receiver.storage.engine import Database

FILTERS = {
    "?state=dead": [2],
    "?state=dead,done": [3, 2],
    "?source=other": [3],
    "?event=order": [4],
    "?event=order.paid": [4],
    "?id=a": [1],
    "?since=1h": [4, 3, 2],
    "?until=1h": [1],
    "?state=dead&source=other": [],
    "?id=A": [],
}
MISTAKES = {
    "?since=yesterday": "'yesterday' is no moment: give a date",
    "?state=gone": "no state gone; valid: dead",
    "?since=1h&until=2h": "2h is not after 1h",
    "?event=%00": "give up to 255 printable characters",
    f"?id={'x' * 256}": "give up to 255 printable characters",
}


@EVERY_KIND
def test_filters(database: Database, database_url: str) -> None:
    """Each filter leaves out what it should, and all of them count."""
    stored(database, "a", "b")
    stored(database, "c", source="other")
    stored(database, "d", event="order.paid")
    settle(database, State.DEAD, 2)
    settle(database, State.DONE, 3)
    settle(database, State.UNHANDLED, 1, received_at=1.0)
    settle(database, State.UNHANDLED, 4)
    with visiting(database_url) as visitor:
        visitor.sign_in()
        assert FILTERS == {query: keys(visitor.page(query)) for query in FILTERS}


def test_mistakes(database: Database, visitor: Visitor) -> None:
    """A filter that means nothing is said at its field, and nothing is listed."""
    stored(database)
    for query, told in MISTAKES.items():
        answer = visitor.get(query)
        assert (400, []) == (answer.status_code, keys(answer.text))
        assert told in text_of(answer.text)
        assert 'aria-invalid="true"' in answer.text


def test_places_that_are_none(database: Database, visitor: Visitor) -> None:
    """What is no key is no place in the list; it begins at its beginning."""
    stored(database)
    for query in ("?before=x", "?before=-1", "?after=", "?before=²", f"?after={'9' * 5000}"):
        assert [1] == keys(visitor.page(query))


def test_by_key(database: Database, visitor: Visitor) -> None:
    """A key, written as `#17` where ids are searched, leads to that delivery."""
    stored(database)
    answer = visitor.get("?id=%231")
    assert (303, "/console/deliveries/1") == (answer.status_code, answer.headers["location"])
