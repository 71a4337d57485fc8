"""Pages: whatever is looked for, they hold all of what fits, in order, each delivery once."""

from itertools import chain, pairwise, product

import pytest
from sqlalchemy import select, update

from inboxes import stored
from pages import expected, keys, older
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.moments import Moment
from receiver.storage.engine import Database
from receiver.storage.listing import LONGEST, long_page, page
from receiver.storage.schema import deliveries

NUMBER = 280
AT = 1_760_000_000.0
BETWEEN = Moment(AT + 60, "then"), Moment(AT + 200, "later")
STATES = ((), (State.DONE,), (State.DEAD, State.IGNORED), (State.RETRYING,))
CHOICES = product((None, "one"), (None, "push", "push.b"), STATES, ((None, None), BETWEEN))
FILTERS = [
    *(
        Criteria(source=source, event=event, state=state, since=since, until=until)
        for source, event, state, (since, until) in CHOICES
    ),
    *(Criteria(source="nobody"), Criteria(source="nobody", event="*", state=(State.DEAD,))),
    Criteria(state=(State.DEAD, State.RECEIVED)),
    Criteria(state=(State.DEAD, State.RECEIVED), since=BETWEEN[0]),
    Criteria(state=tuple(State), until=BETWEEN[1]),
    Criteria(event="other", state=(State.DONE, State.DEAD)),
    Criteria(id="d-7"),
    Criteria(id="d-7", source="two"),
    Criteria(id="d-7", state=(State.DONE,)),
    Criteria(keys=(3, 5, 999)),
]


@pytest.fixture
def filled(database: Database) -> Database:
    """An inbox with deliveries of all kinds, of which two share an id."""
    stored(database, *(f"d-{number}" for number in range(NUMBER)))
    stored(database, "d-7", source="three")
    events, states = ("push", "push.a", "push.b", "pushed"), tuple(State)
    with database.transaction() as connection:
        for key in connection.scalars(select(deliveries.c.key)).all():
            row = update(deliveries).where(deliveries.c.key == key)
            values = {"event": events[key % 4], "state": states[key % 11 % 7]}
            given = {**values, "received_at": AT + (key ^ 3)}
            if key <= NUMBER:
                given["source"] = ("one", "one", "two")[key % 3]
            connection.execute(row.values(given))
    return database


def test_all_filters(filled: Database) -> None:
    """Whatever the filters are, the pages hold together what a plain query finds."""
    for criteria in FILTERS:
        *full, last = [keys(each) for each in older(filled, criteria, 100)]
        assert expected(filled, criteria) == [*chain(*full), *last], criteria
        assert {100} >= {len(each) for each in full}, criteria


@pytest.mark.parametrize(
    "criteria",
    [Criteria(), Criteria(source="two", event="push"), Criteria(state=(State.DONE, State.DEAD))],
    ids=str,
)
def test_back(filled: Database, criteria: Criteria) -> None:
    """Pages are the same on the way back, and the first one has none before it."""
    pages = list(older(filled, criteria, 10))
    assert pages[0].newer is None
    for previous, found in pairwise(pages):
        with filled.snapshot() as connection:
            back = page(connection, criteria, after=found.newer, limit=10)
        assert (keys(previous), previous.newer) == (keys(back), back.newer)
        assert found.newer == found.summaries[0].key
        with filled.snapshot() as connection:
            again = page(connection, criteria, before=back.older, limit=10)
        assert keys(found) == keys(again)


def test_new_ones(filled: Database) -> None:
    """Who goes back to where less than a page is newer sees the first page, full."""
    criteria = Criteria(source="two")
    first, *_ = older(filled, criteria, 10)
    with filled.snapshot() as connection:
        back = page(connection, criteria, after=first.summaries[3].key, limit=10)
        beyond = page(connection, criteria, after=10_000, limit=10)
    assert first == back == beyond


def test_long(filled: Database) -> None:
    """A long page is as long as it is to be, and a page of any other has its most."""
    with filled.snapshot() as connection:
        assert LONGEST == len(page(connection, Criteria(), limit=1000).summaries)
        found = long_page(connection, Criteria(), limit=250)
        assert (250, keys(found)[-1]) == (len(keys(found)), found.older)
        rest = long_page(connection, Criteria(), before=found.older, limit=1000)
    assert expected(filled, Criteria()) == keys(found) + keys(rest)
